"""Reference facts in words: typical for a level elsewhere, and never a program's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from finder.directory import Range
from finder.locale import _, mark, plural
from finder.reference import ReferenceFact, typical_hours, typical_lengths, typical_prices
from finder.vocabulary import CARE_LEVELS, STATES
from finder.wording.words import date_words, money, number_range

__all__ = [
    "FactWords",
    "Typical",
    "fact_words",
    "hours_elsewhere",
    "lengths_elsewhere",
    "prices_elsewhere",
]

_KINDS = {
    "regulation": mark("rule, {place}"),
    "payer rate": mark("what a public payer in {place} pays programs: not a price to a family"),
    "paid": mark("what Medicaid paid programs in {place}: not a price to a family"),
    "study": mark("study, {place}"),
    "audit": mark("study that called programs in {place}"),
    "count": mark("federal count of those who left, {place}"),
}
_WEAK = {"second-hand": mark("second-hand: as others tell it, not read at its maker")}
_KINDS_SHORT = {
    "regulation": mark("rule, {place}, {when}"),
    "payer rate": mark("payer rate, {place}, {when}"),
    "paid": mark("paid by Medicaid, {place}, {when}"),
    "study": mark("study, {place}, {when}"),
    "audit": mark("study by phone, {place}, {when}"),
    "count": mark("federal count, {place}, {when}"),
}
_SEEN = {
    "excerpt": mark("seen as an excerpt only"),
    "abstract": mark("seen as the summary of the study only"),
    "quoted": mark("the summary of the study was seen as another site quotes it"),
    "calculation": mark("worked out by others from the government’s file, seen as their table"),
    "sum": mark(
        "our own sum, from what others drew from the government’s file; some people count twice "
        "in it, so it may be more"
    ),
    "second-hand": mark("seen as others tell it"),
}
# What is priced, where it is not simply the level. By the beginning of what the fact calls it.
_PARTS = {
    "assessment": mark("First assessment"),
    "ASAM 1 group": mark("Group session"),
    "ASAM 1 individual": mark("Session alone with a counselor"),
    "outpatient non-methadone": mark("Whole stay in outpatient care, on average"),
    "outpatient methadone": mark("Whole stay in methadone care, on average"),
    "OTP methadone": mark("Methadone with counseling"),
    "ambulatory": mark("Detox without living in"),
    "ASAM 3.7-WM": mark("Detox, living in"),
    "ASAM 3.1": mark("Residential, low intensity (ASAM 3.1)"),
    "ASAM 3.3": mark("Residential, slower pace (ASAM 3.3)"),
    "ASAM 3.5": mark("Residential, high intensity (ASAM 3.5)"),
    "ASAM 3.7": mark("Inpatient, with medical watch (ASAM 3.7)"),
    "non-hospital residential": mark("Residential, cost of a day on average"),
    "ASAM 2.1": mark("Intensive outpatient"),
    "Medicare IOP": mark("Intensive outpatient under Medicare"),
    "ASAM 2.5 PHP half day": mark("Partial hospitalization, half day"),
    "ASAM 2.5 PHP full day": mark("Partial hospitalization, full day"),
    "ASAM 2.5": mark("Partial hospitalization"),
    "Medicare PHP": mark("Partial hospitalization under Medicare"),
    "ASAM 1 outpatient": mark("Outpatient"),
    "Medicare share": mark("Your own share of a visit with Medicare, once the deductible is paid"),
    "audit nonprofit": mark("What nonprofit places asked up front to live in, on average"),
    "audit for-profit": mark("What for-profit places asked up front to live in, on average"),
    "audit in advance": mark("Residential, asked in advance, on average"),
    "audit day": mark("Residential, a day on average"),
    "stay completed": mark("Stay of those who finished: half stayed longer"),
    "stay, with work": mark("Stay of people with a job: half of all, and of those who finished"),
    "stay, without work": mark(
        "Stay of people without a job: half of all, and of those who finished"
    ),
    "stay, by work": mark("Stay: half left by then; with a job sooner, without one later"),
    "stay": mark("Stay of all who left: half stayed longer"),
    "rule on the stay": mark("Usual length of a stay"),
}
_YEARS = re.compile(r"\b\d{4}\b")
_WHO = {"adults": mark("{level}, adults"), "adolescents": mark("{level}, adolescents")}
_UNITS = {
    "assessment": mark("{amount} an assessment"),
    "session": mark("{amount} a session"),
    "15 minutes": mark("{amount} for 15 minutes"),
    "day": mark("{amount} a day"),
    "week": mark("{amount} a week"),
    "admission": mark("{amount} for the whole stay"),
    "claim": mark(
        "{middle} a bill, which is often but not always a day; for half of the programs {amount}"
    ),
    "person and month": mark("{amount} for one person in one month"),
    "stay, in advance": mark("{amount} in advance"),
    "copayment": mark("{amount} for each visit"),
    "": mark("{amount}, for what unit is not said"),
}


@dataclass(frozen=True)
class FactWords:
    """A reference fact as it is shown. about: of what. kind: what sort of fact, and where.

    short: the kind and its year in few words, where there is a legend.
    seen: how its text was seen, and when it was compared. weak: empty where the source is strong.
    """

    id: str
    about: str
    amount: str
    kind: str
    short: str
    when: str
    title: str
    address: str
    seen: str
    weak: str


@dataclass(frozen=True)
class Typical:
    """What is typical for a level elsewhere. text: in short. facts: what that rests on.

    seen: how their texts were seen, each way once.
    """

    text: str
    facts: tuple[FactWords, ...]
    seen: tuple[str, ...]


def hours_elsewhere(care: str | None) -> Typical | None:
    """Hours a week that are typical for a level, with the rules; None if there are none."""
    found = typical_hours(care)
    if not found:
        return None
    return _typical(_("Typical for this level: {hours}").format(hours=_amount(found[0])), found)


def prices_elsewhere(care: str | None) -> Typical | None:
    """Prices and rates that are published for a level; None if there are none."""
    found = typical_prices(care)
    if not found:
        return None
    text = plural(
        "Typical for this level: {n} published figure, none of this place",
        "Typical for this level: {n} published figures, none of this place",
        len(found),
    )
    return _typical(text, found)


def lengths_elsewhere(care: str | None) -> Typical | None:
    """How long people stay at a level, as it is counted; None if nobody counts it."""
    found = typical_lengths(care)
    if not found:
        return None
    text = _("Counted elsewhere: {days}").format(days=_amount(found[0]))
    return _typical(text, found)


def _typical(text: str, found: Sequence[ReferenceFact]) -> Typical:
    words = tuple(fact_words(fact) for fact in found)
    return Typical(text, words, tuple(dict.fromkeys(one.seen for one in words)))


def fact_words(fact: ReferenceFact) -> FactWords:
    """One fact in the visitor's language; the source's title stays as it is."""
    when = _("year {year}").format(year=fact.year) if fact.year else _("year not named")
    year = str(fact.year) if fact.year else when
    if fact.kind == "paid":
        first, last = _YEARS.findall(fact.effective)
        when = year = _("{first} to {last}").format(first=first, last=last)
    return FactWords(
        id=fact.id,
        about=_about(fact),
        amount=_amount(fact),
        kind=_(_KINDS[fact.kind]).format(place=_place(fact)),
        short=_(_KINDS_SHORT[fact.kind]).format(place=_place(fact), when=year),
        when=when,
        title=fact.title,
        address=fact.address,
        seen=_seen(fact),
        weak=_(_WEAK[fact.weak]) if fact.weak else "",
    )


def _about(fact: ReferenceFact) -> str:
    named = next((words for start, words in _PARTS.items() if fact.level.startswith(start)), "")
    part = _(named or CARE_LEVELS[fact.level].label)
    if fact.code:
        return _("{level}, billing code {code}").format(level=part, code=fact.code)
    return _(_WHO[fact.who]).format(level=part) if fact.who else part


def _place(fact: ReferenceFact) -> str:
    return (
        STATES[fact.jurisdiction].label if fact.jurisdiction in STATES else _("the whole country")
    )


def _amount(fact: ReferenceFact) -> str:
    if fact.what == "price":
        ends = [end for end in fact.range if end is not None]
        middle = "" if fact.middle is None else money(fact.middle)
        if not any(ends):
            return _("nothing")
        return _(_UNITS[fact.per]).format(amount=_money(ends), middle=middle)
    if fact.what == "length":
        return _("{days} days").format(days=number_range(fact.range))
    if fact.below and fact.range.high is not None:
        hours = number_range(Range(fact.range.high, fact.range.high))
        return _("less than {hours} hours a week").format(hours=hours)
    if fact.range.low is not None and fact.range.high is not None:
        low, high = (number_range(Range(end, end)) for end in fact.range)
        return _("{low} to {high} hours a week").format(low=low, high=high)
    return _("{hours} hours a week").format(hours=number_range(fact.range))


def _money(ends: Sequence[float]) -> str:
    low, high = min(ends), max(ends)
    return money(low) if low == high else f"{money(low)}–{money(high).removeprefix('$')}"


def _seen(fact: ReferenceFact) -> str:
    seen = _(_SEEN[fact.seen])
    if fact.compared_on is None:
        return seen
    return _("{seen}; compared on {date}").format(seen=seen, date=date_words(fact.compared_on))
