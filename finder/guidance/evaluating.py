"""From answers to two or three levels, by counting reasons; pure, and each step can be shown.

1. Every rule that holds is taken. 2. A level that a rule speaks against is no first step.
3. Of the levels from outpatient to hospital the one with most reasons comes first; of equals the
less intensive, since care is to be the least that is safe. 4. Detox, if there is a reason for it,
stands before it; opioid medication and sober living, if there are reasons, beside it; then the
level with the next most reasons, of equals the nearest to it, then the more intensive. Three at
most; two at least, so that there is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass

from finder.guidance.answers import Answers
from finder.guidance.rules import OPEN, RULES, Rule

__all__ = ["LADDER", "Offer", "Outcome", "evaluate"]

# From the least to the most care a week; the others stand before or beside these.
LADDER = ("outpatient", "iop", "php", "residential", "inpatient")
_SHOWN = ("detox", *LADDER, "medication", "sober-living")
_MOST, _LEAST = 3, 2


@dataclass(frozen=True)
class Offer:
    """A level that might fit, and the rules that speak for it; none if it is a second choice."""

    level: str
    because: tuple[Rule, ...]


@dataclass(frozen=True)
class Outcome:
    """What the answers led to. rules: all that hold, those of levels not offered included."""

    offers: tuple[Offer, ...]
    rules: tuple[Rule, ...]


def evaluate(answers: Answers) -> Outcome:
    """Two or three levels to ask about, from the least care to the most, detox first.

    Raises ValueError while there is danger: then there is something else to do.
    """
    if answers.danger:
        raise ValueError("danger comes before levels")
    rules = tuple(rule for rule in RULES if _holds(rule, answers))
    levels = _chosen(rules)
    return Outcome(tuple(Offer(one, _for(one, rules)) for one in _SHOWN if one in levels), rules)


def _holds(rule: Rule, answers: Answers) -> bool:
    return all(not codes.isdisjoint(answers[key] or (OPEN,)) for key, codes in rule.when.items())


def _for(level: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if level in rule.supports)


def _chosen(rules: tuple[Rule, ...]) -> list[str]:
    against = {level for rule in rules for level in rule.against}
    reasons = {level: len(_for(level, rules)) for level in _SHOWN}
    possible = [level for level in LADDER if level not in against]
    ranked = sorted(possible, key=lambda level: -reasons[level])
    first = ranked[0]
    beside = [level for level in ("medication", "sober-living") if reasons[level]]
    before = ["detox"] if reasons["detox"] else []
    seconds = [level for level in _nearest(first, possible) if reasons[level]]
    seconds.sort(key=lambda level: -reasons[level])
    chosen = [*before, first, *beside, *seconds][:_MOST]
    if len(chosen) < _LEAST:
        chosen += _nearest(first, possible)[:1]
    return chosen


def _nearest(level: str, possible: list[str]) -> list[str]:
    """The other levels from the nearest on; of two as near the more intensive."""
    at = LADDER.index(level)
    others = [one for one in possible if one != level]
    others.sort(key=lambda one: (abs(LADDER.index(one) - at), -LADDER.index(one)))
    return others
