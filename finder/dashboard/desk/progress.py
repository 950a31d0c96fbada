"""How far are we: what is known of the area by fact and age, calls, and which blanks matter most.

Which questions count is said here; nobody's searches are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pandas as pd
import streamlit as st

from finder.criteria import Criteria
from finder.criteria.declared import CARE
from finder.criteria.hours import HoursRange
from finder.dashboard.desk.area import places_in
from finder.dashboard.desk.deciding import HOURS, PRICES, hours_words, price_words
from finder.dashboard.desk.here import Here
from finder.dashboard.desk.words import FACT_WORDS
from finder.desk.calls import calls_a_day
from finder.desk.worklist import FACTS, blanks_of
from finder.directory import Program
from finder.locale import _, mark
from finder.pages.frame.caching import answered
from finder.vocabulary import PAYMENTS
from finder.wording.words import date_words

__all__ = ["progress"]

_DAYS = 30
_STATES = {
    "known": mark("Known"),
    "old": mark("Too old to count"),
    "unknown": mark("Not known"),
}
# Of the design, told apart by light and dark as well as by colour, on both papers.
_COLOURS = {"known": "#0e7a78", "old": "#d9a04a", "unknown": "#9aa7a6"}
# What a bar needs so that each fact keeps its name beside it.
_ROW_PX = 46


def progress(here: Here) -> None:
    """Each chart with its figures as a table beneath it."""
    st.subheader(_("What is known"))
    counts = _known(here)
    frame = pd.DataFrame(
        [
            {_("Fact"): _(FACT_WORDS[fact])}
            | {_(_STATES[state]): counts[fact, state] for state in _STATES}
            for fact in FACTS
        ]
    ).set_index(_("Fact"))
    st.bar_chart(
        frame,
        horizontal=True,
        stack=True,
        sort=False,
        color=[*_COLOURS.values()],
        height=_ROW_PX * (len(FACTS) + 2),
        alt=_("What is known of each fact; the table below has the figures."),
    )
    st.table(frame)
    _calls(here)
    _undecided(here)


def _known(here: Here) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for program, is_free in _programs(here):
        blanks = {one.fact: one for one in blanks_of(program, is_free=is_free, today=here.today)}
        for fact in FACTS:
            blank = blanks.get(fact)
            state = "known" if blank is None else "old" if blank.since else "unknown"
            counts[fact, state] += 1
    return counts


def _programs(here: Here) -> Iterator[tuple[Program, bool]]:
    levels = here.area[CARE] or ()
    for found in places_in(here):
        is_free = bool(found.facility.stated("pay") & PAYMENTS.bits(["free"]))
        for program in found.facility.programs:
            if not levels or program.care in levels:
                yield program, is_free


def _calls(here: Here) -> None:
    st.subheader(_("Calls in the last 30 days"))
    first = here.today - timedelta(days=_DAYS - 1)
    since = datetime.combine(first, time(), UTC)
    inside = {found.facility.id for found in places_in(here)}
    made = [
        (day, outcome)
        for day, place, outcome in here.read(lambda connection: calls_a_day(connection, since))
        if place in inside
    ]
    if not made:
        st.write(_("No call yet."))
        return
    answered_calls = sum(outcome in ("answered", "does not say") for _day, outcome in made)
    st.metric(_("Share answered"), f"{answered_calls / len(made):.0%}")
    by_day = Counter(day for day, _outcome in made)
    days = [first + timedelta(days=one) for one in range(_DAYS)]
    frame = pd.DataFrame({_("Day"): days, _("Calls"): [by_day[day] for day in days]})
    st.bar_chart(
        frame.set_index(_("Day")),
        color=_COLOURS["known"],
        alt=_("Calls on each day; the table below has the figures."),
    )
    st.table(
        pd.DataFrame(
            {_("Day"): [date_words(day) for day in by_day], _("Calls"): list(by_day.values())}
        ).set_index(_("Day"))
    )


def _undecided(here: Here) -> None:
    """For each usual question the places that it leaves undecided."""
    st.subheader(_("Which blanks matter most"))
    area = here.area.without("hours", "cost", "per", "published")
    rows = []
    for hours in HOURS:
        words = hours_words(hours)
        rows.append(_row(words, _("hours"), area.replaced(hours=HoursRange(None, hours)), here))
    for price in PRICES:
        words = price_words(price)
        rows.append(_row(words, _("price"), area.replaced(cost=float(price)), here))
    frame = pd.DataFrame(rows).sort_values(_("Places left undecided"), ascending=False)
    st.table(frame.set_index(_("Question")))


def _row(words: str, blank: str, criteria: Criteria, here: Here) -> dict[str, object]:
    results = answered(here.directory, criteria, here.today)
    return {
        _("Question"): words,
        _("What to ask for"): blank,
        _("Places left undecided"): results.possible,
        _("Places found for certain"): results.matches,
    }
