"""What grows old: facts whose date is so long ago that they are shown, but no longer decide.

Hours, schedule, price and length count for 180 days after `verified_on`, the last day included; a
hospital's price file for 24 months. A fact without a date of its own does not age
(docs/contract.md, section 3).
"""

from __future__ import annotations

import hashlib
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


def aged_programs(programs: Programs, day: date) -> tuple[Programs, str]:
    """The programs without what no longer counts on a day, and a word for which that is.

    The same programs and "" where nothing is too old.
    """
    told = programs.numbers["verified_on"] < day.toordinal() - COUNTS_FOR_DAYS
    told &= _states_any(programs)
    filed = programs.numbers["cash_day"] < months_before(day, FILE_COUNTS_FOR_MONTHS).toordinal()
    if not told.any() and not filed.any():
        return programs, ""
    numbers = dict(programs.numbers)
    for names, old in ((AGING, told), (OF_A_FILE, filed)):
        if old.any():
            numbers |= {name: np.where(old, np.nan, numbers[name]) for name in names}
    which = hashlib.sha256(np.packbits([told, filed]).tobytes()).hexdigest()[:8]
    return replace(programs, numbers=numbers, old=_kept(programs, told)), which


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


def _kept(programs: Programs, told: NDArray[np.bool_]) -> dict[int, dict[str, float]]:
    """What the aged programs had published, by row, to be shown with its date."""
    names = [name for name in AGING if name not in programs.unpublished]
    return {
        row: {name: programs.numbers[name].item(row) for name in names}
        for row in np.flatnonzero(told).tolist()
    }
