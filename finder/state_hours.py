"""Hours a week by a state's licence or certification rule, where they are wider than the level's.

Only for partial hospitalization, intensive outpatient, outpatient and medication, adults and
minors together (docs/contract.md, section 3): day treatment of 12 hours a week is partial
hospitalization in Florida, and no definition of a level may rule it out there.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from finder.vocabulary import CARE_LEVELS

__all__ = ["StateRule", "bounds_of", "state_rules"]

_FILE = Path(__file__).with_name("state_hours.csv")
_LEVELS = frozenset({"php", "iop", "outpatient", "medication"})


@dataclass(frozen=True)
class StateRule:
    """A rule of a state on the hours a week of a level; high is infinite where it has no end.

    source: the rule, and how it was seen. date: of the text that was seen, None if not dated.
    """

    state: str
    level: str
    low: float
    high: float
    source: str
    date: date | None


@cache
def state_rules() -> dict[tuple[str, str], StateRule]:
    """All rules, by state and level. Raises ValueError for one of another level, or not wider."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rules = [_rule(row) for row in csv.DictReader(file)]
    for rule in rules:
        hours = CARE_LEVELS[rule.level].hours
        if rule.level not in _LEVELS or hours is None or not _is_wider(rule, hours):
            raise ValueError(f"the rule of {rule.state} for {rule.level} is not wider")
    return {(rule.state, rule.level): rule for rule in rules}


def bounds_of(care: str, state: str) -> tuple[tuple[float, float] | None, StateRule | None]:
    """Hours a week of a level in a state, and the rule that makes them wider; None: no definition.

    The high end is infinite where there is none.
    """
    hours = CARE_LEVELS[care].hours
    rule = state_rules().get((state, care))
    if hours is None or rule is None:
        return hours, None
    return (min(hours[0], rule.low), max(hours[1], rule.high)), rule


def _is_wider(rule: StateRule, hours: tuple[float, float]) -> bool:
    return rule.low < hours[0] or rule.high > hours[1]


def _rule(row: dict[str, str]) -> StateRule:
    hours = CARE_LEVELS[row["level"]].hours or (0.0, math.inf)
    return StateRule(
        state=row["state"],
        level=row["level"],
        low=float(row["low"]) if row["low"] else hours[0],
        high=float(row["high"]) if row["high"] else hours[1],
        source=row["source"],
        date=date.fromisoformat(row["date"]) if row["date"] else None,
    )
