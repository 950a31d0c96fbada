"""What to ask when calling a place: what it has not published, and what no listing can know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from finder.answers import NO
from finder.audience import audience_of
from finder.criteria import Criteria, registry
from finder.criteria.declared import COST, HOURS, OPENINGS
from finder.criteria.others import FRESH_FOR
from finder.directory import Facility, Program
from finder.locale import _
from finder.vocabulary import CARE_LEVELS, PAYMENTS
from finder.wording.asking import asked_for
from finder.wording.statements import takes_no_payment

__all__ = ["AskedFor", "call_questions", "questions"]


@dataclass(frozen=True)
class AskedFor:
    """What to ask on the phone. first: what is searched for and not published. then: the rest."""

    first: tuple[str, ...]
    then: tuple[str, ...]


def call_questions(
    facility: Facility, open_keys: Sequence[str], criteria: Criteria, today: date
) -> AskedFor:
    """What to ask when calling from a search. open_keys: what is asked and not published there."""
    searched = (_searched(key, criteria) for key in open_keys)
    first = dict.fromkeys(question for question in searched if question)
    general = asked_for(audience_of(criteria), [*questions(facility, today), *_always(facility)])
    return AskedFor(tuple(first), tuple(one for one in general if one not in first))


def _searched(key: str, criteria: Criteria) -> str:
    """What to ask about something that is searched for and not published; empty if nothing."""
    criterion = registry.criterion(key)
    if not criterion.question:
        return ""
    return _(criterion.question).format(things=criterion.things(criteria))


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
        asked.append(_(OPENINGS.question))
    if any(program.hours is None and not _lives_in(program) for program in programs):
        asked.append(_(HOURS.question))
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
        asked.append(_(COST.question))
    if stated & PAYMENTS.bits(["private"]):
        asked.append(_("Do you take my insurance plan, and what would I still pay myself?"))
    if stated & PAYMENTS.bits(["medicaid", "medicare", "state"]):
        asked.append(_("Do you take my own Medicaid or Medicare plan now?"))
    return asked
