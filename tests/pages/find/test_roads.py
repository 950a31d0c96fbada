"""What an operator's routing engine says, on cards and on a facility's page, beside the range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility
from finder.directory import Directory
from finder.pages.find import plain, roads
from finder.pages.frame.served import Served
from finder.settings import Settings
from html_tree import tree
from routing_server import Engine, running

QUERY = "near=38.03,-78.48"
THERE = (38.1, -78.5)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    with running(Engine("osrm", [1020.0])) as started:
        monkeypatch.setenv("FINDER_ROUTER", started.address)
        roads.the_router.cache_clear()
        yield started
    roads.the_router.cache_clear()


def a_site(directory: Directory) -> TestClient:
    serving = Served(lambda: directory)
    return TestClient(Starlette(routes=plain.routes("", Settings(), serving, lambda: TODAY)))


def way(site: TestClient, address: str, where: str) -> str:
    return tree(site.get(address).text).one(where).text


def test_cards_and_the_page_of_a_place_say_it_beside_the_range(engine: Engine) -> None:
    directory = a_directory(a_facility(at=THERE))
    site, facility = a_site(directory), directory.facility(0)
    assert way(site, f"/plain?{QUERY}", ".way") == (
        "5 miles , about 7–15 min by car , 17 min by this site’s route"
    )
    told = tree(site.get(f"/plain/facility?id={facility.id}&{QUERY}").text).text
    assert "· about 7–15 min by car · 17 min by this site’s route" in told
    # Said once, and kept.
    assert len(engine.asked) == 1


def test_without_a_place_and_without_an_exact_position_nobody_is_asked(engine: Engine) -> None:
    a_site(a_directory(a_facility(at=THERE))).get("/plain?care=iop")
    a_site(a_directory(replace(a_facility(at=THERE), position="approximate"))).get(
        f"/plain?{QUERY}"
    )
    assert engine.asked == []


def test_a_page_made_while_it_failed_is_made_anew_when_it_answers(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = a_site(a_directory(a_facility(at=THERE)))
    engine.status = 503
    assert way(site, f"/plain?{QUERY}", ".way") == "5 miles , about 7–15 min by car"
    engine.status = 200
    router = roads.the_router()
    assert router is not None
    later = router.clock() + 61
    monkeypatch.setattr(router, "clock", lambda: later)
    assert "17 min by this site’s route" in way(site, f"/plain?{QUERY}", ".way")
