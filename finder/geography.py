"""What the map draws beneath the pins without tiles: outlines, borders, towns, lakes, main roads.

The files are committed in data/ (data/README.md says where each comes from) and can be
served as they are. Everything here reads them once and answers from memory; the GeoJSON that is
handed out is shared, so it is not to be changed by the caller.
"""

from __future__ import annotations

import csv
import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from finder.geo import EARTH_RADIUS_MILES
from finder.locale import mark

__all__ = [
    "COUNTIES_PATH",
    "CREDIT",
    "DATA_FOLDER",
    "LAKES_PATH",
    "ROADS_PATH",
    "STATES_PATH",
    "TOWNS_PATH",
    "Town",
    "county_lines",
    "lakes",
    "roads",
    "state_outlines",
    "towns",
    "towns_near",
]

DATA_FOLDER = Path(__file__).resolve().parents[1] / "data"
STATES_PATH = DATA_FOLDER / "states.geojson"
COUNTIES_PATH = DATA_FOLDER / "counties.geojson"
TOWNS_PATH = DATA_FOLDER / "towns.csv"
LAKES_PATH = DATA_FOLDER / "lakes.geojson"
# Made where somebody has the roads (scripts/make_geography.py --roads); the map does without.
ROADS_PATH = DATA_FOLDER / "roads.geojson"

# GeoNames asks to be named where its data is shown (CC BY 4.0).
CREDIT = mark(
    "Boundaries: U.S. Census Bureau. Lakes: Natural Earth. Town names: GeoNames, CC BY 4.0."
)

GeoJson = dict[str, Any]
Floats = NDArray[np.float64]

# One degree of latitude, on the sphere that all distances are measured on.
_MILES_PER_DEGREE = math.radians(EARTH_RADIUS_MILES)

# Pixels of a town's label at 15 px type with the room it needs, and those of the radius asked:
# the circle fills a map of about 600 by 700 pixels.
_CHARACTER_WIDTH, _LABEL_SPACE, _LABEL_HEIGHT, _RADIUS_PIXELS = 7.5, 14, 30, 290

# The wider the view, the larger the towns that are named: at least the square of the radius in
# miles over this. 25 miles: every village; 400: ten thousand people; the country: a city.
_SQUARE_MILES_PER_HEAD = 15

# A radius beyond this shows the whole country; it keeps "any distance" from scaling to nothing.
_WIDEST_MILES = 1_500.0


@dataclass(frozen=True)
class Town:
    """A town's name on the map; latitude and longitude in degrees, population in heads.

    rank: the map zoom, 4 to 11, from which on its name has room beside those of larger towns.
    """

    name: str
    state: str
    latitude: float
    longitude: float
    population: int
    rank: int


@lru_cache(maxsize=1)
def towns() -> tuple[Town, ...]:
    """All towns of data/towns.csv, largest first."""
    with TOWNS_PATH.open(encoding="utf-8", newline="") as file:
        return tuple(
            Town(
                name=row["name"],
                state=row["state"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                population=int(row["population"]),
                rank=int(row["rank"]),
            )
            for row in csv.DictReader(file)
        )


def towns_near(
    latitude: float, longitude: float, radius_miles: float, limit: int = 12
) -> list[Town]:
    """At most `limit` towns within the radius, largest first.

    Left out is a town whose name would run into that of a larger one where the radius just fills
    the map, and in a wide view one that is too small to matter there. Distances are measured on
    a plane, which is near enough for lettering.
    """
    radius = min(radius_miles, _WIDEST_MILES)
    if radius <= 0 or limit <= 0:
        return []
    x, y = _miles_from(latitude, longitude)
    heads = _town_columns().population
    within = (x * x + y * y <= radius**2) & (heads * _SQUARE_MILES_PER_HEAD >= radius**2)
    return [
        towns()[index]
        for index in _legible(np.flatnonzero(within), x, y, _RADIUS_PIXELS / radius, limit)
    ]


@lru_cache(maxsize=1)
def state_outlines() -> GeoJson:
    """FeatureCollection of the states and territories as MultiPolygons.

    Each feature has its FIPS number as `id`, a `bbox`, and the properties `state` and `name`.
    """
    return _read(STATES_PATH)


@lru_cache(maxsize=1)
def county_lines() -> GeoJson:
    """FeatureCollection of the borders between counties, one MultiLineString a state.

    Each border stands there once; those between two states are in `state_outlines` only.
    """
    return _read(COUNTIES_PATH)


@lru_cache(maxsize=1)
def lakes() -> GeoJson:
    """MultiPolygon of the lakes within the states; the Great Lakes are beyond their outlines."""
    return _read(LAKES_PATH)


@lru_cache(maxsize=1)
def roads() -> GeoJson | None:
    """MultiLineString of the main roads; None where none are at hand."""
    return _read(ROADS_PATH) if ROADS_PATH.is_file() else None


def _read(path: Path) -> GeoJson:
    collection: GeoJson = json.loads(path.read_text(encoding="utf-8"))
    return collection


class _TownColumns(NamedTuple):
    latitude: Floats
    longitude: Floats
    population: Floats
    label_width: Floats


@lru_cache(maxsize=1)
def _town_columns() -> _TownColumns:
    return _TownColumns(
        latitude=np.array([town.latitude for town in towns()]),
        longitude=np.array([town.longitude for town in towns()]),
        population=np.array([float(town.population) for town in towns()]),
        label_width=np.array(
            [len(town.name) * _CHARACTER_WIDTH + _LABEL_SPACE for town in towns()]
        ),
    )


def _miles_from(latitude: float, longitude: float) -> tuple[Floats, Floats]:
    """Miles east and north of a point, of each town."""
    columns = _town_columns()
    # Across the 180th meridian the short way, for the Aleutians and Guam.
    degrees_east = (columns.longitude - longitude + 180) % 360 - 180
    shrink = math.cos(math.radians(latitude))
    return (
        degrees_east * shrink * _MILES_PER_DEGREE,
        (columns.latitude - latitude) * _MILES_PER_DEGREE,
    )


def _legible(
    candidates: NDArray[np.int64], x: Floats, y: Floats, pixels_per_mile: float, limit: int
) -> list[int]:
    """The first `limit` candidates whose labels keep clear of those chosen before them."""
    widths = _town_columns().label_width
    chosen: list[int] = []
    for index in candidates.tolist():
        beside = np.abs(x[chosen] - x[index]) * pixels_per_mile * 2 < widths[chosen] + widths[index]
        above = np.abs(y[chosen] - y[index]) * pixels_per_mile < _LABEL_HEIGHT
        if not (beside & above).any():
            chosen.append(index)
        if len(chosen) == limit:
            break
    return chosen
