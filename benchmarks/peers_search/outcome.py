"""What a search answers, in a form that all peers give, and what they need to know of criteria."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

from finder.criteria import Criteria
from finder.criteria.criterion import AllOf, AnyOf
from finder.criteria.registry import criterion
from finder.groups import fact_groups
from finder.search import Results
from finder.vocabulary import CARE_LEVELS

__all__ = [
    "ALL_OF",
    "FACILITY_WIDE",
    "FEW",
    "GROUPS",
    "LEVEL_HIGH",
    "LEVEL_LOW",
    "MOST_COUNTIES",
    "Outcome",
    "asked",
    "bits",
    "combinations_of",
    "outcome",
]

FEW = 4
# Counties among what is found, those with most first (finder/search/facets.py).
MOST_COUNTIES = 100
GROUPS = {group: one.vocabulary.codes for group, one in fact_groups().items()}
ALL_OF = {group for group in GROUPS if isinstance(criterion(group), AllOf)}
ANY_OF = {group for group in GROUPS if isinstance(criterion(group), AnyOf)}
# In the directories measured, all programs of a facility answer these alike.
FACILITY_WIDE = {"state", "detox", "detox_for", "q", *GROUPS}
PROGRAM_WISE = {"care", "hours", "cost", "openings"}
_OPEN = (math.nan, math.nan)
LEVEL_LOW, LEVEL_HIGH = (
    [ends[end] for ends in [*(level.hours or _OPEN for level in CARE_LEVELS), _OPEN]]
    for end in (0, 1)
)


@dataclass(frozen=True)
class Outcome:
    """Totals, rows of the first page in order, counts, near misses, miles beyond the radius."""

    total: int
    matches: int
    page: tuple[int, ...]
    facets: dict[str, dict[str, int]]
    near_misses: dict[tuple[str, ...], int]
    beyond: float | None


def outcome(results: Results) -> Outcome:
    """The outcome of the finder's own search."""
    return Outcome(
        total=results.total,
        matches=results.matches,
        page=tuple(int(results.rows[place]) for place in results.shown),
        facets=results.facets,
        near_misses={miss.keys: miss.total for miss in results.near_misses},
        beyond=results.beyond.miles if results.beyond else None,
    )


def asked(criteria: Criteria) -> list[str]:
    """Keys that programs have to answer."""
    return [key for key in criteria if key in FACILITY_WIDE | PROGRAM_WISE]


def bits(criteria: Criteria, key: str) -> int:
    """The mask of the codes chosen."""
    return criterion(key).vocabulary.bits(criteria.get(key))


def combinations_of(criteria: Criteria, size: int) -> list[tuple[str, ...]]:
    """Filters to leave out, one or two at a time."""
    keys = asked(criteria)
    published = ["published"] if "published" in criteria else []
    return list(combinations([*keys, *published], size))
