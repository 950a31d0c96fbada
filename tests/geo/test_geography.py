"""The map's base data, and the functions that hand it out."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import pytest

from finder import geography
from finder.geography import county_lines, state_outlines, towns, towns_near
from finder.vocabulary import STATES
from scripts.geography import topology
from scripts.geography.towns import CAPITALS, Candidate, ranked

CHARLOTTESVILLE = (38.03, -78.49)
MANHATTAN = (40.75, -73.98)

# Two square counties of one state side by side, a third of another state on top of the first:
#   +---+
#   | C |        arc 0: between A and B    arc 1: between A and C    arcs 2, 3, 4: coast
#   +---+---+
#   | A | B |
#   +---+---+
SMALL_TOPOLOGY: dict[str, Any] = {
    "transform": {"scale": [0.5, 0.5], "translate": [-100.0, 30.0]},
    "arcs": [
        [[2, 0], [0, 2]],
        [[0, 2], [2, 0]],
        [[2, 2], [2, 0], [0, -2], [-2, 0]],
        [[2, 0], [-2, 0], [0, 2]],
        [[0, 2], [0, 2], [2, 0], [0, -2]],
    ],
    "objects": {
        "counties": {
            "geometries": [
                {"type": "Polygon", "id": "51001", "arcs": [[0, -2, -4]]},
                {"type": "Polygon", "id": "51003", "arcs": [[2, 0]]},
                {"type": "MultiPolygon", "id": "54001", "arcs": [[[4, -2]]]},
            ]
        },
        "states": {
            "geometries": [
                {
                    "type": "Polygon",
                    "id": "54",
                    "properties": {"name": "West Virginia"},
                    "arcs": [[4, -2]],
                },
                {
                    "type": "Polygon",
                    "id": "51",
                    "properties": {"name": "Virginia"},
                    "arcs": [[2, -4, 1]],
                },
            ]
        },
    },
}


def test_only_the_border_of_two_counties_of_one_state_is_a_county_line() -> None:
    borders = topology.county_borders(SMALL_TOPOLOGY, decimals=3)
    assert [feature["id"] for feature in borders["features"]] == ["51"]
    assert borders["features"][0]["geometry"]["coordinates"] == [[(-99.0, 30.0), (-99.0, 31.0)]]


def test_an_arc_walked_backwards_closes_the_ring() -> None:
    outlines = topology.state_outlines(SMALL_TOPOLOGY, decimals=3)
    virginia, west_virginia = outlines["features"]
    assert virginia["properties"] == {"state": "VA", "name": "Virginia"}
    assert west_virginia["bbox"] == [-100.0, 31.0, -99.0, 32.0]
    for feature in outlines["features"]:
        for (ring,) in feature["geometry"]["coordinates"]:
            assert ring[0] == ring[-1]


def test_points_that_rounding_puts_together_are_given_once() -> None:
    (line,) = topology.decode_arcs(
        {
            "transform": {"scale": [0.001, 0.001], "translate": [0, 0]},
            "arcs": [[[0, 0], [1, 1], [400, 0]]],
        },
        decimals=1,
    )
    assert line == [(0.0, 0.0), (0.4, 0.0)]


def test_every_state_and_territory_has_an_outline() -> None:
    found = {feature["properties"]["state"] for feature in state_outlines()["features"]}
    assert found == set(topology.POSTAL_BY_FIPS.values())
    assert found <= set(STATES.codes)


def test_rings_are_closed_and_lie_on_the_globe() -> None:
    for feature in state_outlines()["features"]:
        for ring in itertools.chain.from_iterable(feature["geometry"]["coordinates"]):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(-180 <= x <= 180 and -15 <= y <= 72 for x, y in ring)


def test_each_county_line_is_there_once() -> None:
    borders = county_lines()["features"]
    lines = [line for feature in borders for line in feature["geometry"]["coordinates"]]
    pieces = Counter(
        frozenset(map(tuple, piece)) for line in lines for piece in itertools.pairwise(line)
    )
    assert len(lines) > 5_000
    # A border drawn from both sides would double its pieces; rounding doubles a hair's breadth.
    assert sum(count > 1 for count in pieces.values()) < 20


def test_a_bbox_is_that_of_its_feature() -> None:
    virginia = next(f for f in county_lines()["features"] if f["properties"]["state"] == "VA")
    points = list(itertools.chain.from_iterable(virginia["geometry"]["coordinates"]))
    west, south, east, north = virginia["bbox"]
    assert (west, east) == (min(x for x, _ in points), max(x for x, _ in points))
    assert (south, north) == (min(y for _, y in points), max(y for _, y in points))


@pytest.mark.parametrize(
    ("path", "most_bytes"),
    [
        (geography.STATES_PATH, 300_000),
        (geography.COUNTIES_PATH, 900_000),
        (geography.TOWNS_PATH, 300_000),
        (geography.LAKES_PATH, 150_000),
    ],
)
def test_the_files_stay_small_enough_to_be_sent(path: Any, most_bytes: int) -> None:
    assert path.stat().st_size < most_bytes


def test_towns_are_sorted_and_every_capital_is_among_them() -> None:
    populations = [town.population for town in towns()]
    assert populations == sorted(populations, reverse=True)
    assert set(CAPITALS.items()) <= {(town.state, town.name) for town in towns()}
    assert {town.rank for town in towns()} == set(range(4, 12))
    assert len(towns()) > 5_000


def test_the_readme_gives_the_number_of_towns() -> None:
    readme = (geography.DATA_FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"| {len(towns()):,} towns" in readme
    assert "GeoNames" in geography.CREDIT


def test_towns_near_charlottesville_begin_with_it() -> None:
    names = [town.name for town in towns_near(*CHARLOTTESVILLE, 25)]
    assert names[:2] == ["Charlottesville", "Waynesboro"]
    assert len(names) >= 6


def test_a_name_never_runs_into_that_of_a_larger_town() -> None:
    names = [town.name for town in towns_near(*MANHATTAN, 25, limit=40)]
    assert names[0] == "New York City"
    # Three and a half miles from the centre of the city: no room where 25 miles fill the map.
    assert "Manhattan" not in names


@pytest.mark.parametrize("limit", [0, 1, 5, 30])
def test_no_more_towns_than_asked(limit: int) -> None:
    found = towns_near(*MANHATTAN, 50, limit=limit)
    assert len(found) == limit
    assert found == sorted(found, key=lambda town: -town.population)


def test_a_map_of_the_country_names_only_cities() -> None:
    found = towns_near(39, -98, float("inf"), limit=20)
    assert len(found) == 20
    assert all(town.population >= 150_000 for town in found)


@pytest.mark.parametrize(
    ("latitude", "longitude", "radius"),
    [
        (0, 0, 100),  # the Gulf of Guinea
        (*CHARLOTTESVILLE, 0),
        (*CHARLOTTESVILLE, -5),
    ],
)
def test_where_there_is_no_town_none_is_named(
    latitude: float, longitude: float, radius: float
) -> None:
    assert towns_near(latitude, longitude, radius) == []


def test_the_larger_of_two_close_towns_is_named_from_farther_out() -> None:
    large = Candidate(1, "Largeville", "VA", 38.0, -78.5, 300_000)
    small = Candidate(2, "Smallville", "VA", 38.02, -78.5, 60_000)
    far = Candidate(3, "Farville", "VA", 42.0, -90.0, 200_000)
    ranks = {place.name: rank for place, rank in ranked([large, far, small])}
    # Smallville has no room beside Largeville at any zoom of a whole county.
    assert ranks == {"Largeville": 4, "Farville": 4}


def test_a_capital_is_named_however_close_the_next_city() -> None:
    large = Candidate(1, "Saint Anthony", "MN", 44.94, -93.1, 900_000)
    capital = Candidate(2, "Saint Paul", "MN", 44.95, -93.1, 300_000)
    assert dict(ranked([large, capital])) == {large: 4, capital: 11}
