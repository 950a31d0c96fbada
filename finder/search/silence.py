"""How many in reach have published an answer to a question, and to which questions nobody has."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from finder.criteria import Criteria, registry
from finder.criteria.criterion import Criterion
from finder.directory.facts import Facts
from finder.search.evaluation import Evaluation

__all__ = ["Publishing", "publishing_by_key", "silent_keys"]

_A_FEW = 500


class Publishing(NamedTuple):
    """How many facilities publish something for at least one program, and of how many in reach."""

    some: int
    of: int


def publishing_by_key(evaluation: Evaluation, criteria: Criteria) -> dict[str, Publishing]:
    """For what is counted: who in reach, of the care levels asked, publishes it."""
    facts = _in_reach(evaluation, criteria)
    counted: dict[str, Publishing] = {}
    for criterion in (one for one in registry.declared() if one.told_of_all):
        published = criterion.published(facts, criteria)
        if published is not None:
            some = len(np.unique(facts.facility[published]))
            counted[criterion.key] = Publishing(some, len(np.unique(facts.facility)))
    return counted


def silent_keys(evaluation: Evaluation, criteria: Criteria) -> frozenset[str]:
    """Keys of criteria on which no program in reach, of the care levels asked, says anything."""
    facts = _in_reach(evaluation, criteria)
    if not len(facts):
        return frozenset()
    # Nearly always one of the first programs says something, and the others need no look.
    few = facts.at(np.arange(min(_A_FEW, len(facts))))
    return frozenset(
        criterion.key
        for criterion in registry.declared()
        if _is_silent(criterion, few, criteria) and _is_silent(criterion, facts, criteria)
    )


def _in_reach(evaluation: Evaluation, criteria: Criteria) -> Facts:
    levels = [one.key for one in registry.declared() if one.slot == "subject"]
    reach = criteria.only(*registry.of_roles("where", "reach"), *levels)
    return evaluation.facts.at(evaluation.found(reach).at)


def _is_silent(criterion: Criterion[Any], facts: Facts, criteria: Criteria) -> bool:
    published = criterion.published(facts, criteria)
    return published is not None and not published.any()
