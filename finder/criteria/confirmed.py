"""How long ago somebody checked what is said of a program."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from finder.answers import NO, UNKNOWN, YES, Answers
from finder.criteria.criteria import Criteria
from finder.criteria.criterion import WholeNumber
from finder.directory.facts import Facts
from finder.locale import plural

__all__ = ["Confirmed"]


@dataclass(frozen=True, eq=False)
class Confirmed(WholeNumber):
    """Confirmed within so many days, the last of them counted.

    A program with an older date, or without one, is no; where nothing in the whole directory
    carries such a date, it is not published.
    """

    def amount(self, value: int) -> str:
        return plural("in the last day", "in the last {n} days", value)

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        asked = criteria[self]
        if asked is None:
            return None
        if not facts.carries_confirmations:
            return np.full(len(facts), UNKNOWN)
        today = facts.today.toordinal()
        recent = (facts.confirmed_on >= today - asked) & (facts.confirmed_on <= today)
        return np.where(recent, YES, NO)

    def published(self, facts: Facts, criteria: Criteria) -> NDArray[np.bool_] | None:
        return None if facts.carries_confirmations else np.zeros(len(facts), dtype=bool)

    def phrase(self, criteria: Criteria) -> str:
        return plural(
            "confirmed within the last day",
            "confirmed within the last {n} days",
            criteria.always(self),
        )
