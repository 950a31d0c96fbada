"""What to ask when calling a place: what it has not published, and what no listing can know."""

from __future__ import annotations

from datetime import date

from finder.criteria.answers import NO
from finder.criteria.others import FRESH_FOR
from finder.directory import Facility, Program
from finder.locale import _
from finder.render.statements import takes_no_payment
from finder.vocabulary import CARE_LEVELS, PAYMENTS

__all__ = ["questions"]


def questions(facility: Facility, today: date) -> list[str]:
    """Questions as one would say them on the phone."""
    programs = facility.programs
    asked = []
    if not any(_reported(program, today) for program in programs):
        asked.append(_("Do you have an opening, and how soon could a first visit be?"))
    if any(program.hours is None and not _lives_in(program) for program in programs):
        asked.append(_("How many hours a week is it, on which days, and at what times?"))
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
        asked.append(_("What does it cost without insurance, and does the fee depend on income?"))
    if stated & PAYMENTS.bits(["private"]):
        asked.append(_("Do you take my insurance plan, and what would I still pay myself?"))
    if stated & PAYMENTS.bits(["medicaid", "medicare", "state"]):
        asked.append(_("Do you take my own Medicaid or Medicare plan now?"))
    return asked
