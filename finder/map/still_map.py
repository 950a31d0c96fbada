"""The map as a still picture: land, distances, numbered pins, and what else was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from finder.criteria.criterion import number_text
from finder.criteria.declared import NEAR, STATE, WITHIN
from finder.locale import _, plural
from finder.map.clusters import Bounds, clusters
from finder.map.land_paths import Lettering, land_of
from finder.map.map_view import HEIGHT, WIDTH, View, around, fitting
from finder.map.rings import ring_miles
from finder.search import FoundFacility, Results
from finder.templating import html

__all__ = ["still_map"]

_COUNTRY = Bounds(south=24.5, west=-124.8, north=49.4, east=-66.9)
_NO_LIMIT_MILES = 100.0
# Pins nearer than this would cover each other.
_PIN_PIXELS = 27
# Half of a letter's width and of a line's height, and how far a name may move aside.
_HALF_LETTER, _HALF_LINE = 4.0, 9.0
_SHIFTS = (0, 24, -24, 34, -34)
# Above the point of a town, as still_map.html writes it.
_NAME_ABOVE = 8
_PLACE_PIXELS = 16
_MOST_CLUSTERS = 60


@dataclass(frozen=True)
class _Ring:
    """A circle around the place."""

    radius: int
    label: str
    edge: bool


@dataclass(frozen=True)
class _Pin:
    """Facilities at one spot; the first gives the number, more says how many others."""

    x: int
    y: int
    found: FoundFacility
    more: int


@dataclass(frozen=True)
class _Dot:
    """What else was found around a spot."""

    x: int
    y: int
    radius: int
    count: int


def still_map(results: Results) -> str:
    """The page's facilities as pins numbered like the list, all others found as circles."""
    place, within = results.criteria[NEAR], results.criteria.always(WITHIN)
    view = _view(results)
    pins, land = _pins(results, view), land_of(view)
    rings = _rings(view, None if within == "any" else within) if place else []
    taken = _taken(pins, rings, has_place=place is not None)
    return html(
        "still_map.html",
        width=WIDTH,
        height=HEIGHT,
        land=land,
        towns=list(filter(None, (_beside(town, taken) for town in land.towns))),
        place=place,
        rings=rings,
        pins=pins[::-1],
        dots=_dots(results, view),
        label=plural("Map of {n} place", "Map of {n} places", results.total),
    )


def _view(results: Results) -> View:
    place, within = results.criteria[NEAR], results.criteria.always(WITHIN)
    if place is not None:
        miles = _NO_LIMIT_MILES if within == "any" else float(within)
        return around(*results.directory.point_of(place), miles)
    points = results.directory.positions(results.rows)
    points = points[~np.isnan(points[:, 0])]
    if STATE not in results.criteria or not len(points):
        return fitting(*_COUNTRY[:2], *_COUNTRY[2:])
    (south, west), (north, east) = points.min(axis=0), points.max(axis=0)
    return fitting(float(south), float(west), float(north), float(east))


def _rings(view: View, within: float | None) -> list[_Ring]:
    edge = within or _NO_LIMIT_MILES
    # One so near the edge would be drawn over it.
    inner = [miles for miles in ring_miles(edge) if miles < edge * 0.95]
    rings = [_ring(view, miles, edge=False) for miles in inner]
    return [*rings, _ring(view, within, edge=True)] if within else rings


def _ring(view: View, miles: float, *, edge: bool) -> _Ring:
    label = _("{miles} mi").format(miles=number_text(miles))
    return _Ring(round(view.radius(miles)), label, edge)


def _pins(results: Results, view: View) -> list[_Pin]:
    placed = [one for one in results.facilities if one.facility.latitude is not None]
    spots: list[tuple[int, int, list[FoundFacility]]] = []
    for found in placed:
        x, y = (int(np.round(at)) for at in view.pixels(
            found.facility.latitude, found.facility.longitude))  # fmt: skip
        near = (spot for spot in spots if _touch(spot[0] - x, spot[1] - y))
        spot = next(near, None)
        if spot:
            spot[2].append(found)
        elif 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            spots.append((x, y, [found]))
    return [_Pin(x, y, some[0], len(some) - 1) for x, y, some in spots]


@dataclass(frozen=True)
class _Room:
    """What is taken already: its middle, and half of its width and height, in pixels."""

    x: float
    y: float
    wide: float
    high: float


def _taken(pins: Sequence[_Pin], rings: Sequence[_Ring], *, has_place: bool) -> list[_Room]:
    middle = WIDTH // 2, HEIGHT // 2
    half = _PIN_PIXELS / 2 + 2
    rooms = [_Room(pin.x, pin.y, half + (44 if pin.more else 0), half) for pin in pins]
    rooms += [
        _Room(middle[0], middle[1] - ring.radius, len(ring.label) * _HALF_LETTER, _HALF_LINE)
        for ring in rings
    ]
    here = _PLACE_PIXELS / 2
    return [*rooms, _Room(*middle, here, here)] if has_place else rooms


def _beside(town: Lettering, taken: Sequence[_Room]) -> Lettering | None:
    """The name of a town where it has room: on its spot, else below or above it, else not."""
    reach = len(town.text) * _HALF_LETTER

    def is_free(shift: int) -> bool:
        middle = town.y - _NAME_ABOVE - _HALF_LINE / 2 + shift
        return all(
            abs(room.x - town.x) > room.wide + reach
            or abs(room.y - middle) > room.high + _HALF_LINE
            for room in taken
        )

    shift = next(filter(is_free, _SHIFTS), None)
    return None if shift is None else replace(town, y=town.y + shift)


def _touch(right: int, down: int) -> bool:
    return right * right + down * down < _PIN_PIXELS * _PIN_PIXELS


def _dots(results: Results, view: View) -> list[_Dot]:
    elsewhere = np.delete(results.rows, results.shown)
    facilities = results.directory.facilities
    west, south, east, north = view.box
    gathered = clusters(
        facilities.latitude[elsewhere],
        facilities.longitude[elsewhere],
        bounds=Bounds(south, west, north, east),
        limit=_MOST_CLUSTERS,
    )
    return [_dot(view, one.latitude, one.longitude, one.count) for one in gathered]


def _dot(view: View, latitude: float, longitude: float, count: int) -> _Dot:
    x, y = view.pixels(latitude, longitude)
    radius = 8 if count == 1 else min(11 + 2 * len(str(count)) + count // 200, 24)
    return _Dot(round(float(x)), round(float(y)), radius, count)
