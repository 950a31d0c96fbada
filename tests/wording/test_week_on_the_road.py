"""Hours on the road a week: minutes as a range, there and back, on the days published."""

from __future__ import annotations

import pytest

from builders import a_directory, a_facility, a_program
from finder.directory import Program
from finder.wording.week_on_the_road import week_on_the_road


def program_of(care: str | None, days: float | None) -> Program:
    directory = a_directory(a_facility(a_program(care, days=days)))
    return directory.facility(0).programs[0]


@pytest.mark.parametrize(
    ("days", "miles", "told"),
    [
        # 10 to 20 minutes each way: 60 to 120 a week.
        (3, 8, "About 1–2 hours: there and back on 3 days"),
        # 35 to 60 minutes: 350 to 600.
        (5, 30, "About 5.5–10 hours: there and back on 5 days"),
        (1, 3, "About 10–16 minutes: there and back on one day"),
    ],
)
def test_it_is_a_range_rounded_outward(days: int, miles: float, told: str) -> None:
    found = week_on_the_road(program_of("iop", days), miles)
    assert found is not None
    assert found.text == told


@pytest.mark.parametrize(
    ("care", "days", "miles"),
    [("iop", None, 8.0), ("iop", 3, None), ("residential", 7, 8.0)],
    ids=["no days published", "no distance", "one lives there"],
)
def test_nothing_is_told_without_days_without_a_way_and_where_one_lives(
    care: str, days: int | None, miles: float | None
) -> None:
    assert week_on_the_road(program_of(care, days), miles) is None
