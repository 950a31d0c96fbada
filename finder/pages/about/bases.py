"""What hours and prices rest on: how many programs, from which source, and how old that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from finder.criteria.hours import LEVEL_HIGH, LEVEL_LOW, STATE_HIGH, STATE_LOW
from finder.directory import Directory, Range
from finder.locale import _, plural
from finder.wording.words import date_words

__all__ = ["Basis", "bases"]

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Basis:
    """One row: fact, what it rests on, for how many programs that decides, and how old it is."""

    fact: str
    rests_on: str
    programs: int
    age: str


def bases(directory: Directory, today: date) -> list[Basis]:
    """Hours, then prices; the rows of each add up to all programs, and none is of no program."""
    fresh = directory.on(today)
    rows = (*_hours(fresh.whole, fresh), *_prices(fresh.whole, fresh))
    return [row for row in rows if row.programs]


def _hours(whole: Directory, fresh: Directory) -> Iterator[Basis]:
    numbers, programs = fresh.programs.numbers, fresh.programs
    state = fresh.facilities.state[programs.facility]
    high = STATE_HIGH[state, programs.care]
    wider = (STATE_LOW[state, programs.care] != LEVEL_LOW[programs.care]) | (
        high != LEVEL_HIGH[programs.care]
    )
    own = _stated(fresh, "hours")
    code = ~own & (numbers["code_hours"] <= high)
    level = ~own & ~code & ~np.isnan(high)
    rows = (
        (_("published by the place, or in a table about it"), own, _own_age(whole, fresh, "hours")),
        (_("least hours of a billing code in its hospital's price file"), code,
         _file_age(fresh, code)),
        (_("the state's rule, where it is wider than the level's definition"),
         level & wider & ~np.isnan(LEVEL_LOW[programs.care]), ""),
        (_("the definition of its care level"), level & ~wider, ""),
        (_("not known: ask"), ~own & ~code & ~level, ""),
    )  # fmt: skip
    for rests_on, flags, age in rows:
        yield Basis(_("Hours a week"), rests_on, int(np.count_nonzero(flags)), age)


def _prices(whole: Directory, fresh: Directory) -> Iterator[Basis]:
    own, filed = _stated(fresh, "cost"), fresh.prices.by_file
    rows = (
        (_("published by the place, or in a table about it"), own, _own_age(whole, fresh, "cost")),
        (_("cash price in its hospital's price file"), filed, _file_age(fresh, filed)),
        (_("not published: ask"), ~own & ~filed, _too_old_files(whole, fresh)),
    )
    for rests_on, flags, age in rows:
        label = _("Price without insurance")
        yield Basis(label, rests_on, int(np.count_nonzero(flags)), age)


def _stated(directory: Directory, name: str) -> Flags:
    numbers = directory.programs.numbers
    said: Flags = ~(np.isnan(numbers[f"{name}_low"]) & np.isnan(numbers[f"{name}_high"]))
    return said


def _own_age(whole: Directory, fresh: Directory, name: str) -> str:
    """The days on which published facts were checked, and how many are too old to count."""
    now = _stated(fresh, name)
    days = fresh.programs.numbers["verified_on"][now]
    undated = int(np.count_nonzero(np.isnan(days)))
    old = int(np.count_nonzero(_stated(whole, name) & ~now))
    parts = [
        _between(days),
        plural("{n} by the date of the directory", "{n} by the date of the directory", undated)
        if undated
        else "",
        plural("{n} more is too old to count", "{n} more are too old to count", old) if old else "",
    ]
    return "; ".join(part for part in parts if part)


def _file_age(directory: Directory, flags: Flags) -> str:
    return _between(directory.programs.numbers["cash_day"][flags])


def _too_old_files(whole: Directory, fresh: Directory) -> str:
    old = int(np.count_nonzero(whole.prices.by_file & ~fresh.prices.by_file))
    if not old:
        return ""
    return plural(
        "{n} of them has a price file that is too old to count",
        "{n} of them have a price file that is too old to count",
        old,
    )


def _between(ordinals: NDArray[np.float64]) -> str:
    """`1 April 2026` or `1 April 2026 to 3 May 2026`; empty where no day is known."""
    known = ordinals[~np.isnan(ordinals)]
    if not len(known):
        return ""
    ends = Range(float(known.min()), float(known.max()))
    first, last = (date_words(date.fromordinal(int(end or 0))) for end in ends)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)
