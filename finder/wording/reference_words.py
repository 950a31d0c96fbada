"""Reference facts in words: typical for a level elsewhere, and never a program's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finder.directory import Range
from finder.locale import _, mark, plural
from finder.reference import ReferenceFact, typical_hours, typical_prices
from finder.vocabulary import STATES
from finder.wording.words import date_words, money, number_range

__all__ = ["FactWords", "Typical", "fact_words", "hours_elsewhere", "prices_elsewhere"]

_KINDS = {
    "regulation": mark("rule, {place}"),
    "payer rate": mark("what a public payer in {place} pays programs: not a price to a family"),
    "study": mark("study, {place}"),
    "consumer estimate": mark("estimate of a consumer site, {place}"),
}
_WEAK = {
    "quoted": mark("weak source: a consumer site that quotes another"),
    "unsourced": mark("weak source: a blog that names no study"),
    "undated": mark("weak source: a blog without a date"),
    "second-hand": mark("weak source: others on a rule, not the rule itself"),
}
_KINDS_SHORT = {
    "regulation": mark("rule, {place}, {when}"),
    "payer rate": mark("payer rate, {place}, {when}"),
    "study": mark("study, {place}, {when}"),
    "consumer estimate": mark("consumer site, weak source, {when}"),
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
    "inpatient rehab private": mark("Private rehab, living in"),
    "inpatient rehab 30": mark("Rehab, living in, 30 days"),
    "inpatient rehab 60": mark("Rehab, living in, 60 to 90 days"),
    "IOP 30": mark("Intensive outpatient, 30 days"),
    "ASAM 2.1": mark("Intensive outpatient"),
    "Medicare IOP": mark("Intensive outpatient under Medicare"),
    "ASAM 2.5 PHP half day": mark("Partial hospitalization, half day"),
    "ASAM 2.5 PHP full day": mark("Partial hospitalization, full day"),
    "ASAM 2.5": mark("Partial hospitalization"),
    "Medicare PHP": mark("Partial hospitalization under Medicare"),
    "PHP full day": mark("Partial hospitalization, full day"),
    "ASAM 1 outpatient": mark("Outpatient"),
}
_WHO = {"adults": mark("{level}, adults"), "adolescents": mark("{level}, adolescents")}
_UNITS = {
    "assessment": mark("{amount} an assessment"),
    "session": mark("{amount} a session"),
    "15 minutes": mark("{amount} for 15 minutes"),
    "day": mark("{amount} a day"),
    "week": mark("{amount} a week"),
    "admission": mark("{amount} for the whole stay"),
    "30 days": mark("{amount} for 30 days"),
    "60 to 90 days": mark("{amount} for 60 to 90 days"),
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


def _typical(text: str, found: Sequence[ReferenceFact]) -> Typical:
    words = tuple(fact_words(fact) for fact in found)
    return Typical(text, words, tuple(dict.fromkeys(one.seen for one in words)))


def fact_words(fact: ReferenceFact) -> FactWords:
    """One fact in the visitor's language; the source's title stays as it is."""
    when = _("year {year}").format(year=fact.year) if fact.year else _("year not named")
    year = str(fact.year) if fact.year else when
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
    part = _(next(words for start, words in _PARTS.items() if fact.level.startswith(start)))
    return _(_WHO[fact.who]).format(level=part) if fact.who else part


def _place(fact: ReferenceFact) -> str:
    return (
        STATES[fact.jurisdiction].label if fact.jurisdiction in STATES else _("the whole country")
    )


def _amount(fact: ReferenceFact) -> str:
    if fact.what == "price":
        return _(_UNITS[fact.per]).format(amount=_money([*fact.numbers]))
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
    if fact.compared_on is None:
        return _("seen as an excerpt only")
    words = _("seen as an excerpt only; compared on {date}")
    return words.format(date=date_words(fact.compared_on))
