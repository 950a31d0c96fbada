"""The dates of the demonstration move with the day: what is invented never grows old."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from builders import a_directory, a_facility, a_program, criteria
from finder.directory import Directory
from finder.directory.tables import DAYS
from finder.opening import demonstration as demonstration_on
from finder.search import search, whole_list

WRITTEN_FOR = date(2026, 11, 23)
OTHER_DAYS = [date(2026, 11, 28), date(2026, 12, 31), date(2028, 2, 29), date(2026, 1, 1)]
QUERIES = ["openings=1", "openings=1&published=1", "cost=800&per=week", "hours=9-12&sort=hours"]

# One found facility: id, whether it is a match, and of each program the row, the same, what to ask.
Found = tuple[str, bool, list[tuple[int, bool, tuple[str, ...]]]]


@pytest.fixture(scope="module")
def written() -> Directory:
    """The demonstration on the day that its table is written for."""
    return demonstration_on(WRITTEN_FOR)


def found(directory: Directory, query: str, day: date) -> list[Found]:
    """All that a search finds, in its order."""
    listed = whole_list(search(directory, criteria(query), day), day)
    return [
        (
            place.facility.id,
            place.match,
            [(one.program.row, one.match, one.ask) for one in place.programs],
        )
        for place in listed
    ]


@pytest.mark.parametrize("day", OTHER_DAYS, ids=str)
@pytest.mark.parametrize("query", QUERIES)
def test_the_same_is_found_on_any_day(written: Directory, query: str, day: date) -> None:
    asked = found(written, query, WRITTEN_FOR)
    assert found(written, query, day) == asked
    assert any(match for _id, match, _programs in asked)


@pytest.mark.parametrize("day", OTHER_DAYS, ids=str)
def test_opened_on_a_day_it_is_what_it_becomes_on_that_day(written: Directory, day: date) -> None:
    opened, moved = demonstration_on(day), written.on(day)
    assert opened.snapshot == moved.whole.snapshot
    assert found(opened, "openings=1", day) == found(moved, "openings=1", day)
    assert opened.manifest == moved.manifest
    assert opened.manifest.as_of == day.isoformat()


def test_each_day_moves_by_as_many_days(written: Directory) -> None:
    day = date(2028, 2, 29)
    days = (day - WRITTEN_FOR).days
    moved = written.on(day).whole
    for name in DAYS:
        assert np.array_equal(
            moved.programs.numbers[name], written.programs.numbers[name] + days, equal_nan=True
        )
    assert moved.programs.numbers["hours_low"] is written.programs.numbers["hours_low"]
    filed = [
        (before.file_date, after.file_date)
        for row in range(len(written.facilities))
        for before, after in zip(
            written.facility(row).prices, moved.facility(row).prices, strict=True
        )
    ]
    assert filed
    assert all(one and other == one + timedelta(days=days) for one, other in filed)


def test_no_date_lies_ahead_of_the_day() -> None:
    numbers = demonstration_on(date(2027, 3, 1)).programs.numbers
    assert max(np.nanmax(numbers[name]) for name in DAYS) == date(2027, 3, 1).toordinal()


def test_another_day_is_another_snapshot_and_the_same_day_the_same(written: Directory) -> None:
    names = {written.on(day).snapshot for day in [WRITTEN_FOR, *OTHER_DAYS]}
    assert len(names) == 1 + len(OTHER_DAYS)
    first = written.on(OTHER_DAYS[0])
    assert first.on(OTHER_DAYS[1]).snapshot == written.on(OTHER_DAYS[1]).snapshot
    assert written.on(OTHER_DAYS[0]).snapshot == first.snapshot


def test_an_import_is_not_moved() -> None:
    row = a_program(openings=2.0, openings_on=WRITTEN_FOR)
    imported = a_directory(a_facility(row))
    assert imported.on(date(2026, 12, 31)) is imported
    assert found(imported, "openings=1&published=1", WRITTEN_FOR)
    assert not found(imported, "openings=1&published=1", date(2026, 12, 1))
