"""Prices brought to one unit (docs/contract.md, section 3).

52 weeks make 12 months. A day price needs the days a week (7 where one lives in), a session price
the sessions a week, a program price the weeks. Of a range of weeks the one that makes the price
lowest counts. What cannot be brought to a unit is NaN there; nothing to pay is nothing in any.

Where a program publishes no price itself, the cash price in its hospital's file counts. Brought to
a week by the least days or hours in the definition of its billing code it is a floor: what one pays
is that or more. A day of detox is brought to no other unit unless its length is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from finder.directory.tables import CASH_PER, COST_PER, Programs
from finder.vocabulary import CARE_LEVELS, COST_UNITS

__all__ = ["Prices", "prices_of"]

_WEEKS_A_YEAR, _MONTHS_A_YEAR, _DAYS_A_WEEK = 52.0, 12.0, 7.0
_LIVES_IN = np.array([*(level.lives_in for level in CARE_LEVELS), False])
_DETOX = CARE_LEVELS.position("detox")
Column = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Prices:
    """Low and high end of the self-pay price in USD, by unit; NaN where there is none.

    floor: by unit, whether that is the least it can be, not what it is. by_file: whether it is the
    cash price of a hospital's file, since the program publishes none.
    """

    low: dict[str, Column]
    high: dict[str, Column]
    floor: dict[str, Flags]
    by_file: Flags


class _Listed(NamedTuple):
    """Prices as they are listed: per is an index into CASH_PER, or NaN."""

    price: Column
    per: Column


def prices_of(programs: Programs) -> Prices:
    """The prices of all programs in each unit that can be asked for."""
    numbers = programs.numbers
    own = ~(np.isnan(numbers["cost_low"]) & np.isnan(numbers["cost_high"]))
    by_file = ~own & ~np.isnan(numbers["cash_low"])
    exact, floors = _weekly_factors(programs, by_file)
    per = np.where(by_file, numbers["cash_per"], _as_cash_per(programs.cost_per))
    low: dict[str, Column] = {}
    high: dict[str, Column] = {}
    floor: dict[str, Flags] = {}
    for unit in COST_UNITS.codes:
        for ends, end in ((low, "low"), (high, "high")):
            price = np.where(by_file, numbers[f"cash_{end}"], numbers[f"cost_{end}"])
            ends[unit] = _brought(programs, _Listed(price, per), exact, unit)
        as_listed = per == CASH_PER.index(unit)
        floor[unit] = floors & ~as_listed & ~np.isnan(low[unit])
    return Prices(low, high, floor, by_file)


def _as_cash_per(cost_per: NDArray[np.uint8]) -> Column:
    """An index into COST_PER as one into CASH_PER; NaN for none."""
    places = np.array([*(float(CASH_PER.index(unit)) for unit in COST_PER), np.nan])
    column: Column = places[cost_per]
    return column


def _weekly_factors(programs: Programs, by_file: Flags) -> tuple[dict[str, Column], Flags]:
    """By unit what makes its price one a week, and where that is only the least it can be."""
    numbers, rows = programs.numbers, len(programs)
    lives_in = _LIVES_IN[programs.care]
    days = np.where(lives_in, _DAYS_A_WEEK, numbers["days_per_week"])
    least_days = by_file & np.isnan(days)
    days = np.where(least_days, numbers["cash_days"], days)
    weeks = _known(programs, "weeks_high", "weeks_low")
    detox = programs.care == _DETOX
    days = np.where(detox & np.isnan(weeks), np.nan, days)
    days = np.where(detox & ~np.isnan(weeks) & np.isnan(days), _DAYS_A_WEEK, days)
    factors = {
        "hour": np.where(by_file, numbers["code_hours"], np.nan),
        "session": numbers["sessions_per_week"],
        "day": days,
        "week": np.ones(rows),
        "month": np.full(rows, _MONTHS_A_YEAR / _WEEKS_A_YEAR),
        "program": 1 / weeks,
    }
    cash_per = numbers["cash_per"]
    by_day = least_days & ~detox & (cash_per == CASH_PER.index("day"))
    return factors, by_day | (by_file & (cash_per == CASH_PER.index("hour")))


def _brought(programs: Programs, listed: _Listed, factors: dict[str, Column], unit: str) -> Column:
    """A price column in one unit."""
    weekly = np.full(len(programs), np.nan)
    for place, per in enumerate(CASH_PER):
        weekly = np.where(listed.per == place, listed.price * factors[per], weekly)
    if unit == "week":
        other = weekly
    elif unit == "month":
        other = weekly * _WEEKS_A_YEAR / _MONTHS_A_YEAR
    else:
        other = weekly * _known(programs, "weeks_low", "weeks_high")
    brought = np.where(listed.per == CASH_PER.index(unit), listed.price, other)
    return np.where((listed.price == 0) & ~np.isnan(listed.per), 0.0, brought)


def _known(programs: Programs, first: str, second: str) -> Column:
    """The first of two columns of numbers, the second where the first is not published."""
    column = programs.numbers[first]
    return np.where(np.isnan(column), programs.numbers[second], column)
