"""Signs of quality, from published codes only: no score, no rank.

They are those that SAMHSA tells families to look for (Finding Quality Treatment for Substance Use
Disorders, PEP18-TREATMENT-LOC, 2018: accreditation, medication, evidence-based practices, family,
support), as far as a public source carries a code for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from finder.answers import NO, UNKNOWN, YES
from finder.directory import Facility
from finder.groups import fact_groups
from finder.locale import mark
from finder.vocabulary import Term, Vocabulary

__all__ = ["SIGNS", "Shown", "Sign", "shown"]


@dataclass(frozen=True)
class Sign:
    """A sign: any of some codes of a group of facts; no codes: any of the group.

    help: what it says. unproven: what it does not.
    """

    label: str
    help: str
    unproven: str
    group: str
    codes: tuple[str, ...] = ()

    @property
    def vocabulary(self) -> Vocabulary[Any]:
        """The terms of its group."""
        return fact_groups()[self.group].vocabulary

    @property
    def bits(self) -> int:
        """The mask of its codes."""
        return self.vocabulary.bits(self.codes or self.vocabulary.codes)


@dataclass(frozen=True)
class Shown:
    """Whether a facility shows a sign (an answer), and by which terms."""

    answer: int
    terms: tuple[Term, ...]


SIGNS = (
    Sign(
        mark("Accreditation"),
        mark("An outside body has reviewed how the place is run."),
        mark("It does not say how people fare there, nor how long ago the review was."),
        "accredited",
    ),
    Sign(
        mark("Medications"),
        mark("Medicine for opioid or alcohol use can be part of treatment."),
        mark("It does not say that the medication fits you, or how soon it can be had."),
        "medication",
    ),
    Sign(
        mark("Mental health care together with it"),
        mark("A program of its own for people who also have a mental illness."),
        mark("It does not say who gives that care, or how often."),
        "for",
        ("co-occurring",),
    ),
    Sign(
        mark("Family services"),
        mark("Counseling that takes in partner or family."),
        mark("It does not say whether yours would be taken in, and when."),
        "therapy",
        ("family", "couples"),
    ),
    Sign(
        mark("Continuing care"),
        mark("A plan and help for the time after the program."),
        mark("It does not say how long that help goes on."),
        "with",
        ("aftercare", "discharge-planning"),
    ),
    Sign(
        mark("Outcome follow-up"),
        mark("The place asks people how they are after they have left."),
        mark("It does not say what the answers were."),
        "with",
        ("follow-up",),
    ),
)


def shown(facility: Facility, sign: Sign) -> Shown:
    """Whether the facility states one of the sign's codes; what it has not published is unknown."""
    stated = facility.stated(sign.group) & sign.bits
    if stated:
        return Shown(int(YES), sign.vocabulary.terms_of(stated))
    unknown = any(program.facts[sign.group][1] & sign.bits for program in facility.programs)
    return Shown(int(UNKNOWN if unknown else NO), ())
