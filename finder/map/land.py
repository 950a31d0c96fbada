"""The land beneath the pins, cut into pieces that the map fetches as it needs them.

A piece is one state: its outline, the borders between its counties and its towns, 1 to 28 KB
compressed; `nation` is the whole country, coarse, for a map that is zoomed out. The map of a
25-mile search needs two or three pieces, not the 0.8 MB of the whole. What lies on the land, its
lakes and main roads, is one piece of all states.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from finder import geography

__all__ = ["COARSE_BELOW_ZOOM", "nation", "on_land", "state_boxes", "state_piece"]

# Below this zoom the country is drawn coarsely: county borders would be one grey mass.
COARSE_BELOW_ZOOM = 6.5

# A pixel at zoom 6 is 0.022 degrees wide; about two pixels are not missed, and halve the bytes.
_COARSE_DEGREES = 0.05

Ring = list[list[float]]


def state_boxes() -> dict[str, list[float]]:
    """For each state and territory its west, south, east and north in degrees."""
    outlines = _by_state(geography.state_outlines())
    return {code: feature["bbox"] for code, feature in outlines.items()}


def state_piece(code: str) -> bytes:
    """JSON of one state: `outline` and `counties` (or null) are GeoJSON geometries, `towns` rows
    of name, latitude, longitude and the zoom from which the name has room.

    Raises KeyError if there is no such state.
    """
    outline = _by_state(geography.state_outlines())[code]["geometry"]
    borders = _by_state(geography.county_lines()).get(code)
    towns = [town for town in geography.towns() if town.state == code]
    return _piece(outline, borders["geometry"] if borders else None, towns)


def nation() -> bytes:
    """JSON of the whole country in the same form: coarse outlines, the towns of small zooms."""
    polygons = (
        _coarse_polygon(polygon)
        for feature in geography.state_outlines()["features"]
        for polygon in feature["geometry"]["coordinates"]
    )
    outline = {"type": "MultiPolygon", "coordinates": [rings for rings in polygons if rings]}
    towns = [town for town in geography.towns() if town.rank < COARSE_BELOW_ZOOM]
    return _piece(outline, None, towns)


def on_land() -> bytes:
    """JSON of `lakes`, and of `roads` (or null where there are none), as GeoJSON geometries."""
    piece = {"lakes": geography.lakes(), "roads": geography.roads()}
    return json.dumps(piece, separators=(",", ":")).encode()


def _piece(
    outline: dict[str, Any], counties: dict[str, Any] | None, towns: list[geography.Town]
) -> bytes:
    rows = [[town.name, town.latitude, town.longitude, town.rank] for town in towns]
    piece = {"outline": outline, "counties": counties, "towns": rows}
    return json.dumps(piece, separators=(",", ":"), ensure_ascii=False).encode()


def _coarse_polygon(polygon: list[Ring]) -> list[Ring]:
    """The rings on a coarse grid, without those that shrink to a line."""
    rings = (
        [list(corner) for corner, _ in groupby((_snapped(x), _snapped(y)) for x, y in ring)]
        for ring in polygon
    )
    return [ring for ring in rings if len(ring) > 3]


def _snapped(degrees: float) -> float:
    return round(round(degrees / _COARSE_DEGREES) * _COARSE_DEGREES, 2)


def _by_state(collection: dict[str, Any]) -> dict[str, Any]:
    return {feature["properties"]["state"]: feature for feature in collection["features"]}
