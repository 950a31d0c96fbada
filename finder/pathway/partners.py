"""The places near which a step can be taken, and how one of them fits what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from finder.answers import NO, UNKNOWN
from finder.criteria import Criteria
from finder.criteria.declared import NEAR
from finder.criteria.detox import detox_substances
from finder.directory import Directory, Facility, Program
from finder.directory.facts import Facts
from finder.pathway.stages import Stage
from finder.search import Results, search
from finder.search.evaluation import Evaluation
from finder.shortlist.found import miles_from

__all__ = ["Find", "Partner", "asked_of", "nearest_partners", "partner_at"]

# Finds facilities: `search`, or the same from a cache.
Find = Callable[[Directory, Criteria, date], Results]


@dataclass(frozen=True)
class Partner:
    """A place that offers a stage. miles: from the place asked, None where unknown.

    ask: keys of what was asked and it has not published. against: keys of what it does not fit.
    """

    facility: Facility
    program: Program
    miles: float | None
    ask: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def asked_of(stage: Stage, criteria: Criteria) -> Criteria:
    """What a partner for a stage is asked: the level, and the same payment as everywhere.

    The nearest first, however far, since a plan needs a place for each step.
    """
    asked = criteria.without("hl", "detox_for")
    if stage.code == "detox":
        asked = asked.replaced(detox_for=detox_substances(criteria) or None)
    order = {"within": "any", "sort": "distance"} if NEAR in criteria else {}
    return asked.replaced(care=(stage.care,), **stage.asked, **order)


def nearest_partners(
    directory: Directory,
    stage: Stage,
    criteria: Criteria,
    today: date,
    most: int = 5,
    find: Find = search,
) -> tuple[Partner, ...]:
    """The nearest that publish all that is asked; then, to fill up, those that leave it open."""
    asked = asked_of(stage, criteria)
    certain = _found(find(directory, asked.replaced(published=True), today), most)
    if len(certain) == most:
        return certain
    known = {partner.facility.id for partner in certain}
    others = _found(find(directory, asked, today), most + len(certain))
    open_ones = [one for one in others if one.facility.id not in known]
    return (*certain, *open_ones)[:most]


def _found(results: Results, most: int) -> tuple[Partner, ...]:
    partners = []
    for found in results.facilities[:most]:
        best = next(one for one in found.programs if one.match == found.match)
        partners.append(Partner(found.facility, best.program, found.miles, best.ask))
    return tuple(partners)


def partner_at(
    directory: Directory, facility_id: str, stage: Stage, criteria: Criteria, today: date
) -> Partner | None:
    """A chosen place as a partner, with all that does not fit; None if it has no such level."""
    row = directory.row_of(facility_id)
    facility = None if row is None else directory.facility(row)
    programs = [one for one in facility.programs if one.care == stage.care] if facility else []
    if facility is None or not programs:
        return None
    asked = asked_of(stage, criteria)
    partners = [
        Partner(
            facility,
            program,
            miles_from(directory, facility, criteria),
            *_fit(directory, program.row, asked, today),
        )
        for program in programs
    ]
    return min(partners, key=lambda one: (len(one.against), len(one.ask)))


def _fit(
    directory: Directory, row: int, asked: Criteria, today: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys that a program leaves open, and keys that it does not fit."""
    facts = Facts(directory, np.array([row], dtype=np.int64), today)
    answers = Evaluation(facts).by_key(asked)
    return (
        tuple(key for key, one in answers.items() if one[0] == UNKNOWN),
        tuple(key for key, one in answers.items() if one[0] == NO),
    )
