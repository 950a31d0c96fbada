"""The way there, as distance and minutes, and what it adds to a week."""

from __future__ import annotations

import math

import numpy as np

from finder.directory import Facility, Program
from finder.locale import _, decimal, plural
from finder.minutes import minutes_of
from finder.places import Place
from finder.vocabulary import CARE_LEVELS
from finder.wording.statements import Statement
from finder.wording.words import by_car, distance

__all__ = ["MINUTES_AN_HOUR", "days_there", "road_hours", "way_there", "weekly_road"]

MINUTES_AN_HOUR = 60
# Shown outward to half hours: the minutes are an estimate.
_STEP = 0.5


def way_there(facility: Facility, miles: float | None, place: Place | None) -> str:
    """`2.4 miles, about 4–7 min by car`, as far as that is known; empty if nothing is."""
    parts = (distance(facility, miles, place), by_car(miles) if place else "")
    return ", ".join(part for part in parts if part)


def days_there(program: Program) -> float | None:
    """On how many days a week one goes there; None where nothing says so, or one lives there."""
    lives_in = program.care is not None and CARE_LEVELS[program.care].lives_in
    return None if lives_in else program.days_per_week


def road_hours(miles: float, days: float) -> tuple[float, float]:
    """Hours a week on the road, there and back on so many days, as a range to half hours."""
    fewest, most = (float(one[0]) for one in minutes_of(np.array([miles])))
    low, high = (2 * days * minutes / MINUTES_AN_HOUR for minutes in (fewest, most))
    return math.floor(low / _STEP) * _STEP, math.ceil(high / _STEP) * _STEP


def weekly_road(program: Program, miles: float | None) -> Statement | None:
    """What the way adds to a week of known days; None where days or distance are not known."""
    days = days_there(program)
    if miles is None or not days:
        return None
    low, high = road_hours(miles, days)
    hours = decimal(high) if low in (0, high) else f"{decimal(low)}–{decimal(high)}"
    words = _("about {hours} hours on the road, {days}")
    if low == 0:
        words = _("up to {hours} hours on the road, {days}")
    on_days = plural("{n} day", "{n} days", int(days)) if days == int(days) else None
    return Statement(
        words.format(hours=hours, days=on_days or _("{n} days a week").format(n=decimal(days)))
    )
