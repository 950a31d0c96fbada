"""Hours on the road a week: minutes as a range, there and back, on the days published."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_directory, a_facility, a_program
from finder.directory import Program
from finder.minutes import minutes_of
from finder.wording.road import week_on_the_road, weekly_road


def program_of(care: str | None, days: float | None) -> Program:
    directory = a_directory(a_facility(a_program(care, days=days)))
    return directory.facility(0).programs[0]


@pytest.mark.parametrize(
    ("days", "miles", "told"),
    [
        # 12 to 19 minutes each way: 72 to 114 a week.
        (3, 8, "About 1–2 hours: there and back on 3 days"),
        # 36 to 59 minutes: 360 to 590.
        (5, 30, "About 6–10 hours: there and back on 5 days"),
        # 12 to 19 minutes: 24 to 38, and on two days 48 to 76.
        (1, 8, "About 24–38 minutes: there and back on one day"),
        (2, 8, "About 0.5–1.5 hours: there and back on 2 days"),
        # 5 to 8 minutes: 20 to 32 on two days; 8 to 13 on two and a half: 40 to 65.
        (2, 3, "About 20–32 minutes: there and back on 2 days"),
        (2.5, 5, "About 0.5–1.5 hours: there and back on 2.5 days"),
        (1, 3, "About 10–16 minutes: there and back on one day"),
    ],
)
def test_it_is_a_range_rounded_outward(days: float, miles: float, told: str) -> None:
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


@given(
    days=st.sampled_from([1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0]),
    miles=st.floats(0, 150, allow_nan=False),
)
def test_card_and_page_say_the_same_and_never_less_or_more_than_it_is(
    days: float, miles: float
) -> None:
    program = program_of("iop", days)
    card, page = weekly_road(program, miles), week_on_the_road(program, miles)
    assert card is not None
    assert page is not None
    said = card.text.partition(" on the road")[0]
    assert page.text.partition(":")[0].lower() == said
    least, most = (2 * days * one.item() for one in minutes_of(np.array([miles])))
    shown = [float(number) for number in re.findall(r"[\d.]+", said)]
    factor = 60 if said.endswith("hours") else 1
    low = shown[0] * factor if len(shown) == 2 else 0
    high = shown[-1] * factor
    assert low <= least + 1e-5
    assert most <= high + 1e-5
    # No wider than the step that it is rounded to.
    step = 30 if factor == 60 else 1
    assert least - low < step
    assert high - most < step
