"""Which questions nobody in reach has published an answer to."""

from __future__ import annotations

from typing import Any

import numpy as np

from finder.criteria import Criteria, registry
from finder.criteria.criterion import Criterion
from finder.directory.facts import Facts
from finder.search.evaluation import Evaluation

__all__ = ["silent_keys"]

_REACH = ("near", "county", "within", "state", "minutes", "care")
_A_FEW = 500


def silent_keys(evaluation: Evaluation, criteria: Criteria) -> frozenset[str]:
    """Keys of criteria on which no program in reach, of the care levels asked, says anything."""
    reach = Criteria({key: criteria.get(key) for key in _REACH})
    facts = evaluation.facts.at(evaluation.found(reach).at)
    if not len(facts):
        return frozenset()
    # Nearly always one of the first programs says something, and the others need no look.
    few = facts.at(np.arange(min(_A_FEW, len(facts))))
    return frozenset(
        criterion.key
        for criterion in registry.declared()
        if _is_silent(criterion, few, criteria) and _is_silent(criterion, facts, criteria)
    )


def _is_silent(criterion: Criterion[Any], facts: Facts, criteria: Criteria) -> bool:
    published = criterion.published(facts, criteria)
    return published is not None and not published.any()
