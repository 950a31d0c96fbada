"""What the visitor can pay, against self-pay prices, brought to one unit."""

from __future__ import annotations

from typing import Any

import pytest

from builders import a_directory, a_facility, a_program, answer_of, criteria, find, names
from finder.criteria import read, sentence, write


def at(low: float, per: str, **facts: Any) -> dict[str, Any]:
    """A price from so many dollars per unit, with what brings it to another."""
    return {"cost": (low, None), "per": per, **facts}


@pytest.mark.parametrize(
    ("price", "asked", "answer"),
    [
        # the low end within the budget is yes, inclusive
        ({"cost": (500, 900), "per": "month"}, "cost=500", "yes"),
        ({"cost": (500, 900), "per": "month"}, "cost=600", "yes"),
        # above it is no
        ({"cost": (500, 900), "per": "month"}, "cost=499.99", "no"),
        # only the high end: within is yes, else the low end is not known
        ({"cost": (None, 900), "per": "month"}, "cost=900", "yes"),
        ({"cost": (None, 900), "per": "month"}, "cost=600", "not published"),
        # only the low end
        (at(500, "month"), "cost=600", "yes"),
        (at(500, "month"), "cost=400", "no"),
        # no price
        ({}, "cost=600", "not published"),
        ({}, "cost=0", "not published"),
        # a price without its unit cannot be brought to any
        ({"cost": (500, 900)}, "cost=100", "not published"),
    ],
)
def test_a_price_is_within_the_budget_or_not(
    price: dict[str, Any], asked: str, answer: str
) -> None:
    assert answer_of(a_program("iop", **price), asked) == answer


@pytest.mark.parametrize(
    ("care", "price", "asked", "answer"),
    [
        # 52 weeks make 12 months
        ("iop", at(300, "week"), "cost=1300&per=month", "yes"),
        ("iop", at(300, "week"), "cost=1299&per=month", "no"),
        ("iop", at(1300, "month"), "cost=300&per=week", "yes"),
        ("iop", at(1300, "month"), "cost=299&per=week", "no"),
        # month is the default unit
        ("iop", at(300, "week"), "cost=1300", "yes"),
        # a day price needs the days a week
        ("iop", at(100, "day", days=3), "cost=300&per=week", "yes"),
        ("iop", at(100, "day", days=3), "cost=299&per=week", "no"),
        ("iop", at(100, "day"), "cost=1&per=week", "not published"),
        # seven where one lives in
        ("residential", at(100, "day"), "cost=700&per=week", "yes"),
        ("residential", at(100, "day"), "cost=699&per=week", "no"),
        ("inpatient", at(100, "day"), "cost=699&per=week", "no"),
        ("inpatient", at(100, "day", days=5), "cost=699&per=week", "no"),
        ("detox", at(100, "day"), "cost=1&per=week", "not published"),
        ("sober-living", at(9, "day"), "cost=1&per=week", "not published"),
        # a session price needs the sessions a week
        ("iop", at(50, "session", sessions=3), "cost=150&per=week", "yes"),
        ("iop", at(50, "session", sessions=3), "cost=149&per=week", "no"),
        ("iop", at(50, "session"), "cost=1", "not published"),
        # a program price needs the weeks; the longest makes a week cheapest
        ("iop", at(2400, "program", weeks=(8, 12)), "cost=200&per=week", "yes"),
        ("iop", at(2400, "program", weeks=(8, 12)), "cost=199&per=week", "no"),
        ("iop", at(2400, "program", weeks=(8, None)), "cost=300&per=week", "yes"),
        ("iop", at(2400, "program", weeks=(8, None)), "cost=299&per=week", "no"),
        ("iop", at(2400, "program"), "cost=1&per=week", "not published"),
        # the shortest makes a program cheapest
        ("iop", at(300, "week", weeks=(8, 12)), "cost=2400&per=program", "yes"),
        ("iop", at(300, "week", weeks=(8, 12)), "cost=2399&per=program", "no"),
        ("iop", at(300, "week", weeks=(None, 12)), "cost=3599&per=program", "no"),
        ("iop", at(1300, "month", weeks=(8, 8)), "cost=2400&per=program", "yes"),
        ("iop", at(300, "week"), "cost=1&per=program", "not published"),
        # its own unit needs nothing else
        ("iop", at(2400, "program"), "cost=2400&per=program", "yes"),
        ("iop", at(2400, "program"), "cost=2399&per=program", "no"),
    ],
)
def test_a_price_is_brought_to_the_unit_asked(
    care: str, price: dict[str, Any], asked: str, answer: str
) -> None:
    assert answer_of(a_program(care, **price), asked) == answer


