"""Weeks, hours and cost of a step in words, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from finder.directory import Range
from finder.locale import _, plural
from finder.pathway import PlannedStep
from finder.pathway.figures import Figure
from finder.reference import facts
from finder.wording.reference_words import FactWords, fact_words
from finder.wording.words import capital, money, number_range

__all__ = [
    "Said",
    "about_amounts",
    "amounts",
    "cost_amount",
    "cost_words",
    "hours_words",
    "length_words",
    "weeks_words",
]


@dataclass(frozen=True)
class Said:
    """A figure in words. truth: what it rests on. more: said beside it. href: its source, and
    title: what `more` calls that, as it was published."""

    text: str
    truth: Literal["published", "level", "reference", "planning", "unknown"]
    more: str = ""
    href: str = ""
    title: str = ""


def weeks_words(weeks: int) -> str:
    """`13 weeks`."""
    return plural("{n} week", "{n} weeks", weeks)


def length_words(step: PlannedStep) -> Said:
    length = step.length
    text = weeks_words(length.weeks)
    published = number_range(length.published) if length.published else ""
    said = _("published: {weeks} weeks").format(weeks=published) if published else ""
    if length.basis == "published":
        return Said(text, "published", said)
    if length.basis == "chosen":
        return Said(text, "planning", said or _("as you plan it"))
    return Said(text, "planning", _("our figure for planning: ask"))


def hours_words(step: PlannedStep) -> Said:
    """Hours a week, or that one lives there."""
    if step.stage.home:
        return Said(_("Lives there"), "level", _("a home, not treatment"))
    if step.lives_in:
        more = "" if step.hours.basis == "published" else _by_level(step)
        return Said(_("Lives there, day and night"), "published" if not more else "level", more)
    hours = step.hours
    if not hours.known:
        return Said(_("Not published") if step.partner else _("Not known yet"), "unknown")
    text = number_range(Range(hours.low or None, hours.high))
    if hours.basis == "published":
        return Said(text, "published")
    level = step.stage.level
    if level is not None and level.typical:
        usual = number_range(Range(*level.typical))
        text = _("{hours}, usual {usual}").format(hours=text, usual=usual)
    return Said(text, "level", _by_level(step))


def _by_level(step: PlannedStep) -> str:
    if step.partner is None:
        return _("by the definition of the level")
    return _("by the definition of the level; not published: ask")


def cost_words(step: PlannedStep) -> Said:
    if not step.cost.known:
        if step.partner is None:
            return Said(_("Not known yet"), "unknown", _("no place is chosen"))
        return Said(_("Not published"), "unknown", _("ask what it costs in all"))
    if (step.cost.low, step.cost.high) == (0, 0):
        return Said(_("Free: takes no payment"), "published")
    text = capital(cost_amount(step.cost))
    if step.cost.basis == "published":
        return Said(text, "published", _("from its published price, without insurance"))
    return _typical(text, [fact_words(facts()[one]) for one in step.cost.sources])


def _typical(text: str, found: list[FactWords]) -> Said:
    first = found[0]
    words = _("not this place’s price; {title}: {amount}; {kind}; {year}; {seen}")
    # Of one source: what each says of it, and the rest once.
    each = [one.amount if len(found) == 1 else f"{one.about}: {one.amount}" for one in found]
    more = words.format(
        title=first.title,
        amount="; ".join(each),
        kind=first.kind,
        year=first.when,
        seen=first.seen,
    )
    return Said(text, "reference", more, first.address, first.title)


def amounts(low: float | None, high: float | None) -> str:
    """`$1,330–1,551`, `$900 or more`, in whole dollars."""
    if low is not None and high is None:
        return _("{amount} or more").format(amount=money(round(low)))
    if low is None and high is not None:
        return _("up to {amount}").format(amount=money(round(high)))
    if low is None or high is None:
        return ""
    lowest, highest = money(round(low)), money(round(high))
    return lowest if lowest == highest else f"{lowest}–{highest.removeprefix('$')}"


def about_amounts(low: float | None, high: float | None) -> str:
    """`about $9,400–30,300`: in hundreds, since it is no price of the place."""
    ends = (None if end is None else round(end, -2) for end in (low, high))
    return _("about {amount}").format(amount=amounts(*ends))


def cost_amount(cost: Figure) -> str:
    """What a step costs, as exact as it is known; `free` where nothing is paid."""
    if (cost.low, cost.high) == (0, 0):
        return _("free")
    said = about_amounts if cost.basis == "reference" else amounts
    return said(cost.low, cost.high)
