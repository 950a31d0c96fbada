"""A file that is sent back: only what differs from what is known becomes a report."""

from __future__ import annotations

from datetime import date

import pytest

from finder.dashboard.desk.uploaded import known_cells, news, program_of
from finder.directory import Directory, Facility, Program
from finder.opening import demonstration

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return demonstration().on(TODAY)


def first(directory: Directory) -> tuple[Facility, Program]:
    """One that publishes hours, a price and codes."""
    every = (directory.facility(row) for row in range(len(directory.facilities)))
    return next(
        (place, program)
        for place in every
        for program in place.programs
        if program.hours and program.cost and program.facts["pay"][0] and place.phones
    )


def test_a_table_that_comes_back_as_it_went_says_nothing(directory: Directory) -> None:
    for row in range(0, len(directory.facilities), 7):
        facility = directory.facility(row)
        for program in facility.programs:
            known = known_cells(directory, facility, program)
            assert news(known, {name: text for name, text in known.items() if text}, TODAY) == {}


def test_what_differs_is_told_with_what_belongs_to_it(directory: Directory) -> None:
    known = known_cells(directory, *first(directory))
    given = {**known, "hours_low": "3", "payments": "free", "openings": "2"}
    assert news(known, given, TODAY).keys() == {
        *("payments", "openings"),
        *(name for name in ("hours_low", "hours_high", "openings_on") if given.get(name)),
    }


def test_codes_in_another_order_and_an_empty_cell_say_nothing(directory: Directory) -> None:
    known = {"payments": "medicaid;sliding", "hours_low": "9"}
    assert news(known, {"payments": "sliding; medicaid", "hours_low": ""}, TODAY) == {}


def test_a_later_day_in_verified_on_confirms_all_that_is_filled(directory: Directory) -> None:
    known = {"hours_low": "9", "verified_on": "2026-01-01", "payments": "free"}
    assert news(known, {**known, "verified_on": "2026-11-20"}, TODAY) == {
        "hours_low": 9,
        "payments": "free",
        "verified_on": "2026-11-20",
    }
    assert news(known, {**known, "verified_on": "2025-11-20"}, TODAY) == {}


def test_a_row_with_a_cell_that_is_refused_is_kept_to_be_told(directory: Directory) -> None:
    given = {"hours_low": "many", "payments": "free"}
    assert news({"payments": "free"}, given, TODAY) == given


def test_the_program_of_a_row_is_found_by_level_then_by_name(directory: Directory) -> None:
    facility, program = first(directory)
    assert program_of(facility, program.care, "") == program
    assert program_of(facility, "nothing", "") is None
