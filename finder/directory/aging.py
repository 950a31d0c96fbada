"""What grows old: facts whose date is so long ago that they are shown, but no longer decide.

Hours, schedule, price and length count for 180 days after `verified_on`, the last day included; a
hospital's price file for 24 months. A fact without a date of its own does not age
(docs/contract.md, section 3).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from finder.directory.tables import Programs

__all__ = ["AGING", "COUNTS_FOR_DAYS", "aged_programs", "months_before"]

COUNTS_FOR_DAYS = 180
FILE_COUNTS_FOR_MONTHS = 24
AGING = (
    *("hours_low", "hours_high", "days_per_week", "sessions_per_week"),
    *("weeks_low", "weeks_high", "cost_low", "cost_high"),
)
OF_A_FILE = ("cash_low", "cash_high", "code_hours")


def aged_programs(
    programs: Programs, day: date, days: Mapping[str, NDArray[np.float64]] | None = None
) -> tuple[Programs, str]:
    """The programs without what no longer counts on a day, and a word for which that is.

    The same programs and "" where nothing is too old. days: of each number that ages, from which
    day; without them, from the day on which a program was confirmed.
    """
    limit = day.toordinal() - COUNTS_FOR_DAYS
    if days:
        return _aged_each(programs, days, limit, day)
    told = programs.numbers["verified_on"] < limit
    told &= _states_any(programs)
    filed = programs.numbers["cash_day"] < months_before(day, FILE_COUNTS_FOR_MONTHS).toordinal()
    if not told.any() and not filed.any():
        return programs, ""
    return _without(programs, dict.fromkeys(AGING, told), filed)


def _aged_each(
    programs: Programs, days: Mapping[str, NDArray[np.float64]], limit: int, day: date
) -> tuple[Programs, str]:
    """The same where each number has a day of its own."""
    numbers = programs.numbers
    old = {name: (days[name] < limit) & ~np.isnan(numbers[name]) for name in AGING}
    filed = numbers["cash_day"] < months_before(day, FILE_COUNTS_FOR_MONTHS).toordinal()
    if not filed.any() and not any(one.any() for one in old.values()):
        return programs, ""
    return _without(programs, old, filed)


def _without(
    programs: Programs, old: Mapping[str, NDArray[np.bool_]], filed: NDArray[np.bool_]
) -> tuple[Programs, str]:
    """Without some numbers, and a word for which they are."""
    numbers = dict(programs.numbers)
    for name, which in (*old.items(), *((name, filed) for name in OF_A_FILE)):
        if which.any():
            numbers[name] = np.where(which, np.nan, numbers[name])
    word = hashlib.sha256(np.packbits([*old.values(), filed]).tobytes()).hexdigest()[:8]
    return replace(programs, numbers=numbers, old=_kept(programs, old)), word


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; of a shorter month its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(f"no day of month {month + 1} in {year}")


def _states_any(programs: Programs) -> NDArray[np.bool_]:
    """Which programs publish anything that ages."""
    some = np.zeros(len(programs), dtype=bool)
    for name in AGING:
        if name not in programs.unpublished:
            some |= ~np.isnan(programs.numbers[name])
    return some


def _kept(programs: Programs, old: Mapping[str, NDArray[np.bool_]]) -> dict[int, dict[str, float]]:
    """What the aged programs had published, by row, to be shown with its date."""
    kept: dict[int, dict[str, float]] = {}
    for name, which in old.items():
        column = programs.numbers[name]
        if name not in programs.unpublished:
            for row in np.flatnonzero(which).tolist():
                kept.setdefault(row, {})[name] = column.item(row)
    return kept
