"""Great-circle distance on the sphere that docs/contract.md, section 3, names."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.geo import EARTH_RADIUS_MILES, in_box, miles_between, unit_vectors
from oracle_rules import haversine

latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)


def test_the_radius_is_6371_0088_km_and_a_mile_1_609344_km() -> None:
    assert EARTH_RADIUS_MILES == 6371.0088 / 1.609344


@pytest.mark.parametrize(
    ("here", "there", "miles"),
    [
        # a quarter and a half of the way round
        ((0, 0), (0, 90), math.pi / 2 * EARTH_RADIUS_MILES),
        ((0, 0), (0, 180), math.pi * EARTH_RADIUS_MILES),
        ((90, 0), (-90, 0), math.pi * EARTH_RADIUS_MILES),
        # the same point, the same pole, across the date line
        ((38.03, -78.48), (38.03, -78.48), 0),
        ((90, 10), (90, -120), 0),
        ((52, 179.5), (52, -179.5), 42.5378),
        # New York and Los Angeles, as geopy's great_circle has it on this sphere
        ((40.7128, -74.0060), (34.0522, -118.2437), 2445.5627),
    ],
)
def test_known_distances(
    here: tuple[float, float], there: tuple[float, float], miles: float
) -> None:
    found = miles_between(*here, np.array([there[0]]), np.array([there[1]]))
    assert float(found[0]) == pytest.approx(miles, abs=1e-3)


@settings(deadline=None)
@given(points, points)
def test_distance_agrees_with_the_formula_written_a_second_way(
    here: tuple[float, float], there: tuple[float, float]
) -> None:
    found = float(miles_between(*here, np.array([there[0]]), np.array([there[1]]))[0])
    assert math.isclose(found, haversine(here, there), rel_tol=1e-9, abs_tol=1e-6)


def test_a_missing_position_has_no_distance() -> None:
    found = miles_between(38.0, -78.0, np.array([np.nan, 38.0]), np.array([np.nan, -78.0]))
    assert np.isnan(found[0])
    assert found[1] == 0


@settings(deadline=None)
@given(points, st.floats(0.001, 13_000), st.lists(points, max_size=20))
def test_the_box_never_loses_a_point_in_reach(
    here: tuple[float, float], miles: float, others: list[tuple[float, float]]
) -> None:
    some = np.array([*others, here], dtype=float)
    boxed = set(in_box(*here, miles, some[:, 0], some[:, 1]).tolist())
    distances = miles_between(*here, some[:, 0], some[:, 1])
    assert set(np.flatnonzero(distances <= miles).tolist()) <= boxed


def test_the_box_keeps_little_more_than_what_is_in_reach() -> None:
    grid = np.stack(np.meshgrid(np.arange(25, 50, 0.5), np.arange(-125, -65, 0.5)), -1)
    some = grid.reshape(-1, 2)
    boxed = in_box(38.03, -78.48, 100, some[:, 0], some[:, 1])
    inside = miles_between(38.03, -78.48, some[:, 0], some[:, 1]) <= 100
    assert len(boxed) < 1.5 * inside.sum()


def test_a_box_holds_no_point_without_position() -> None:
    assert not len(in_box(0.0, 0.0, 20_000, np.array([np.nan]), np.array([np.nan])))


@settings(deadline=None)
@given(points, points)
def test_straight_line_order_is_great_circle_order(
    here: tuple[float, float], there: tuple[float, float]
) -> None:
    one, other = unit_vectors(np.array([here[0], there[0]]), np.array([here[1], there[1]]))
    chord = float(np.linalg.norm(one - other))
    arc = 2 * EARTH_RADIUS_MILES * math.asin(min(1.0, chord / 2))
    assert math.isclose(arc, haversine(here, there), rel_tol=1e-6, abs_tol=1e-4)
