"""Whom it is for: it changes words and order, and never what is found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from builders import TODAY
from finder.audience import AUDIENCES, audience_of, view_of
from finder.criteria import Criteria, read, read_pairs, write
from finder.directory import Directory
from finder.pages.find import cards, detail
from finder.pages.frame.audience_choice import audience_choice
from finder.search import search
from finder.wording.questions import call_questions
from html_tree import tree
from strategies import queries


def link(criteria: Criteria, path: str = "/") -> str:
    return f"{path}?{write(criteria)}"


def facility_page(directory: Directory, query: str) -> str:
    facility = directory.facility(0)
    return detail.detail(directory, facility, read(query).criteria, TODAY, link)


@pytest.mark.parametrize(
    ("query", "audience"),
    [("", "self"), ("view=map", "self"), ("view=family", "family"), ("view=CLIENT", "client")],
)
def test_a_link_may_say_whom_it_is_for(query: str, audience: str) -> None:
    assert audience_of(read(query).criteria) == audience


def test_it_is_written_only_for_others() -> None:
    assert [view_of(code) for code in AUDIENCES] == [None, "family", "client"]


@given(queries())
def test_the_choice_leads_to_the_same_search(query: dict[str, str]) -> None:
    criteria = read_pairs(query.items()).criteria
    choice = tree(audience_choice(criteria, link))
    for one in choice.all("a"):
        led = read(one["href"].partition("?")[2]).criteria
        assert led.without("view") == criteria.without("view")


@pytest.mark.parametrize("query", ["near=22903&within=100", "care=iop&pay=medicaid&page=2"])
def test_it_never_changes_what_is_found(demonstration: Directory, query: str) -> None:
    found = [
        search(demonstration, read(f"{query}&view={view}").criteria, TODAY)
        for view in ("list", "family", "client")
    ]
    ids = [[one.facility.id for one in results.facilities] for results in found]
    assert ids[0] == ids[1] == ids[2]
    assert ids[0]
    assert found[0].facets == found[1].facets == found[2].facets


@pytest.mark.parametrize("audience", list(AUDIENCES))
def test_the_one_that_is_chosen_is_marked(demonstration: Directory, audience: str) -> None:
    query = f"care=iop&view={view_of(audience) or 'list'}"
    results = search(demonstration, read(query).criteria, TODAY)
    choice = tree(cards.heading(results, link)).one(".audience")
    (current,) = [one for one in choice.all("a") if "aria-current" in one.attributes]
    assert current.text == AUDIENCES[audience]  # type: ignore[index]


def test_what_to_ask_is_said_for_each(demonstration: Directory) -> None:
    asked = {view: facility_page(demonstration, f"view={view}") for view in ("family", "client")}
    asked["self"] = facility_page(demonstration, "")
    assert "What to ask when you call for someone in your family" in asked["family"]
    assert "how can the family take part" in asked["family"]
    assert "42 CFR Part 2" in asked["client"]
    assert "42 CFR" not in asked["self"]
    assert "<h2>What to ask when you call</h2>" in asked["self"]


def test_for_a_client_the_facts_come_before_the_questions(demonstration: Directory) -> None:
    for view, first in (
        ("list", "questions"),
        ("family", "questions"),
        ("client", "program-views"),
    ):
        order = re.findall(
            r'class="(questions|program-views)"', facility_page(demonstration, f"view={view}")
        )
        assert order[0] == first
        assert sorted(order) == ["program-views", "questions"]


def test_a_call_sheet_asks_for_each_as_well(demonstration: Directory) -> None:
    facility = demonstration.facility(0)
    asked = {
        view: call_questions(facility, (), read(f"view={view}").criteria, TODAY).then
        for view in ("list", "family", "client")
    }
    for view in ("family", "client"):
        assert asked[view][: len(asked["list"])] == asked["list"]
        assert len(asked[view]) == len(asked["list"]) + 2


def test_nothing_else_of_the_page_differs(demonstration: Directory) -> None:
    """Every phone, fact and source is on each, once."""
    phones = [
        sorted(
            one["href"]
            for one in tree(facility_page(demonstration, f"view={view}")).all("a")
            if one["href"].startswith("tel:")
        )
        for view in ("list", "family", "client")
    ]
    assert phones[0] == phones[1] == phones[2]
