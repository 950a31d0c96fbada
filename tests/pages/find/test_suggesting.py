"""Places as one types: what the page asks, and what it is answered."""

from __future__ import annotations

import time

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from finder.pages.find import suggesting


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=suggesting.routes()))


def test_places_are_offered_with_what_they_are(client: TestClient) -> None:
    answer = client.post("/places", json={"text": "virgini", "language": "en"})
    assert answer.status_code == 200
    assert answer.json()["places"][0] == {"text": "Virginia", "hint": "the whole state"}


def test_the_hints_are_in_the_language_of_the_page(client: TestClient) -> None:
    answer = client.post("/places", json={"text": "virgini", "language": "es"})
    assert answer.json()["places"][0]["hint"] == "todo el estado"
    # and an unknown one is no fault
    assert client.post("/places", json={"text": "virgini", "language": "xx"}).status_code == 200


def test_nothing_is_kept_of_what_is_typed(client: TestClient) -> None:
    answer = client.post("/places", json={"text": "charlo"})
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


def test_it_is_answered_to_our_own_pages_only(client: TestClient) -> None:
    text = '{"text": "charlo"}'
    assert client.post("/places", content=text).status_code == 415
    plain = {"content-type": "text/plain"}
    assert client.post("/places", content=text, headers=plain).status_code == 415
    assert client.get("/places?text=charlo").status_code == 405


@pytest.mark.parametrize(
    ("body", "status"),
    [({"text": "x" * 201}, 422), ({"text": 1}, 422), ({}, 422), ({"text": "x" * 1100}, 413)],
)
def test_what_no_page_of_ours_sends_is_refused(
    client: TestClient, body: dict[str, object], status: int
) -> None:
    assert client.post("/places", json=body).status_code == status


def test_an_answer_takes_less_than_fifty_milliseconds(client: TestClient) -> None:
    times = []
    for text in ("Xqwarm", "san", "san f", "spring", "222", "xqzwv"):
        started = time.process_time()
        client.post("/places", json={"text": text})
        times.append(time.process_time() - started)
    assert sorted(times)[len(times) // 2] < 0.05
