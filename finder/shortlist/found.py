"""The facilities of a shortlist as a search sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from finder.answers import NO, UNKNOWN, YES, Answers, all_of
from finder.criteria import Criteria
from finder.criteria.declared import NEAR
from finder.criteria.detox import detox_substances
from finder.directory import Directory, Facility
from finder.directory.facts import Facts
from finder.geo import miles_between
from finder.search import FoundFacility, FoundProgram
from finder.search.evaluation import Evaluation
from finder.search.results import nearest_detox
from finder.shortlist.picks import Shortlist

__all__ = ["Fit", "Pick", "miles_from", "picks_of"]


Fit = Literal["unasked", "match", "possible", "other"]


@dataclass(frozen=True)
class Pick:
    """A facility of the shortlist, numbered in its order.

    fit: how it fits the search, `unasked` where nothing is asked of a program. Its programs are
    those that the search leaves; all of them where it rules out all (`other`), none then a match.
    """

    found: FoundFacility
    fit: Fit

    @property
    def facility(self) -> Facility:
        """The place."""
        return self.found.facility

    @property
    def number(self) -> int:
        """Its place in the list, from 1."""
        return self.found.number


def picks_of(
    directory: Directory, shortlist: Shortlist, criteria: Criteria, today: date
) -> tuple[Pick, ...]:
    """Each facility of the list, its distance, and those of its programs that fit the search.

    How far one searches plays no part: who picks a place knows how far it is.
    """
    return tuple(_picks(directory, shortlist, criteria, today))


def _picks(
    directory: Directory, shortlist: Shortlist, criteria: Criteria, today: date
) -> Iterator[Pick]:
    for number, row in enumerate(shortlist.rows, 1):
        facility = directory.facility(row)
        programs, fit = _programs(directory, facility, criteria, today)
        found = FoundFacility(
            number=number,
            facility=facility,
            match=fit in ("unasked", "match"),
            miles=miles_from(directory, facility, criteria),
            programs=programs,
            nearest_detox=nearest_detox(directory, facility, detox_substances(criteria)),
        )
        yield Pick(found, fit)


def _programs(
    directory: Directory, facility: Facility, criteria: Criteria, today: date
) -> tuple[tuple[FoundProgram, ...], Fit]:
    rows = np.array(directory.programs_of(facility.row), dtype=np.int64)
    answers = Evaluation(Facts(directory, rows, today)).by_key(criteria)
    joint = all_of(answers.values())
    if joint is None:
        return tuple(FoundProgram(one, True, ()) for one in facility.programs), "unasked"
    if (joint == NO).all():
        return tuple(FoundProgram(one, False, ()) for one in facility.programs), "other"
    found = (
        FoundProgram(program, bool(joint[at] == YES), _open(answers, at))
        for at, program in enumerate(facility.programs)
        if joint[at] != NO
    )
    return tuple(found), "match" if (joint == YES).any() else "possible"


def _open(answers: dict[str, Answers], at: int) -> tuple[str, ...]:
    return tuple(key for key, of_programs in answers.items() if of_programs[at] == UNKNOWN)


def miles_from(directory: Directory, facility: Facility, criteria: Criteria) -> float | None:
    """Miles from the place of a search; None where either has no position."""
    place = criteria[NEAR]
    if place is None or facility.latitude is None or facility.longitude is None:
        return None
    there = np.array([facility.latitude]), np.array([facility.longitude])
    return float(miles_between(*directory.point_of(place), *there)[0])
