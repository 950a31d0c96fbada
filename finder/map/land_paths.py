"""Coasts, borders, lakes, roads and towns as paths and letters of a still picture."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder import geography
from finder.map.map_view import HEIGHT, WIDTH, View

__all__ = ["Land", "Lettering", "land_of"]

# Counties of a wider view would be one grey mass.
_WIDEST_COUNTY_MILES = 260.0
# In a wide view some pixels are not missed, and it is much less to send: pixels by miles across.
_COARSE_PIXELS = ((260.0, 1), (900.0, 2), (math.inf, 3))
# Corners beyond this are moved to it: they only need to be outside.
_OUTSIDE_PIXELS = 200
_MOST_TOWNS = 14
# An island of fewer corners is a speck.
_FEWEST_STEPS = 3

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Lettering:
    """A name and where its middle stands, in pixels."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Land:
    """SVG path data of land, county borders, lakes and main roads, and the names of towns."""

    outline: str
    counties: str
    lakes: str
    roads: str
    towns: tuple[Lettering, ...]


@lru_cache(maxsize=256)
def land_of(view: View) -> Land:
    """What lies in a view. Kept, because who looks around a place asks for it again and again."""
    counties = ""
    if view.miles_across <= _WIDEST_COUNTY_MILES:
        counties = _paths(view, _county_lines(), closed=False)
    return Land(
        _paths(view, _rings(), closed=True),
        counties,
        _paths(view, _lakes(), closed=True),
        _paths(view, _roads(), closed=False),
        _towns(view),
    )


@dataclass(frozen=True)
class _Line:
    """A line with its box: west, south, east, north."""

    points: Points
    box: tuple[float, float, float, float]


@cache
def _county_lines() -> tuple[_Line, ...]:
    features = geography.county_lines()["features"]
    return tuple(_lines(line for one in features for line in one["geometry"]["coordinates"]))


@cache
def _rings() -> tuple[_Line, ...]:
    features = geography.state_outlines()["features"]
    polygons = (polygon for one in features for polygon in one["geometry"]["coordinates"])
    return tuple(_lines(ring for polygon in polygons for ring in polygon))


@cache
def _lakes() -> tuple[_Line, ...]:
    return tuple(_lines(ring for rings in geography.lakes()["coordinates"] for ring in rings))


@cache
def _roads() -> tuple[_Line, ...]:
    roads = geography.roads()
    return tuple(_lines(roads["coordinates"])) if roads else ()


def _lines(coordinates: Iterable[Any]) -> Iterable[_Line]:
    for one in coordinates:
        points = np.asarray(one, dtype=float)
        (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
        yield _Line(points, (float(west), float(south), float(east), float(north)))


def _paths(view: View, lines: Iterable[_Line], *, closed: bool) -> str:
    west, south, east, north = view.box
    grid = next(pixels for miles, pixels in _COARSE_PIXELS if view.miles_across <= miles)
    seen = (
        line
        for line in lines
        if line.box[0] <= east and line.box[2] >= west
        and line.box[1] <= north and line.box[3] >= south
    )  # fmt: skip
    return "".join(_path(view, line.points, grid, closed) for line in seen)


def _path(view: View, points: Points, grid: int, closed: bool) -> str:
    """Whole pixels, each step as the difference from the one before: the shortest to send."""
    x, y = view.pixels(points[:, 1], points[:, 0])
    x = np.clip(x, -_OUTSIDE_PIXELS, WIDTH + _OUTSIDE_PIXELS)
    y = np.clip(y, -_OUTSIDE_PIXELS, HEIGHT + _OUTSIDE_PIXELS)
    corners = (np.column_stack([x, y]) / grid).round().astype(int) * grid
    steps = np.diff(corners, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < (_FEWEST_STEPS if closed else 1):
        return ""
    start = f"M{corners[0][0]} {corners[0][1]}l"
    way = " ".join(f"{right} {down}" for right, down in steps.tolist())
    return start + way.replace(" -", "-") + ("z" if closed else "")


def _towns(view: View) -> tuple[Lettering, ...]:
    towns = geography.towns_near(
        view.latitude, view.longitude, view.miles_across * 0.8, _MOST_TOWNS
    )
    if not towns:
        return ()
    x, y = view.pixels([one.latitude for one in towns], [one.longitude for one in towns])
    placed = zip(towns, x.round().astype(int).tolist(), y.round().astype(int).tolist(), strict=True)
    return tuple(
        Lettering(town.name, right, down)
        for town, right, down in placed
        if 40 < right < WIDTH - 40 and 16 < down < HEIGHT - 16
    )
