"""Published prices brought to one unit (docs/contract.md, section 3).

52 weeks make 12 months. A day price needs the days a week (7 where one lives in), a session price
the sessions a week, a program price the weeks. Of a range of weeks the one that makes the price
lowest counts. What cannot be brought to a unit is NaN there; nothing to pay is nothing in any.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from finder.directory.tables import COST_PER, Programs
from finder.vocabulary import CARE_LEVELS, COST_UNITS

__all__ = ["Prices", "prices_of"]

_WEEKS_A_YEAR, _MONTHS_A_YEAR, _DAYS_A_WEEK = 52.0, 12.0, 7.0
_LIVES_IN = np.array([*(level.lives_in for level in CARE_LEVELS), False])
Column = NDArray[np.float64]


@dataclass(frozen=True)
class Prices:
    """Low and high end of the self-pay price in USD, by unit; NaN where there is none."""

    low: dict[str, Column]
    high: dict[str, Column]


def prices_of(programs: Programs) -> Prices:
    """The prices of all programs in each unit that can be asked for."""
    low, high = programs.numbers["cost_low"], programs.numbers["cost_high"]
    units = COST_UNITS.codes
    return Prices(
        {unit: _brought(programs, low, unit) for unit in units},
        {unit: _brought(programs, high, unit) for unit in units},
    )


def _brought(programs: Programs, price: Column, unit: str) -> Column:
    """A price column in one unit."""
    asked_as_published = programs.cost_per == COST_PER.index(unit)
    weekly = _weekly(programs, price)
    if unit == "week":
        other = weekly
    elif unit == "month":
        other = weekly * _WEEKS_A_YEAR / _MONTHS_A_YEAR
    else:
        other = weekly * _known(programs, "weeks_low", "weeks_high")
    brought = np.where(asked_as_published, price, other)
    return np.where((price == 0) & (programs.cost_per < len(COST_PER)), 0.0, brought)


def _weekly(programs: Programs, price: Column) -> Column:
    days = np.where(_LIVES_IN[programs.care], _DAYS_A_WEEK, programs.numbers["days_per_week"])
    factor = {
        "session": programs.numbers["sessions_per_week"],
        "day": days,
        "week": np.ones(len(price)),
        "month": np.full(len(price), _MONTHS_A_YEAR / _WEEKS_A_YEAR),
        "program": 1 / _known(programs, "weeks_high", "weeks_low"),
    }
    none = np.full(len(price), np.nan)
    return price * np.choose(programs.cost_per, [*(factor[per] for per in COST_PER), none])


def _known(programs: Programs, first: str, second: str) -> Column:
    """The first of two columns of numbers, the second where the first is not published."""
    column = programs.numbers[first]
    return np.where(np.isnan(column), programs.numbers[second], column)
