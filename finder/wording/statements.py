"""What is said of a program or a facility, each statement with the kind of truth that it is.

published    the place, or a table about it, has published this
filed        its hospital has listed this in its price file, as the law asks
level        follows from the definition of the care level; the place publishes nothing on it
unknown      is not published: ask
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from finder.criteria import registry
from finder.criteria.numbers import number_text
from finder.criteria.others import FRESH_FOR
from finder.directory import Facility, Program, Range
from finder.locale import _, mark, plural
from finder.text import decapitalized
from finder.vocabulary import CARE_LEVELS, PAYMENTS, SCHEDULES, Term, Vocabulary
from finder.wording.reference_words import Typical
from finder.wording.words import capital, date_words, number_range

__all__ = [
    "Statement",
    "asked_codes",
    "coded",
    "hours",
    "level_hours",
    "level_name",
    "not_published",
    "openings",
    "payments",
    "serves_only",
    "takes_no_payment",
    "with_typical",
]

Truth = Literal["published", "filed", "level", "unknown"]


_BY_LEVEL = mark("by definition of the level")


@dataclass(frozen=True)
class Statement:
    """text: what is said. more: said beside it, quieter. note: why, for who wants to know it.

    href: where the text leads, if anywhere. typical: what is published for the level elsewhere,
    beside what the place itself does not say. by: what a statement of truth `level` follows from.
    """

    text: str
    truth: Truth = "published"
    more: str = ""
    note: str = ""
    href: str = ""
    typical: Typical | None = None
    by: str = ""


def with_typical(said: Statement, typical: Typical | None) -> Statement:
    """The same with what is typical elsewhere, unless the place has published it itself."""
    return said if said.truth == "published" else replace(said, typical=typical)


def not_published(more: str = "") -> Statement:
    """The place says nothing on it."""
    return Statement(_("Not published"), "unknown", more)


def level_name(care: str | None) -> str:
    """The short name of a care level; of none, that none is stated."""
    return _(CARE_LEVELS[care].short) if care else _("Not stated")


def hours(program: Program) -> Statement:
    """Hours a week: published, by the level's definition, or not published; with its times."""
    level = CARE_LEVELS[program.care] if program.care else None
    old = _old_hours(program)
    # Who sleeps there comes at no time: what else the place offers, telehealth, is not of this.
    times = "" if level is not None and level.lives_in else _times(program)
    times = "; ".join(part for part in (times, old) if part)
    if program.hours is not None:
        lives_in = level is not None and level.lives_in and (program.hours.low or 0) >= 168
        text = _("lives there") if lives_in else number_range(program.hours)
        return Statement(capital(", ".join(part for part in (text, times) if part)))
    if level is None or level.hours is None:
        return not_published(times)
    name = decapitalized(_(level.short))
    if level.lives_in:
        note = _("By the definition of {level} care you sleep there.")
        lives = note.format(level=name)
        return Statement(_("Lives there"), "level", times, lives, by=_(_BY_LEVEL))
    known = program.hours_known
    if known.basis == "code":
        note = _(
            "By the billing code in its hospital's price file. This place publishes no hours: ask."
        )
        least = _("at least {hours}").format(hours=number_text(known.low or 0))
        return Statement(capital(least), "level", times, note, by=_("by its billing code"))
    if known.rule is not None:
        note = _(
            "By the rule of the state, which is wider than the level's definition: {source}. "
            "This place publishes no hours: ask."
        )
        text = number_range(Range(known.low or None, known.high))
        note = note.format(source=known.rule.source)
        return Statement(capital(text), "level", times, note, by=_("by the rule of the state"))
    note = _(
        "By the definition of {level} (ASAM level {asam}). This place publishes no hours: ask."
    )
    note = note.format(level=name, asam=level.asam)
    text = level_hours(program.care or "")
    return Statement(capital(text), "level", times, note, by=_(_BY_LEVEL))


def level_hours(care: str) -> str:
    """Hours a week by the definition of a level; `lives there`; or that it does not fix them."""
    level = CARE_LEVELS[care]
    if level.hours is None:
        return _("not fixed by the level")
    if level.lives_in:
        return _("lives there")
    low, high = level.hours
    text = number_range(Range(low or None, None if math.isinf(high) else high))
    if level.typical is None:
        return text
    usual = number_range(Range(*level.typical))
    return _("{hours}, usual {usual}").format(hours=text, usual=usual)


