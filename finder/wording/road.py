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
from finder.wording.words import by_car, capital, distance

__all__ = ["days_there", "way_there", "week_on_the_road", "weekly_road"]

_MINUTES_AN_HOUR = 60
# Shown outward to half hours: the minutes are an estimate.
_HALF_HOUR = 30


def way_there(facility: Facility, miles: float | None, place: Place | None) -> str:
    """`2.4 miles, about 4–7 min by car`, as far as that is known; empty if nothing is."""
    parts = (distance(facility, miles, place), by_car(miles) if place else "")
    return ", ".join(part for part in parts if part)


def days_there(program: Program) -> float | None:
    """On how many days a week one goes there; None where nothing says so, or one lives there."""
    lives_in = program.care is not None and CARE_LEVELS[program.care].lives_in
    return None if lives_in else program.days_per_week


def weekly_road(program: Program, miles: float | None) -> Statement | None:
    """`about 1–2 hours on the road, 3 days`, as a card says it.

    None where the program publishes no days a week, where one lives there, and without a distance.
    """
    days = days_there(program)
    if miles is None or not days:
        return None
    on_days = plural("{n} day", "{n} days", int(days)) if days == int(days) else None
    words = _("{time} on the road, {days}").format(
        time=_time(miles, days),
        days=on_days or _("{n} days a week").format(n=decimal(days)),
    )
    return Statement(words)


def week_on_the_road(program: Program, miles: float | None) -> Statement | None:
    """`About 1–2 hours: there and back on 3 days`, as the page of a place says the same."""
    days = days_there(program)
    if miles is None or not days:
        return None
    trips = _("there and back on one day")
    if days != 1:
        trips = _("there and back on {days} days").format(days=decimal(days))
    return Statement(capital(_("{time}: {trips}").format(time=_time(miles, days), trips=trips)))


def _time(miles: float, days: float) -> str:
    """`about 1–2.5 hours`: there and back on so many days, for every page in the same words.

    From the unrounded minutes of one way, rounded once and outward: to half hours, and to minutes
    where all of it is less than an hour.
    """
    # Six digits: what is worked out of floats may lie a hair beyond a whole number.
    low, high = (round(2 * days * float(one[0]), 6) for one in minutes_of(np.array([miles])))
    if high < _MINUTES_AN_HOUR:
        words = _("about {low}–{high} minutes")
        return words.format(low=decimal(math.floor(low)), high=decimal(math.ceil(high)))
    words = _("up to {high} hours") if low < _HALF_HOUR else _("about {low}–{high} hours")
    half_hours = math.floor(low / _HALF_HOUR), math.ceil(high / _HALF_HOUR)
    least, most = (decimal(n * _HALF_HOUR / _MINUTES_AN_HOUR) for n in half_hours)
    return words.format(low=least, high=most)
