"""What to ask when calling a place: what it has not published, and what no listing can know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from finder.answers import NO
from finder.audience import audience_of
from finder.criteria import Criteria, registry
from finder.criteria.criterion import Codes
from finder.criteria.others import FRESH_FOR
from finder.directory import Facility, Program
from finder.locale import _, joined, mark
from finder.vocabulary import CARE_LEVELS, PAYMENTS
from finder.wording.asking import asked_for
from finder.wording.statements import takes_no_payment

__all__ = ["AskedFor", "call_questions", "questions"]

_OPENING = mark("Do you have an opening, and how soon could a first visit be?")
_HOURS = mark("How many hours a week is it, on which days, and at what times?")
_PRICE = mark("What does it cost without insurance, and does the fee depend on income?")
# What to ask about something that is searched for and not published, by key of the link.
_SEARCHED = {
    "hours": _HOURS,
    "cost": _PRICE,
    "openings": _OPENING,
    "when": mark("Are there sessions at these times: {things}?"),
    "pay": mark("Can one pay like this: {things}?"),
    "detox": mark("Is detox done at your place, and if not, where do you send people?"),
    "detox_for": mark("Is your detox for this: {things}?"),
    "therapy": mark("Do you offer: {things}?"),
    "medication": mark("Do you give: {things}?"),
    "for": mark("Do you have a program or group of its own for: {things}?"),
    "age": mark("Do you take: {things}?"),
    "gender": mark("Do you take: {things}?"),
    "lang": mark("Is there treatment in: {things}?"),
    "with": mark("Do you offer: {things}?"),
    "accredited": mark("Have you been reviewed by: {things}?"),
}


@dataclass(frozen=True)
class AskedFor:
    """What to ask on the phone. first: what is searched for and not published. then: the rest."""

    first: tuple[str, ...]
    then: tuple[str, ...]


def call_questions(
    facility: Facility, open_keys: Sequence[str], criteria: Criteria, today: date
) -> AskedFor:
    """What to ask when calling from a search. open_keys: what is asked and not published there."""
    first = dict.fromkeys(_searched(key, criteria) for key in open_keys if key in _SEARCHED)
    general = asked_for(audience_of(criteria), [*questions(facility, today), *_always(facility)])
    return AskedFor(tuple(first), tuple(one for one in general if one not in first))


def _searched(key: str, criteria: Criteria) -> str:
    criterion = registry.criterion(key)
    things = ""
    if isinstance(criterion, Codes):
        things = joined([term.in_sentence for term in criterion.terms(criteria)])
    return _(_SEARCHED[key]).format(things=things)


def _always(facility: Facility) -> list[str]:
    """What no listing can know, whatever is searched."""
    asked = []
    if not takes_no_payment(facility):
        asked.append(_("What does the whole program cost, from the first day to the last?"))
        # 45 CFR 149.610: whoever is uninsured or pays without insurance gets one when asking.
        asked.append(
            _("Will you give me a good-faith estimate? It is your right if you pay by yourself.")
        )
    return [
        *asked,
        _("Which medications do you give, and can I stay on those I take?"),
        _("How can my family take part?"),
        _("What help is there when the program ends?"),
    ]


def questions(facility: Facility, today: date) -> list[str]:
    """Questions as one would say them on the phone."""
    programs = facility.programs
    asked = []
    if not any(_reported(program, today) for program in programs):
        asked.append(_(_OPENING))
    if any(program.hours is None and not _lives_in(program) for program in programs):
        asked.append(_(_HOURS))
    asked += _about_paying(facility)
    if facility.detox == NO:
        asked.append(_("If detox is needed first, where do you send people?"))
    asked.append(_("What should be brought to the first visit?"))
    return asked


def _reported(program: Program, today: date) -> bool:
    on = program.openings_on
    return program.openings is not None and on is not None and today - on <= FRESH_FOR


def _lives_in(program: Program) -> bool:
    return program.care is not None and CARE_LEVELS[program.care].lives_in


def _about_paying(facility: Facility) -> list[str]:
    if takes_no_payment(facility):
        return []
    stated = facility.stated("pay")
    asked = []
    if any(program.cost is None for program in facility.programs):
        asked.append(_(_PRICE))
    if stated & PAYMENTS.bits(["private"]):
        asked.append(_("Do you take my insurance plan, and what would I still pay myself?"))
    if stated & PAYMENTS.bits(["medicaid", "medicare", "state"]):
        asked.append(_("Do you take my own Medicaid or Medicare plan now?"))
    return asked
