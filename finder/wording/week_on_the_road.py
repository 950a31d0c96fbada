"""What a week takes with the way there: whether a program fits a job is decided by both."""

from __future__ import annotations

import math
from collections.abc import Callable

from finder.criteria.criterion import number_text
from finder.directory import Program
from finder.locale import _, decimal
from finder.minutes import minutes_shown
from finder.wording.road import MINUTES_AN_HOUR, days_there
from finder.wording.statements import Statement

__all__ = ["week_on_the_road"]

_HALF_HOURS = 2


def week_on_the_road(program: Program, miles: float | None) -> Statement | None:
    """`About 1–2.5 hours: there and back on 3 days`, from the range of minutes by car.

    None where the program publishes no days a week, where one lives there, and without a distance.
    """
    minutes, days = minutes_shown(miles), days_there(program)
    if minutes is None or not days:
        return None
    low, high = (2 * days * one for one in minutes)
    if high < MINUTES_AN_HOUR:
        words = _("About {low}–{high} minutes: {trips}")
        shown = number_text(math.floor(low)), number_text(math.ceil(high))
    else:
        words = _("About {low}–{high} hours: {trips}")
        shown = _half_hours(low, math.floor), _half_hours(high, math.ceil)
    return Statement(words.format(low=shown[0], high=shown[1], trips=_trips(days)))


def _trips(days: float) -> str:
    if days == 1:
        return _("there and back on one day")
    return _("there and back on {days} days").format(days=decimal(days))


def _half_hours(minutes: float, whole: Callable[[float], int]) -> str:
    """Minutes as hours, brought to a half."""
    return decimal(whole(minutes / MINUTES_AN_HOUR * _HALF_HOURS) / _HALF_HOURS)