@pytest.mark.parametrize(
    ("pay", "answer"),
    [
        # above the budget, a sliding fee or payment assistance may lower it
        (["sliding"], "not published"),
        (["assistance"], "not published"),
        (["self", "sliding"], "not published"),
        # other payments do not
        (["self", "medicaid"], "no"),
        # no payment accepted is yes, whatever else is listed
        (["free"], "yes"),
        (["free", "self", "sliding"], "yes"),
    ],
)
def test_above_the_budget_it_depends_on_how_the_place_is_paid(pay: list[str], answer: str) -> None:
    program = a_program("iop", cost=(500, 900), per="month", pay=pay)
    assert answer_of(program, "cost=100") == answer


@pytest.mark.parametrize(
    ("program", "answer"),
    [
        # 0 asks for free care: a place that takes no payment, or a price of 0 in any unit
        (a_program("iop", pay=["free"]), "yes"),
        (a_program("iop", cost=(0, 50), per="session"), "yes"),
        (a_program("iop", cost=(0, 0), per="program"), "yes"),
        # a fee by income may come down to nothing
        (a_program("iop", cost=(50, None), per="month", pay=["sliding"]), "not published"),
        (a_program("iop", cost=(50, None), per="month"), "no"),
        (a_program("iop"), "not published"),
    ],
)
def test_a_budget_of_nothing_asks_for_free_care(program: Any, answer: str) -> None:
    assert answer_of(program, "cost=0") == answer


def test_what_one_program_says_of_payment_holds_for_the_facility() -> None:
    iop = a_program("iop", cost=(500, 900), per="month")
    facility = a_facility(iop, a_program("php", pay=["free"]))
    assert answer_of(facility, "care=iop&cost=0") == "yes"


def test_the_same_money_by_another_sum_is_within_the_budget() -> None:
    # 3 days at $33.10 are $99.30, and 99.30000000000001 in binary.
    assert 33.1 * 3 > 99.3
    program = a_program("iop", cost=(33.1, None), per="day", days=3)
    assert answer_of(program, "cost=99.3&per=week") == "yes"
    assert answer_of(program, "cost=99.29&per=week") == "no"


@pytest.mark.parametrize("text", ["-1", "x", "1e3", "nan", "inf", "1,000", "$5", ""])
def test_an_amount_that_is_none_is_told_and_not_asked(text: str) -> None:
    link = read(f"cost={text}&care=iop")
    assert [problem.key for problem in link.problems] == (["cost"] if text else [])
    assert write(link.criteria) == "care=iop"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("cost=600", "up to $600 a month"),
        ("cost=1500&per=week", "up to $1,500 a week"),
        ("cost=12.5&per=program", "up to $12.5 for the whole program"),
        ("cost=0", "free of charge"),
    ],
)
def test_a_budget_is_said_in_words(query: str, words: str) -> None:
    assert sentence(criteria(query)) == f"Treatment programs, {words}"


def test_sorting_by_price_uses_the_unit_asked() -> None:
    directory = a_directory(
        a_facility(a_program("iop", cost=(2000, None), per="program", weeks=(20, 20)), name="Long"),
        a_facility(a_program("iop", cost=(150, None), per="week", weeks=(4, 4)), name="Short"),
    )
    assert names(find(directory, "sort=cost&per=week")) == ["Long", "Short"]
    assert names(find(directory, "sort=cost&per=program")) == ["Short", "Long"]
