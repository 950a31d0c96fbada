"""The pieces of land that the map fetches."""

from __future__ import annotations

import json

import pytest

from finder import geography
from finder.map import land


def test_every_state_has_a_box_and_a_piece() -> None:
    for code in land.state_boxes():
        piece = json.loads(land.state_piece(code))
        assert piece["outline"]["type"] in ("Polygon", "MultiPolygon")


def test_the_pieces_hold_every_town_once() -> None:
    rows = [
        (name, latitude)
        for code in land.state_boxes()
        for name, latitude, _longitude, _rank in json.loads(land.state_piece(code))["towns"]
    ]
    assert sorted(rows) == sorted((town.name, town.latitude) for town in geography.towns())


def test_a_state_without_counties_says_so() -> None:
    assert json.loads(land.state_piece("DC"))["counties"] is None
    assert json.loads(land.state_piece("VA"))["counties"]["type"] == "MultiLineString"


def test_an_unknown_state_has_no_piece() -> None:
    with pytest.raises(KeyError):
        land.state_piece("ZZ")


def test_the_nation_is_coarse_closed_and_names_only_large_towns() -> None:
    nation = json.loads(land.nation())
    rings = [ring for polygon in nation["outline"]["coordinates"] for ring in polygon]
    assert all(ring[0] == ring[-1] for ring in rings)
    assert all(rank < land.COARSE_BELOW_ZOOM for *_, rank in nation["towns"])
    assert len(land.nation()) < 260_000


def test_lakes_lie_on_the_land_and_the_great_lakes_beyond_it() -> None:
    piece = json.loads(land.on_land())
    outer = [rings[0] for rings in piece["lakes"]["coordinates"]]
    boxes = [
        (min(x for x, _y in ring), min(y for _x, y in ring), max(x for x, _y in ring))
        for ring in outer
    ]
    assert any(-113.2 < west < -112 and 40.5 < south < 41.5 for west, south, _east in boxes)
    assert not any(east - west > 3 for west, _south, east in boxes), "Lake Superior"
    assert all(ring[0] == ring[-1] for ring in outer)
