"""Hours a week that one has to be there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from finder.answers import NO, YES, Answers, answer
from finder.criteria.criteria import Criteria
from finder.criteria.criterion import Criterion, Drawing
from finder.criteria.numbers import number_text, read_number
from finder.directory.facts import Facts
from finder.locale import _
from finder.state_hours import bounds_of, state_rules
from finder.vocabulary import CARE_LEVELS, STATES

__all__ = ["LEVEL_HIGH", "LEVEL_LOW", "STATE_HIGH", "STATE_LOW", "Hours", "HoursRange"]

_none = (math.nan, math.nan)
# One entry a care level and one for "no level stated"; NaN where the level defines no hours.
LEVEL_LOW, LEVEL_HIGH = np.array([*(level.hours or _none for level in CARE_LEVELS), _none]).T


def _by_state() -> NDArray[np.float64]:
    """Low and high ends, by state and care level: a state's rule makes some wider."""
    ends = np.repeat(np.array([LEVEL_LOW, LEVEL_HIGH])[:, None, :], len(STATES), axis=1)
    for state, care in state_rules():
        bounds, _rule = bounds_of(care, state)
        if bounds is not None:
            ends[:, STATES.position(state), CARE_LEVELS.position(care)] = bounds
    return ends


STATE_LOW, STATE_HIGH = _by_state()


class HoursRange(NamedTuple):
    """A range of hours a week, both ends inclusive; None is an open end. (0, x) is (None, x)."""

    low: float | None
    high: float | None


@dataclass(frozen=True, eq=False)
class Hours(Criterion[HoursRange]):
    """`9-19`, `-12`, `9-`: programs whose hours overlap what is asked.

    A published range that overlaps is yes, else no. Where none is published the least hours of a
    billing code decide, else the definition of the care level, by the state's rule where that is
    wider: wholly inside yes, wholly outside no, partly inside not published.
    """

    drawn: ClassVar[Drawing] = "range"

    def parse(self, text: str) -> HoursRange:
        low_text, dash, high_text = text.strip().replace("–", "-").partition("-")
        low, high = read_number(low_text), read_number(high_text)
        readable = (low is not None or not low_text.strip()) and (
            high is not None or not high_text.strip()
        )
        if not dash or not readable or (low is None and high is None):
            raise self.refuse(text, _("write a range such as 9-19, -12 or 9-"))
        if low is not None and high is not None and low > high:
            raise self.refuse(text, _("write the smaller number first"))
        return self.canonical(HoursRange(low, high))

    def canonical(self, value: HoursRange) -> HoursRange:
        return HoursRange(None, value.high) if value.low == 0 and value.high is not None else value

    def write(self, value: HoursRange) -> str:
        low, high = (number_text(end) if end is not None else "" for end in value)
        return f"{low}-{high}"

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        asked = criteria[self]
        if asked is None:
            return None
        low = asked.low or 0.0
        high = math.inf if asked.high is None else asked.high
        by_level = self._unpublished_answers(facts, low, high)
        published = self.published(facts, criteria)
        if not published.any():
            return by_level
        outside = (facts.number("hours_low") > high) | (facts.number("hours_high") < low)
        return np.where(published, np.where(outside, NO, YES), by_level)

    def _unpublished_answers(self, facts: Facts, low: float, high: float) -> Answers:
        """What billing code, level and state's rule answer."""
        by_level = _level_answers(low, high)[facts.state, facts.care]
        code = facts.number("code_hours")
        if np.isnan(code).all():
            return by_level
        least, most = (ends[facts.state, facts.care] for ends in (STATE_LOW, STATE_HIGH))
        counts = code <= most
        least = np.maximum(least, code)
        inside = (low <= least) & (high >= most)
        outside = (high < least) | (low > most)
        return np.where(counts, answer(inside, ~outside), by_level)

    def published(self, facts: Facts, criteria: Criteria) -> NDArray[np.bool_]:
        return facts.published("hours_low", "hours_high")

    def phrase(self, criteria: Criteria) -> str:
        low, high = criteria.always(self)
        if high is None:
            return _("{low} hours a week or more").format(low=number_text(low or 0))
        if low is None:
            return _("up to {high} hours a week").format(high=number_text(high))
        words = _("{low} to {high} hours a week")
        return words.format(low=number_text(low), high=number_text(high))


def _level_answers(low: float, high: float) -> Answers:
    """Per state and care level (the last: none stated) what definition and state's rule answer."""
    inside = (low <= STATE_LOW) & (high >= STATE_HIGH)
    outside = (high < STATE_LOW) | (low > STATE_HIGH)
    return answer(inside, ~outside)
