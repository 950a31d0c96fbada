"""Pictures of the pages on levels as SVG: the steps, an example week, an example of the taper.

Lengths are units of the picture, which is 360 wide so that its letters can be read on a phone.
Each has its words as a description. The examples are ours and say so: three sessions of three
hours are the 9 hours that are the least for adults.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from finder.levels import LEVEL_PAGES
from finder.levels.model import Picture
from finder.locale import _, mark, plural
from finder.templating import html
from finder.vocabulary import CARE_LEVELS
from finder.wording.statements import level_hours

__all__ = ["SESSION_HOURS", "TAPER", "WEEK_DAYS", "picture"]

SESSION_HOURS = 3
WEEK_DAYS = (0, 2, 3)  # Monday, Wednesday, Thursday
# The example of the taper: for so many weeks so many sessions a week.
TAPER = ((6, 3), (4, 2), (3, 1))

_WIDTH = 360.0
_STAIRS = ("inpatient", "residential", "php", "iop", "outpatient", "aftercare")
_STAIR, _RISE, _SHIFT = 44.0, 52.0, 20.0
_EVENING = 18
_FIRST_HOUR, _LAST_HOUR, _HOUR = 8, 22, 11.0
_DAYS = (
    *(mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu")),
    *(mark("Fri"), mark("Sat"), mark("Sun")),
)
_HOUR_HEIGHT = 13.0


@dataclass(frozen=True)
class _Box:
    """A rectangle with its two texts."""

    x: float
    y: float
    width: float
    height: float
    text: str
    more: str = ""


def picture(name: Picture) -> str:
    """The picture of this name as SVG; empty for none."""
    return _PICTURES[name]() if name else ""


def _steps() -> str:
    stairs = [
        _Box(
            8 + at * _SHIFT,
            64 + at * _RISE,
            _WIDTH - 16 - at * _SHIFT,
            _STAIR,
            _(LEVEL_PAGES[code].title),
            _in_short(code),
        )
        for at, code in enumerate(_STAIRS)
    ]
    foot = 64 + len(stairs) * _RISE
    return html(
        "picture_steps.html",
        width=_WIDTH,
        height=foot + 52,
        detox=_Box(8, 6, _WIDTH - 16, 40, _("Detox"), _("first, if the body needs it")),
        stairs=stairs,
        beside=_Box(
            8,
            foot + 6,
            _WIDTH - 16,
            40,
            _("Sober living · Opioid medication"),
            _("beside any step"),
        ),
        words=_(
            "From the most care to the least: {steps}. One can step down or up at any time."
        ).format(steps="; ".join(f"{one.text}: {one.more}" for one in stairs)),
    )


def _in_short(code: str) -> str:
    if code not in CARE_LEVELS:
        return _("calls, meetings, a therapist")
    hours = level_hours(code)
    return hours if CARE_LEVELS[code].lives_in else _("{hours} hours a week").format(hours=hours)


def _week() -> str:
    top, left = 24.0, 38.0
    across = (_WIDTH - left - 6) / len(_DAYS)
    hours = SESSION_HOURS * len(WEEK_DAYS)
    total = _("{hours} hours in the week").format(hours=hours)
    return html(
        "picture_week.html",
        width=_WIDTH,
        height=top + (_LAST_HOUR - _FIRST_HOUR) * _HOUR + 12,
        left=left,
        right=_WIDTH - 6,
        days=[(left + across * (at + 0.5), _(day)) for at, day in enumerate(_DAYS)],
        ticks=[(top + (hour - _FIRST_HOUR) * _HOUR, _clock(hour)) for hour in range(8, 23, 4)],
        boxes=[
            _Box(
                left + across * day + 3,
                top + (_EVENING - _FIRST_HOUR) * _HOUR,
                across - 6,
                SESSION_HOURS * _HOUR,
                _("{n} h").format(n=SESSION_HOURS),
            )
            for day in WEEK_DAYS
        ],
        words=_(
            "An example of a week: groups on Monday, Wednesday and Thursday from 6 to 9 in the "
            "evening, {total}. The days stay free for work or school."
        ).format(total=total),
    )


def _clock(hour: int) -> str:
    words = _("{hour} am") if hour < 12 else _("{hour} pm")
    return _("noon") if hour == 12 else words.format(hour=hour % 12)


def _taper() -> str:
    left, floor = 30.0, 24 + SESSION_HOURS * TAPER[0][1] * _HOUR_HEIGHT
    weeks = sum(length for length, _sessions in TAPER)
    across = (_WIDTH - left - 6) / weeks
    boxes, begins, told = [], 0, []
    for length, sessions in TAPER:
        hours = SESSION_HOURS * sessions
        each = plural("{n} session a week", "{n} sessions a week", sessions)
        height = hours * _HOUR_HEIGHT
        boxes += [
            _Box(left + week * across + 1, floor - height, across - 2, height, "")
            for week in range(begins, begins + length)
        ]
        told.append(
            _("weeks {first} to {last}: {sessions}, {hours} hours").format(
                first=begins + 1, last=begins + length, sessions=each, hours=hours
            )
        )
        begins += length
    return html(
        "picture_taper.html",
        width=_WIDTH,
        height=floor + 40,
        left=left,
        right=_WIDTH - 6,
        floor=floor,
        boxes=boxes,
        labels=_labels(left, across, floor),
        rises=[
            (floor - SESSION_HOURS * sessions * _HOUR_HEIGHT + 4, str(SESSION_HOURS * sessions))
            for _length, sessions in TAPER
        ],
        ticks=[(left + across * (week - 0.5), str(week)) for week in (1, 4, 7, 10)],
        last=(_WIDTH - 6, _("week {n}").format(n=weeks)),
        words=_("An example of 90 days: {steps}.").format(steps="; ".join(told)),
    )


def _labels(left: float, across: float, floor: float) -> list[tuple[float, float, str]]:
    """Above each part of the taper, its hours a week."""
    found, begins = [], 0
    for length, sessions in TAPER:
        hours = SESSION_HOURS * sessions
        middle = left + across * (begins + length / 2)
        found.append((middle, floor - hours * _HOUR_HEIGHT - 6, _("{n} h a week").format(n=hours)))
        begins += length
    return found


_PICTURES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"steps": _steps, "week": _week, "taper": _taper}
)
