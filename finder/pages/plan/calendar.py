"""A plan as a calendar (RFC 5545): each week of a step, and the check-up calls afterwards.

No source says on which weekday or at what hour sessions are, so nothing stands at an hour: a week
is an entry for all of its days that does not make them busy, and says what to ask. Titles name no
place and no treatment, since calendars are seen by others; the entry's text does.

A plan that is changed, begins on another day or is read in another language updates the entries
that its calendar has already: the id of an entry is made of its step and week alone, and the later
file has the higher SEQUENCE (RFC 5545, 3.8.7.4). So a calendar holds the plan of one person.
"""

from __future__ import annotations

import calendar
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from finder.helplines import in_one_line
from finder.locale import _
from finder.pages.plan.words import StepWords, step_words
from finder.pathway import Plan

__all__ = ["CHECK_UPS", "check_up_days", "plan_calendar"]

# After the intensive part: days, months.
CHECK_UPS = ((7, 0), (0, 1), (0, 3), (0, 6), (0, 12))
# Versions are counted in seconds from here: a number that grows, and that a calendar can hold.
_FIRST_VERSION = datetime(2024, 1, 1, tzinfo=UTC)
_NAMESPACE = uuid.UUID("6f1c2f0a-5d1b-4f0e-9a57-0c8e6f3b7d21")


def plan_calendar(plan: Plan, made: date) -> bytes:
    """The calendar of a plan that has a first day. Raises ValueError for one that has none.

    made: when; a `datetime` tells two versions of one day apart. Equal plans made at the same
    moment are equal to the byte.
    """
    if plan.path.start is None:
        raise ValueError("a calendar needs the first day of the plan")
    moment = made if isinstance(made, datetime) else datetime.combine(made, time(), UTC)
    whole = Calendar()
    whole.add("prodid", "-//Stepping Stone//Path of care//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    for entry in (*_weeks(plan), *_check_ups(plan)):
        whole.add_component(_event(entry, moment))
    return whole.to_ical()


@dataclass(frozen=True)
class _Entry:
    """key: names the entry in every version of the plan. end: the day after the last."""

    key: str
    start: date
    end: date
    title: str
    text: str


def _event(entry: _Entry, made: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uuid.uuid5(_NAMESPACE, entry.key)}@stepping-stone")
    event.add("sequence", max(0, int((made - _FIRST_VERSION).total_seconds())))
    event.add("dtstamp", made)
    event.add("last-modified", made)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end)
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _weeks(plan: Plan) -> Iterator[_Entry]:
    start = plan.path.start or date.min
    for number, step in enumerate(plan.steps, 1):
        words = step_words(plan, number)
        text = _description(words)
        first = start + timedelta(weeks=step.begins)
        if step.lives_in:
            title = _("Step {number}: {weeks}, living there")
            said = title.format(number=number, weeks=words.length.text)
            ends = start + timedelta(weeks=step.ends)
            yield _Entry(f"{step.stage.code} 1", first, ends, said, text)
            continue
        for week in range(step.length.weeks):
            begins = first + timedelta(weeks=week)
            title = _("Step {number}, week {week} of {weeks}: {hours}").format(
                number=number, week=week + 1, weeks=step.length.weeks, hours=_hours(words)
            )
            key = f"{step.stage.code} {week + 1}"
            yield _Entry(key, begins, begins + timedelta(weeks=1), title, text)


def _hours(words: StepWords) -> str:
    if words.hours.truth == "unknown":
        return _("hours not published")
    return _("{hours} hours").format(hours=words.hours.text)


def _description(words: StepWords) -> str:
    lines = [words.name, words.place, words.address]
    if words.phone:
        lines.append(words.phone.text)
    hours = words.hours
    said = f"{hours.text} ({hours.more})" if hours.more else hours.text
    lines.append(_("Hours a week: {hours}").format(hours=said))
    lines.append(_("Weekdays and times are not published here: ask, and write them in."))
    lines.append(in_one_line(treatment=False))
    return "\n".join(line for line in lines if line)


def check_up_days(plan: Plan) -> tuple[date, ...]:
    """One week, and one, three, six and twelve months after the intensive part is over."""
    end = plan.day(plan.treatment_ends)
    if end is None:
        return ()
    last = end - timedelta(days=1)
    return tuple(_later(last, days, months) for days, months in CHECK_UPS)


def _check_ups(plan: Plan) -> Iterator[_Entry]:
    text = _(
        "Call or be called: how is it going, what helps, what is hard? Coming back to use is no "
        "failure, and a reason to call at once."
    )
    for number, day in enumerate(check_up_days(plan), 1):
        title = _("Check-up call {number} of {calls}").format(number=number, calls=len(CHECK_UPS))
        said = f"{text}\n{in_one_line(treatment=False)}"
        yield _Entry(f"call {number}", day, day + timedelta(days=1), title, said)


def _later(day: date, days: int, months: int) -> date:
    """So many days and months later; the last of the month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    in_month = min(day.day, calendar.monthrange(year, month)[1])
    return date(year, month, in_month) + timedelta(days=days)
