"""Titles tell pages apart, and say no more than the address does."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from finder.directory import Directory
from finder.pages.about import endpoint as about
from finder.pages.compare import endpoint as compare
from finder.pages.find import plain
from finder.pages.frame.served import Served
from finder.pages.guide import endpoint as guide
from finder.pages.levels import endpoint as levels
from finder.pages.plan import endpoint as plan
from finder.pages.shortlist import call_sheet
from finder.pages.shortlist import endpoint as shortlist
from finder.pages.table import endpoint as table
from finder.pages.tonight import endpoint as tonight
from finder.settings import Settings
from html_tree import tree

ROOMS = (about, call_sheet, compare, guide, levels, plain, plan, shortlist, table, tonight)
ASKED = "near=22903&care=iop"


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> TestClient:
    serving = Served(lambda: demonstration)
    routes = [route for room in ROOMS for route in room.routes("", Settings(), serving)]
    return TestClient(Starlette(routes=routes))


@pytest.fixture(scope="module")
def picks(client: TestClient) -> list[str]:
    shown = tree(client.get(f"/plain?{ASKED}").text)
    return [one["data-facility"] for one in shown.all("[data-facility]")]


def title(client: TestClient, address: str) -> str:
    return tree(client.get(address).text).all("title")[0].text


def test_no_two_pages_have_the_same_title(client: TestClient, picks: list[str]) -> None:
    shortlist_of_4 = f"{ASKED}&pick={','.join(picks[:4])}"
    addresses = (
        *("/plain", f"/plain?{ASKED}", "/plain?page=2", f"/plain/facility?id={picks[0]}"),
        *(f"/shortlist?{shortlist_of_4}", f"/compare?{shortlist_of_4}", f"/calls?{shortlist_of_4}"),
        *(f"/share?{ASKED}", f"/table?{ASKED}", "/table", "/plan", "/guide", "/tonight", "/about"),
        *("/levels", "/levels/iop", "/levels/php"),
    )
    titles = [title(client, address) for address in addresses]
    assert len(set(titles)) == len(titles), titles


@pytest.mark.parametrize(
    ("picked", "expected"),
    [
        (4, "Compare 4 places"),
        (2, "Compare 2 places"),
        (1, "Compare places"),
        (0, "Compare places"),
    ],
)
def test_a_comparison_says_how_many_places_it_shows(
    client: TestClient, picks: list[str], picked: int, expected: str
) -> None:
    query = f"{ASKED}&pick={','.join(picks[:picked])}" if picked else ASKED
    assert title(client, f"/compare?{query}") == expected


def test_a_shortlist_says_how_many_places_it_holds(client: TestClient, picks: list[str]) -> None:
    assert title(client, f"/shortlist?pick={','.join(picks[:3])}") == "Shortlist: 3 places"
    assert title(client, "/shortlist") == "Shortlist"


def test_each_step_of_the_guide_has_a_title_of_its_own(client: TestClient) -> None:
    def sent(**fields: str) -> str:
        return tree(client.post("/guide", data=fields).text).all("title")[0].text

    first = title(client, "/guide")
    danger = sent(danger="overdose", at="danger")
    second = sent(danger="none", at="danger")
    third = sent(danger="none", at="who", who="self")
    assert first == "Which level of care might fit"
    assert danger == "Which level of care might fit: first, help now"
    assert second.endswith("step 1 of 8")
    assert third.endswith("step 2 of 8")


def test_neither_name_nor_level_of_a_facility_stands_in_its_title(
    client: TestClient, picks: list[str]
) -> None:
    shown = title(client, f"/plain/facility?id={picks[0]}&{ASKED}")
    assert shown == "A program in Charlottesville, VA"
