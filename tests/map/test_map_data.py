"""What the map asks for while it is moved: right for the box, small, and asked for once."""

from __future__ import annotations

import gzip
from datetime import date
from typing import Any

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import criteria
from finder.directory import Directory
from finder.map.clusters import Bounds
from finder.map.others_found import cluster_row, others_found
from finder.pages.find import map_data
from finder.pages.frame.served import Served
from finder.search import Results, search

DAY = date(2026, 7, 1)
LOS_ANGELES = Bounds(33.5, -119.0, 34.5, -117.5)
BOX = ",".join(map(str, LOS_ANGELES))


@pytest.fixture(scope="module")
def client(national_directory: Directory) -> TestClient:
    serving = Served(lambda: national_directory)
    return TestClient(Starlette(routes=map_data.routes(serving=serving, today=lambda: DAY)))


def rows(client: TestClient, query: str) -> list[list[Any]]:
    answer = client.get(f"/map/clusters?{query}")
    assert answer.status_code == 200
    others: list[list[Any]] = answer.json()["others"]
    return others


def counted(others: list[list[Any]]) -> int:
    return sum(what if isinstance(what, int) else 1 for _north, _east, what in others)


def in_box(results: Results, box: Bounds) -> int:
    """How many facilities found lie in the box and are not on the page, by another way."""
    elsewhere = np.delete(results.rows, results.shown)
    north, east = results.directory.positions(elsewhere).T
    inside = (north >= box.south) & (north <= box.north) & (east >= box.west) & (east <= box.east)
    return int(inside.sum())


@pytest.mark.parametrize("query", ["state=CA", "", "state=CA&page=3", "near=90012&care=iop"])
def test_everything_found_in_the_box_is_counted_but_the_page(
    client: TestClient, national_directory: Directory, query: str
) -> None:
    results = search(national_directory, criteria(query), DAY)
    others = rows(client, f"{query}&box={BOX}")
    assert counted(others) == in_box(results, LOS_ANGELES)
    for north, east, _what in others:
        assert LOS_ANGELES.south <= north <= LOS_ANGELES.north
        assert LOS_ANGELES.west <= east <= LOS_ANGELES.east


def test_a_closer_box_tells_more_apart(client: TestClient) -> None:
    wide = rows(client, "state=CA&box=32,-125,42,-114")
    near = [row for row in wide if 33.5 <= row[0] <= 34.5 and -119.0 <= row[1] <= -117.5]
    assert len(rows(client, f"state=CA&box={BOX}")) > 1.5 * len(near)


def test_one_facility_alone_is_named(client: TestClient, national_directory: Directory) -> None:
    others = rows(client, f"state=CA&box={BOX}&limit=500")
    north, east, name = next(row for row in others if isinstance(row[2], str))
    row = national_directory.row_of(name)
    assert row is not None
    facility = national_directory.facility(row)
    assert (facility.latitude, facility.longitude) == pytest.approx((north, east), abs=1e-4)


def test_without_a_box_all_is_counted_like_in_the_scene(
    client: TestClient, national_directory: Directory
) -> None:
    results = search(national_directory, criteria("state=CA"), DAY)
    assert rows(client, "state=CA") == [cluster_row(one) for one in others_found(results)]


def test_the_limit_is_kept_and_has_one_itself(client: TestClient) -> None:
    assert len(rows(client, "limit=10")) <= 10
    assert len(rows(client, "limit=100000")) <= 500


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("box=1,2,3", "south,west,north,east"),
        ("box=1,2,3,4,5", "south,west,north,east"),
        ("box=a,b,c,d", "south,west,north,east"),
        ("box=1,2,3,nan", "south,west,north,east"),
        ("limit=0", "at least 1"),
        ("limit=ten", "ten"),
    ],
)
def test_what_is_no_box_and_no_limit_is_refused(client: TestClient, query: str, told: str) -> None:
    answer = client.get(f"/map/clusters?{query}")
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


@pytest.mark.parametrize("box", ["90,180,-90,-180", "-1e9,-1e9,1e9,1e9", "0,0,0,0"])
def test_a_strange_box_is_answered(client: TestClient, box: str) -> None:
    rows(client, f"box={box}")


def test_an_answer_is_small(client: TestClient) -> None:
    answer = client.get(f"/map/clusters?box={BOX}&limit=300", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 4_000
    plain = client.get(
        f"/map/clusters?box={BOX}&limit=300", headers={"Accept-Encoding": "identity"}
    )
    assert plain.json() == answer.json()
    assert len(gzip.compress(plain.content)) < len(plain.content) / 2


def test_what_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"/map/clusters?state=CA&box={BOX}")
    tag = first.headers["etag"]
    again = client.get(f"/map/clusters?box={BOX}&state=ca", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert "no-cache" in first.headers["cache-control"]
    other = client.get(f"/map/clusters?state=NV&box={BOX}", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_another_directory_has_another_tag(client: TestClient, demonstration: Directory) -> None:
    serving = Served(lambda: demonstration)
    other = TestClient(Starlette(routes=map_data.routes("/finder", serving, lambda: DAY)))
    tag = client.get("/map/clusters").headers["etag"]
    assert other.get("/finder/map/clusters").headers["etag"] != tag