def _old_hours(program: Program) -> str:
    """Hours that are published and too old to count, with their date; empty where none are."""
    if program.old is None or program.old.hours is None:
        return ""
    words = _("{hours} hours on {date}: too old to count")
    day = date_words(program.old.day_of("hours"))
    return words.format(hours=number_range(program.old.hours), date=day)


def _times(program: Program) -> str:
    """`evenings, telehealth`: when there are sessions, as far as it is published."""
    stated, _unknown = program.facts["when"]
    return ", ".join(term.in_sentence for term in SCHEDULES.terms_of(stated))


def takes_no_payment(facility: Facility) -> bool:
    """Whether it lists "no payment accepted"."""
    return bool(facility.stated("pay") & PAYMENTS.bits(["free"]))


def _vocabulary(group: str) -> Vocabulary[Any]:
    options = registry.criterion(group).options
    if options is None:
        raise KeyError(f"{group} is no group of facts")
    return options


def coded(facility: Facility, group: str) -> Statement:
    """What a facility states in a group of facts, as words."""
    vocabulary = _vocabulary(group)
    if terms := vocabulary.terms_of(facility.stated(group)):
        return Statement(_listed(terms))
    return not_published() if facility.states_nothing_on(group) else Statement(_("None listed"))


def asked_codes(program: Program, group: str, asked: Sequence[str]) -> tuple[Statement, ...]:
    """Which of the codes asked a program states, and which it has not published."""
    vocabulary = _vocabulary(group)
    stated, unknown = program.facts[group]
    bits = vocabulary.bits(asked)
    said = vocabulary.terms_of(stated & bits)
    unsaid = vocabulary.terms_of(unknown & bits & ~stated)
    statements = [Statement(_listed(said))] if said else []
    if unsaid:
        facts = ", ".join(term.in_sentence for term in unsaid)
        words = _("Not published: {facts}").format(facts=facts)
        statements.append(Statement(words, "unknown"))
    return tuple(statements)


def _listed(terms: Sequence[Term]) -> str:
    return capital(", ".join(term.in_sentence for term in terms))


def payments(facility: Facility) -> Statement:
    """How one can pay there, and that insurers are named by no public source."""
    statement = coded(facility, "pay")
    if not facility.stated("pay") & PAYMENTS.bits(["private"]):
        return statement
    return Statement(
        statement.text, more=_("no public source names insurers: ask about your own plan")
    )


def openings(program: Program, today: date) -> Statement | None:
    """Openings as reported, and whether the report is old; None if there is no report."""
    if program.openings is None:
        return None
    text = plural("{n} opening", "{n} openings", int(program.openings))
    if program.openings_on is None:
        return Statement(text, "unknown", _("date of the report not published: ask"))
    text = _("{openings} reported {date}").format(
        openings=text, date=date_words(program.openings_on, today)
    )
    if today - program.openings_on > FRESH_FOR:
        return Statement(text, "unknown", _("an old report: ask"))
    return Statement(text)


_ONLY = {
    "dui": mark("Serves DUI or DWI clients only"),
    "alcohol": mark("Treats alcohol use only"),
    "opioids": mark("Treats opioid use only"),
    "female": mark("Serves women only"),
    "male": mark("Serves men only"),
    "adolescent": mark("Serves adolescents only"),
    "young-adult": mark("Serves young adults only"),
    "adult": mark("Serves adults only"),
    "senior": mark("Serves seniors only"),
}


def serves_only(facility: Facility) -> tuple[str, ...]:
    """Sentences on whom alone the place serves, if it says so."""
    codes = list(facility.serves_only)
    for group in ("gender", "age"):
        stated = _vocabulary(group).codes_of(facility.stated(group))
        silent = any(program.facts[group][1] for program in facility.programs)
        if len(stated) == 1 and not silent:
            codes += stated
    return tuple(_(_ONLY[code]) for code in dict.fromkeys(codes) if code in _ONLY)
