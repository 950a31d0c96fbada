"""How long ago somebody checked what is said of a program."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from finder.answers import NO, UNKNOWN, YES, Answers
from finder.criteria.criteria import Criteria
from finder.criteria.criterion import WholeNumber
from finder.criteria.numbers import read_number
from finder.directory.facts import Facts
from finder.locale import _, plural

__all__ = ["MOST_DAYS", "Confirmed"]

MOST_DAYS = 730


@dataclass(frozen=True, eq=False)
class Confirmed(WholeNumber):
    """Confirmed within so many days, the last of them counted.

    A program with an older date, or without one, is no; where nothing in the whole directory
    carries such a date, it is not published.
    """

    def parse(self, text: str) -> int:
        days = read_number(text)
        if days is None or days != int(days) or not 1 <= days <= MOST_DAYS:
            message = _("write a whole number of days, 1 to {most}")
            raise self.refuse(text, message.format(most=MOST_DAYS))
        return int(days)

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        asked = criteria.get(self.key)
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
            criteria.get(self.key),
        )
