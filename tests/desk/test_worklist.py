"""Whom to call next, and who is calling: the order, calls that are noted, holds that others see."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from finder.criteria import read
from finder.desk.calls import (
    HOLD_MINUTES,
    add_call,
    calls_of,
    hold,
    holds_now,
    last_calls,
    let_go,
    take_call_back,
)
from finder.desk.database import Desk
from finder.desk.people import People, Person
from finder.desk.worklist import LastCall, worklist
from finder.directory import Directory
from finder.errors import DeskRefused
from finder.opening import demonstration
from finder.search import FoundFacility, search, whole_list

AT = datetime(2026, 11, 20, 15, tzinfo=UTC)
TODAY = AT.date()


@pytest.fixture(scope="module")
def directory() -> Directory:
    return demonstration()


@pytest.fixture(scope="module")
def found(directory: Directory) -> list[FoundFacility]:
    results = search(directory, read("near=22903&care=iop").criteria, TODAY)
    return list(whole_list(results, TODAY))


@pytest.fixture
def persons(desk: Desk) -> tuple[Person, Person]:
    people = People(desk, lambda: AT)
    for name in ("Dana", "Lee"):
        people.spend(people.invite(name))
    first, second = people.team()
    return first, second


def test_all_places_of_the_area_are_listed_once(found: list[FoundFacility]) -> None:
    tasks = worklist(found, ("iop",), {}, TODAY)
    assert sorted(task.facility.id for task in tasks) == sorted(one.facility.id for one in found)


def test_the_chosen_levels_come_first_and_most_blanks_before_fewer(
    found: list[FoundFacility],
) -> None:
    tasks = worklist(found, ("iop",), {}, TODAY)
    ranks = [(-len(task.blanks), -len(task.others)) for task in tasks if not task.waits]
    assert ranks == sorted(ranks)
    assert all(blank.care == "iop" for task in tasks for blank in task.blanks)
    assert all(blank.care != "iop" for task in tasks for blank in task.others)


def test_a_call_that_is_due_stands_first_and_one_of_a_later_day_last(
    found: list[FoundFacility],
) -> None:
    first, second = (task.facility.id for task in worklist(found, ("iop",), {}, TODAY)[:2])
    due = found[-1].facility.id
    yesterday = TODAY - timedelta(days=1)
    calls = {
        due: LastCall(yesterday, "voice mail", TODAY),
        first: LastCall(yesterday, "voice mail", TODAY + timedelta(days=3)),
        second: LastCall(TODAY, "answered"),
    }
    tasks = worklist(found, ("iop",), calls, TODAY)
    ids = [task.facility.id for task in tasks]
    assert ids[0] == due
    assert tasks[0].due
    assert set(ids[-2:]) == {first, second}


def test_openings_older_than_a_week_are_asked_again(found: list[FoundFacility]) -> None:
    program = replace(found[0].facility.programs[0], openings=2.0, openings_on=TODAY)

    def asked(day: date) -> list[str]:
        facility = replace(found[0].facility, programs=(program,))
        (task,) = worklist([replace(found[0], facility=facility)], (), {}, day)
        return [blank.fact for blank in task.blanks]

    assert "openings" not in asked(TODAY + timedelta(days=7))
    assert "openings" in asked(TODAY + timedelta(days=8))


def test_a_call_is_noted_once_and_can_be_taken_back(
    desk: Desk, persons: tuple[Person, Person]
) -> None:
    person, _other = persons
    again = TODAY + timedelta(days=4)

    def note(once: str, outcome: str = "voice mail") -> int:
        return desk.saving(
            lambda connection: add_call(
                connection, "place234", person.id, outcome, AT, again, once=once
            )
        )

    number = note("a")
    assert note("a") == number
    assert desk.reading(last_calls) == {"place234": LastCall(TODAY, "voice mail", again)}
    later = note("b", "answered")
    assert desk.reading(last_calls)["place234"].outcome == "answered"
    desk.saving(lambda connection: take_call_back(connection, later, AT))
    assert desk.reading(last_calls)["place234"].outcome == "voice mail"
    told = desk.reading(lambda connection: calls_of(connection, ["place234"]))
    assert [(one.who, one.number) for one in told] == [("Dana", number)]


@pytest.mark.parametrize(
    ("outcome", "days"), [("asleep", None), ("answered", -1), ("answered", 400)]
)
def test_a_call_without_an_end_or_with_an_odd_day_is_refused(
    desk: Desk, persons: tuple[Person, Person], outcome: str, days: int | None
) -> None:
    again = None if days is None else TODAY + timedelta(days=days)
    with pytest.raises(DeskRefused):
        desk.saving(lambda connection: add_call(connection, "x", persons[0].id, outcome, AT, again))
    assert desk.reading(last_calls) == {}


def test_who_is_calling_is_seen_by_others_for_twenty_minutes(
    desk: Desk, persons: tuple[Person, Person]
) -> None:
    mine, other = persons

    def held(person: Person, place: str, at: datetime) -> str:
        found = desk.saving(lambda connection: hold(connection, place, person.id, at))
        return found.who if found else ""

    assert held(mine, "a", AT) == ""
    assert held(mine, "a", AT) == ""
    assert held(other, "a", AT + timedelta(minutes=HOLD_MINUTES - 1)) == "Dana"
    assert held(other, "a", AT + timedelta(minutes=HOLD_MINUTES)) == ""
    assert held(other, "b", AT + timedelta(minutes=HOLD_MINUTES)) == ""
    late = AT + timedelta(minutes=HOLD_MINUTES)
    assert list(desk.reading(lambda connection: holds_now(connection, late))) == ["b"]
    desk.saving(lambda connection: let_go(connection, other.id))
    assert not desk.reading(lambda connection: holds_now(connection, late))
