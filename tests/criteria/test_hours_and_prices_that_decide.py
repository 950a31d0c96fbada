"""What grows old, a state's rule, a billing code's hours, and a hospital's cash price."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.directory import ProgramRecord
from finder.directory.aging import months_before
from finder.directory.tables import CASH_PER
from finder.export.answer import answer
from finder.state_hours import state_rules
from finder.vocabulary import CARE_LEVELS

IOP_HOURS = CARE_LEVELS["iop"].hours
NEW = TODAY - timedelta(days=30)


def program_of(record: ProgramRecord, query: str = "", state: str = "VA") -> dict[str, Any] | None:
    """The program as a search answers it; None if it is ruled out."""
    results = find(a_directory(a_facility(record, state=state)), query)
    found = answer(results, ())["results"]
    return dict(found[0]["programs"][0]) if found else None


def status(record: ProgramRecord, query: str, state: str = "VA") -> str:
    found = program_of(record, query, state)
    return "no" if found is None else "yes" if found["status"] == "match" else "not published"


def filed(
    care: str,
    low: float,
    unit: str | None,
    *,
    days: float | None = None,
    hours: float | None = None,
    on: date = NEW,
    **facts: Any,
) -> ProgramRecord:
    """A program of which a hospital's file lists the cash price."""
    record = a_program(care, **facts)
    numbers = {
        "cash_low": low,
        "cash_high": low,
        "cash_day": float(on.toordinal()),
        "cash_per": None if unit is None else float(CASH_PER.index(unit)),
        "cash_days": days,
        "code_hours": hours,
    }
    known = {name: value for name, value in numbers.items() if value is not None}
    return replace(record, numbers={**record.numbers, **known})


def with_days(record: ProgramRecord, days: float) -> ProgramRecord:
    return replace(record, numbers={**record.numbers, "days_per_week": days})


# What grows old


@pytest.mark.parametrize(
    ("age", "query", "answered"),
    [
        # 180 days, the last day counts; then the level's definition and the unknown price
        (180, "hours=-12", "yes"),
        (181, "hours=-12", "not published"),
        (180, "cost=100", "no"),
        (181, "cost=100", "not published"),
        (None, "hours=-12", "yes"),
        (None, "cost=100", "no"),
        (-1, "hours=-12", "yes"),
    ],
)
def test_hours_and_price_count_for_180_days(age: int | None, query: str, answered: str) -> None:
    on = None if age is None else TODAY - timedelta(days=age)
    record = a_program("iop", hours=(9, 12), cost=(600, 600), per="month", verified_on=on)
    assert status(record, query) == answered


def test_what_is_too_old_gives_way_to_the_level_and_is_kept_to_be_shown() -> None:
    on = TODAY - timedelta(days=400)
    directory = a_directory(a_facility(a_program("iop", hours=(9, 12), verified_on=on)))
    (program,) = directory.on(TODAY).facility(0).programs
    assert program.hours is None
    assert program.hours_known[:3] == (*IOP_HOURS, "level")  # type: ignore[misc]
    assert program.old is not None
    assert (program.old.on, program.old.hours) == (on, (9, 12))


def test_a_directory_in_which_nothing_is_too_old_is_itself() -> None:
    directory = a_directory(a_facility(a_program("iop", hours=(9, 12), verified_on=NEW)))
    assert directory.on(TODAY) is directory


def test_a_day_on_which_something_has_grown_old_is_another_snapshot() -> None:
    on = TODAY - timedelta(days=180)
    directory = a_directory(a_facility(a_program("iop", hours=(9, 12), verified_on=on)))
    tomorrow = directory.on(TODAY + timedelta(days=1))
    assert tomorrow.snapshot != directory.on(TODAY).snapshot
    assert tomorrow.on(TODAY) is directory


# A state's rule


@pytest.mark.parametrize(
    ("state", "query", "answered"),
    [
        # Florida's day treatment is 12 hours and up: 12 hours a week do not rule it out
        ("FL", "hours=-12", "not published"),
        ("WI", "hours=-12", "not published"),
        ("PA", "hours=-10", "not published"),
        ("TX", "hours=-15", "not published"),
        ("TX", "hours=-12", "no"),
        ("VA", "hours=-12", "no"),
        ("FL", "hours=-11", "no"),
        ("FL", "hours=12-", "yes"),
        ("FL", "hours=20-", "not published"),
        ("VA", "hours=20-", "yes"),
    ],
)
def test_php_is_as_wide_as_its_state_lets_it_be(state: str, query: str, answered: str) -> None:
    assert status(a_program("php"), query, state) == answered


def test_the_answer_names_the_rule_and_stays_the_level_s_word() -> None:
    hours = (program_of(a_program("php"), "", "FL") or {})["hours"]
    assert (hours["low"], hours["high"], hours["basis"]) == (12, None, "level")
    assert hours["rule"]["state"] == "FL"
    assert "65D-30.009" in hours["rule"]["source"]


