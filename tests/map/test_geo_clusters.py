"""Clusters for the map: none lost, none invented, none too many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from finder.map.clusters import Bounds, MapCluster, clusters

Floats = NDArray[np.float64]

latitudes = st.floats(-89, 89) | st.just(float("nan"))
points = st.lists(st.tuples(latitudes, st.floats(-180, 180)), max_size=80)
limits = st.integers(1, 40)


def _columns(rows: list[tuple[float, float]]) -> tuple[Floats, Floats]:
    table = np.array(rows, dtype=float).reshape(-1, 2)
    return table[:, 0], table[:, 1]


@given(points, limits)
def test_every_point_with_a_position_is_counted_once(
    rows: list[tuple[float, float]], limit: int
) -> None:
    latitude, longitude = _columns(rows)
    found = clusters(latitude, longitude, limit=limit)
    assert sum(cluster.count for cluster in found) == np.isfinite(latitude).sum()
    assert len(found) <= limit


@given(points, limits)
def test_the_order_of_the_points_does_not_matter(
    rows: list[tuple[float, float]], limit: int
) -> None:
    forth = clusters(*_columns(rows), limit=limit)
    back = clusters(*_columns(rows[::-1]), limit=limit)
    assert [cluster.count for cluster in forth] == [cluster.count for cluster in back]


def test_few_points_stay_themselves_and_keep_their_names() -> None:
    found = clusters(
        np.array([38.03, 37.27]), np.array([-78.48, -79.94]), facility_ids=["aaaa", "bbbb"]
    )
    assert found == [MapCluster(38.03, -78.48, 1, "aaaa"), MapCluster(37.27, -79.94, 1, "bbbb")]


def test_points_at_one_place_are_one_cluster_without_a_name() -> None:
    found = clusters(np.full(5, 38.03), np.full(5, -78.48), facility_ids=list("abcde"))
    assert found == [MapCluster(38.03, -78.48, 5)]


def test_a_name_is_asked_for_only_where_a_point_stays_alone() -> None:
    asked: list[int] = []

    class Names:
        def __getitem__(self, position: int, /) -> str:
            asked.append(position)
            return f"name{position}"

    found = clusters(
        np.array([38.0, 45.0, 38.0]), np.array([-78.0, -120.0, -78.0]), facility_ids=Names()
    )
    assert [cluster.facility_id for cluster in found] == ["name1", ""]
    assert asked == [1]


def test_what_is_near_is_gathered_before_what_is_far() -> None:
    found = clusters(np.array([38.0, 38.01, 45.0]), np.array([-78.0, -78.01, -120.0]), limit=2)
    assert sorted(cluster.count for cluster in found) == [1, 2]


def test_a_box_leaves_out_what_is_not_seen() -> None:
    box = Bounds(south=37.5, west=-79.0, north=39.0, east=-78.0)
    found = clusters(np.array([38.03, 37.27]), np.array([-78.48, -79.94]), bounds=box)
    assert found == [MapCluster(38.03, -78.48, 1)]


def test_points_without_a_position_are_not_drawn() -> None:
    assert clusters(np.array([np.nan]), np.array([np.nan])) == []
    assert clusters(np.array([]), np.array([])) == []


def test_the_grid_stays_put_when_others_are_left_out() -> None:
    seeded = np.random.default_rng(5)
    latitude, longitude = seeded.uniform(30, 45, 900), seeded.uniform(-120, -75, 900)
    whole = clusters(latitude, longitude, limit=50)
    same = clusters(np.tile(latitude, 2), np.tile(longitude, 2), limit=50)
    assert [(c.latitude, c.longitude) for c in whole] == [(c.latitude, c.longitude) for c in same]


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1 cluster, got 0"):
        clusters(np.array([38.0]), np.array([-78.0]), limit=0)
