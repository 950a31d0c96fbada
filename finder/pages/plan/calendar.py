"""A plan as a calendar (RFC 5545): each week of a step, and the check-up calls afterwards.

No source says on which weekday or at what hour sessions are, so nothing stands at an hour: a week
is an entry for all of its days that does not make them busy, and says what to ask. Titles name no
place and no treatment, since calendars are seen by others; the entry's text does.
"""

from __future__ import annotations

import calendar
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from finder.helplines import in_one_line
from finder.locale import _
from finder.pages.plan.words import StepWords, step_words
from finder.pathway import Plan, write_path

__all__ = ["CHECK_UPS", "check_up_days", "plan_calendar"]

# After the intensive part: days, months.
CHECK_UPS = ((7, 0), (0, 1), (0, 3), (0, 6), (0, 12))
_NAMESPACE = uuid.UUID("6f1c2f0a-5d1b-4f0e-9a57-0c8e6f3b7d21")


def plan_calendar(plan: Plan, made_on: date) -> bytes:
    """The calendar of a plan that has a first day. Raises ValueError for one that has none.

    Equal plans made on the same day are equal to the byte, and keep the ids of their entries.
    """
    if plan.path.start is None:
        raise ValueError("a calendar needs the first day of the plan")
    whole = Calendar()
    whole.add("prodid", "-//Stepping Stone//Path of care//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    entries = [*_weeks(plan), *_check_ups(plan)]
    for number, (start, end, title, text) in enumerate(entries):
        event = Event()
        event.add("uid", f"{_uid(plan, number)}@stepping-stone")
        event.add("dtstamp", datetime.combine(made_on, time(), UTC))
        event.add("dtstart", start)
        event.add("dtend", end)
        event.add("summary", title)
        event.add("description", text)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        whole.add_component(event)
    return whole.to_ical()


_Entry = tuple[date, date, str, str]


def _uid(plan: Plan, number: int) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, f"{write_path(plan.path)}#{number}")


def _weeks(plan: Plan) -> Iterator[_Entry]:
    start = plan.path.start or date.min
    for number, step in enumerate(plan.steps, 1):
        words = step_words(plan, number)
        text = _description(words)
        first = start + timedelta(weeks=step.begins)
        if step.lives_in:
            title = _("Step {number}: {weeks}, living there")
            said = title.format(number=number, weeks=words.length.text)
            yield first, start + timedelta(weeks=step.ends), said, text
            continue
        for week in range(step.length.weeks):
            begins = first + timedelta(weeks=week)
            title = _("Step {number}, week {week} of {weeks}: {hours}").format(
                number=number, week=week + 1, weeks=step.length.weeks, hours=_hours(words)
            )
            yield begins, begins + timedelta(weeks=1), title, text


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
        yield day, day + timedelta(days=1), title, f"{text}\n{in_one_line(treatment=False)}"


def _later(day: date, days: int, months: int) -> date:
    """So many days and months later; the last of the month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    in_month = min(day.day, calendar.monthrange(year, month)[1])
    return date(year, month, in_month) + timedelta(days=days)