def test_only_php_is_wider_and_only_in_four_states() -> None:
    assert {(rule.state, rule.level, rule.low) for rule in state_rules().values()} == {
        ("FL", "php", 12),
        ("WI", "php", 12),
        ("PA", "php", 10),
        ("TX", "php", 15),
    }


# Hours by a billing code


@pytest.mark.parametrize(
    ("query", "answered"),
    [
        ("hours=9-", "yes"),
        ("hours=-8", "no"),
        ("hours=-12", "not published"),
        ("hours=9-30", "yes"),
        ("hours=10-30", "not published"),
    ],
)
def test_a_billing_code_gives_the_least_hours(query: str, answered: str) -> None:
    assert status(filed("iop", 900, "day", days=3, hours=9), query) == answered


def test_published_hours_win_over_the_code() -> None:
    record = filed("iop", 900, "day", hours=9)
    published = replace(record, numbers={**record.numbers, "hours_low": 6.0, "hours_high": 8.0})
    assert status(published, "hours=-8") == "yes"


def test_a_code_above_the_level_s_hours_is_dropped() -> None:
    record = filed("outpatient", 100, "day", hours=9)
    hours = (program_of(record) or {})["hours"]
    assert (hours["low"], hours["high"], hours["basis"]) == (1, 8, "level")


def test_the_answer_says_that_the_code_is_whose_word_it_is() -> None:
    hours = (program_of(filed("iop", 900, "day", days=3, hours=9)) or {})["hours"]
    assert (hours["low"], hours["high"], hours["basis"]) == (9, 30, "code")


# A hospital's cash price


@pytest.mark.parametrize(
    ("record", "query", "answered"),
    [
        # three days a week are the least: a floor rules out, and never makes a match
        (filed("iop", 100, "day", days=3), "cost=299&per=week", "no"),
        (filed("iop", 100, "day", days=3), "cost=300&per=week", "not published"),
        (filed("iop", 100, "day", days=3), "cost=5000&per=month", "not published"),
        (filed("iop", 100, "day", days=3), "cost=1299&per=month", "no"),
        (filed("iop", 100, "day", days=3, pay=["sliding"]), "cost=10", "not published"),
        # a week's price is one, and so is a day's where the program publishes its days
        (filed("iop", 100, "week"), "cost=100&per=week", "yes"),
        (with_days(filed("iop", 100, "day", days=3), 4), "cost=400&per=week", "yes"),
        (with_days(filed("iop", 100, "day", days=3), 4), "cost=399&per=week", "no"),
        # without days nothing can be brought to a week
        (filed("php", 100, "day"), "cost=10&per=week", "not published"),
        # one lives there: seven days
        (filed("residential", 100, "day"), "cost=700&per=week", "yes"),
        (filed("residential", 100, "day"), "cost=699&per=week", "no"),
        # a day of detox is brought to no other unit, unless its length is published
        (filed("detox", 100, "day"), "cost=10&per=week", "not published"),
        (filed("detox", 100, "day", weeks=(1, 1)), "cost=700&per=program", "yes"),
        (filed("detox", 100, "day", weeks=(1, 1)), "cost=699&per=program", "no"),
        # no unit: as listed, never a week's price
        (filed("iop", 100, None, days=3), "cost=10&per=week", "not published"),
        # an hour's price and the least hours make a floor
        (filed("iop", 100, "hour", hours=9), "cost=899&per=week", "no"),
        (filed("iop", 100, "hour", hours=9), "cost=900&per=week", "not published"),
        # the program's own price wins
        (filed("iop", 900, "week", cost=(100, 100), per="week"), "cost=100&per=week", "yes"),
        # a file older than 24 months does not filter
        (filed("iop", 100, "week", on=months_before(TODAY, 24)), "cost=100&per=week", "yes"),
        (
            filed("iop", 100, "week", on=months_before(TODAY, 24) - timedelta(days=1)),
            "cost=100&per=week",
            "not published",
        ),
    ],
)
def test_a_cash_price_decides_as_far_as_it_can(
    record: ProgramRecord, query: str, answered: str
) -> None:
    assert status(record, query) == answered


def test_the_answer_says_what_kind_of_price_it_is_and_whether_it_is_a_floor() -> None:
    cost = (program_of(filed("iop", 1758, "day", days=3)) or {})["cost"]
    assert (cost["low"], cost["per"], cost["kind"]) == (1758, "day", "cash")
    assert (cost["as_of"], cost["floor"]) == (NEW.isoformat(), True)
    assert cost["converted"]["week"]["low"] == 3 * 1758
    own = (program_of(a_program("iop", cost=(480, 560), per="month")) or {})["cost"]
    assert (own["kind"], own["floor"]) == ("published", False)
