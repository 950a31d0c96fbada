"""When little is found: which filter costs how much, and what lies just beyond the radius."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from builders import (
    CHARLOTTESVILLE,
    MILES_A_DEGREE,
    a_directory,
    a_facility,
    a_program,
    criteria,
    find,
    names,
)
from finder.answers import NO, YES, Answers
from finder.criteria import Criteria, registry, write
from finder.criteria.criterion import Flag
from finder.directory.facts import Facts


def at(miles: float) -> tuple[float, float]:
    """A point so many miles north of Charlottesville."""
    return CHARLOTTESVILLE[0] + miles / MILES_A_DEGREE, CHARLOTTESVILLE[1]


IOP = a_program("iop", pay=["medicaid"], lang=["spanish"], therapy=["cbt"])
SEVERAL = a_directory(
    a_facility(IOP, name="A"),
    a_facility(a_program("iop", pay=["medicaid"], lang=[], therapy=["cbt"]), name="B"),
    a_facility(a_program("iop", pay=["private"], lang=["spanish"], therapy=[]), name="C"),
    a_facility(
        a_program("php", pay=["medicaid"], lang=["spanish"], therapy=[]), name="D", at=at(40)
    ),
)


def misses(directory: Any, query: str) -> dict[str, int]:
    """What each filter, or pair of filters, would bring back."""
    found = find(directory, query).near_misses
    return {"+".join(miss.keys): miss.total for miss in found}


def test_each_filter_says_what_it_costs_where_little_is_found() -> None:
    query = "near=38.03,-78.48&care=iop&pay=medicaid&lang=spanish"
    assert misses(SEVERAL, query) == {"pay": 2, "lang": 2}
    found = find(SEVERAL, query)
    assert names(found) == ["A"]
    for miss in found.near_misses:
        assert find(SEVERAL, write(miss.criteria)).total == miss.total
        assert all(key not in miss.criteria for key in miss.keys)


def test_the_filter_that_brings_back_most_stands_first() -> None:
    found = find(SEVERAL, "care=iop&pay=tribal&lang=spanish").near_misses
    assert [(miss.keys, miss.total) for miss in found] == [(("pay",), 2)]
    query = "care=php&therapy=cbt&pay=medicaid"
    assert misses(SEVERAL, query) == {"care": 2, "therapy": 1}
    assert [miss.keys for miss in find(SEVERAL, query).near_misses] == [("care",), ("therapy",)]


def test_pairs_are_tried_only_where_no_single_filter_helps_and_nothing_is_found() -> None:
    assert misses(SEVERAL, "care=php&therapy=matrix&pay=tribal&q=d") == {"pay+therapy": 1}
    # the whole of them is not a near miss
    assert misses(SEVERAL, "care=detox&therapy=matrix&pay=tribal&q=zzz") == {}
    # something is found: single ones only
    assert find(SEVERAL, "care=php&q=d&lang=spanish&pay=medicaid&state=VA").total == 1
    assert misses(SEVERAL, "care=php&q=d&lang=spanish&pay=medicaid&state=VA") == {}


def test_leaving_out_published_brings_the_possible_ones_back() -> None:
    directory = a_directory(a_facility(a_program("iop")), a_facility(a_program("iop"), name="B"))
    assert misses(directory, "hours=9-12&published=1") == {"hours": 2, "published": 2}


def test_leaving_out_detox_asks_for_the_substance_on_site() -> None:
    directory = a_directory(
        a_facility(a_program("iop"), name="A"),
        a_facility(a_program("detox"), name="B", at=at(40), detox_for=["alcohol"]),
    )
    # nothing near A; without detox, detox_for means on site, which only B has
    assert misses(directory, "detox=nearby&detox_for=alcohol&care=iop") == {"care": 1}
    assert misses(directory, "detox=onsite&q=a&care=iop") == {"detox": 1}


@pytest.mark.parametrize("query", ["near=22903&within=100", "near=22903&within=1&sort=hours"])
def test_a_place_is_no_filter_to_leave_out(query: str) -> None:
    assert misses(SEVERAL, query) == {}


def test_four_are_few_and_five_are_enough() -> None:
    some = [a_facility(name=f"Place {n}") for n in range(5)]
    farther = [a_facility(a_program("php"), name="D", at=at(40)), a_facility(name="E", at=at(40))]
    four = find(a_directory(*some[:4], *farther), "near=38.03,-78.48&within=45&care=iop&q=place")
    assert four.total == 4
    assert {miss.keys for miss in four.near_misses} == {("q",)}
    five = find(a_directory(*some, *farther), "near=38.03,-78.48&within=45&care=iop&q=place")
    assert (five.total, five.near_misses) == (5, ())


@dataclass(frozen=True, eq=False)
class _OnlyAlone(Flag):
    """A criterion that is answered with no as long as a name is asked, too."""

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        if not criteria.get(self.key):
            return None
        return np.full(len(facts), NO if "q" in criteria else YES)


def test_what_depends_on_a_filter_is_asked_anew_when_that_one_is_left_out() -> None:
    with registry.temporarily(_OnlyAlone("alone", "Alone", depends=("q",))):
        assert misses(SEVERAL, "care=detox&q=zzz&alone=1") == {"care+q": 4}
        facets = find(SEVERAL, "q=a&alone=1").facets
        assert (facets["alone"], facets["care"]["iop"]) == ({"1": 0}, 0)


def test_where_enough_is_found_nothing_is_explained() -> None:
    directory = a_directory(
        *(a_facility(name=f"Place {n}") for n in range(5)), a_facility(at=at(30))
    )
    results = find(directory, "near=38.03,-78.48&care=iop")
    assert results.total == 5
    assert results.near_misses == ()
    assert results.beyond is None


def test_the_nearest_beyond_the_radius_is_named_with_the_link_that_reaches_it() -> None:
    results = find(SEVERAL, "near=38.03,-78.48&care=php&pay=medicaid")
    assert results.total == 0
    beyond = results.beyond
    assert beyond is not None
    assert SEVERAL.facility(beyond.facility).name == "D"
    assert beyond.miles == pytest.approx(40, abs=0.01)
    assert write(beyond.criteria).startswith("near=38.03,-78.48&within=4")
    assert names(find(SEVERAL, write(beyond.criteria))) == ["D"]


def test_beyond_the_radius_counts_from_the_radius_where_something_is_found() -> None:
    results = find(SEVERAL, "near=38.03,-78.48&within=30&pay=medicaid")
    assert names(results) == ["A", "B"]
    assert results.beyond is not None
    assert results.beyond.miles == pytest.approx(40, abs=0.01)


@pytest.mark.parametrize(
    "query",
    [
        # nothing anywhere
        "near=22903&care=detox",
        # no limit, no place
        "near=22903&within=any&care=detox",
        "care=detox",
        # all are within
        "near=22903&within=13000&care=iop",
        "near=22903&within=300",
    ],
)
def test_there_may_be_nothing_beyond_the_radius(query: str) -> None:
    assert find(SEVERAL, query).beyond is None


@pytest.mark.parametrize("within", ["0.000001", "1", "300", "5000"])
def test_the_nearest_beyond_is_found_however_far_it_is(within: str) -> None:
    directory = a_directory(a_facility(at=(-33.9, 151.2)), a_facility(name="Unplaced", at=None))
    beyond = find(directory, f"near=22903&within={within}").beyond
    assert beyond is not None
    assert 9_000 < beyond.miles < 10_500


def test_turning_pages_or_the_view_is_kept_in_no_near_miss() -> None:
    found = find(SEVERAL, "care=iop&pay=tribal&lang=spanish&page=2&view=map").near_misses
    assert write(found[0].criteria) == "care=iop&lang=spanish&view=map"


@pytest.mark.parametrize(
    ("query", "silent"),
    [
        # no program in reach publishes hours, prices or openings; they all say how they are paid
        ("care=iop", {"hours", "cost", "openings"}),
        ("near=22903&care=iop", {"hours", "cost", "openings"}),
        # D publishes its price
        ("", {"hours", "openings"}),
        ("near=22903&within=100", {"hours", "openings"}),
    ],
)
def test_a_question_that_nobody_in_reach_answers_is_silent(query: str, silent: set[str]) -> None:
    directory = a_directory(
        a_facility(IOP),
        a_facility(a_program("php", cost=(5, 9), per="week", pay=["self"]), name="D", at=at(40)),
    )
    about = {"hours", "cost", "openings", "pay"}
    assert find(directory, query).silent & about == silent


def test_a_code_that_nobody_in_reach_answers_is_silent_when_it_is_asked() -> None:
    directory = a_directory(a_facility(a_program(when=["telehealth", "evening?", "weekend?"])))
    assert "when" not in find(directory).silent
    assert "when" not in find(directory, "when=telehealth").silent
    assert "when" in find(directory, "when=evening").silent


def test_where_nothing_is_in_reach_nothing_is_silent() -> None:
    assert find(SEVERAL, "near=99501").silent == frozenset()


def test_criteria_of_a_near_miss_are_a_link() -> None:
    for miss in find(SEVERAL, "care=iop&pay=tribal&lang=spanish").near_misses:
        assert criteria(write(miss.criteria)) == miss.criteria
