"""How many facilities would be found with each option chosen.

A key's own choices are left out where any of them, or only one, counts, and kept where all count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.answers import UNKNOWN, YES, all_of
from finder.criteria import Criteria, registry
from finder.criteria.criterion import Counting, Criterion
from finder.criteria.declared import PUBLISHED
from finder.search.evaluation import Evaluation, Found
from finder.vocabulary import CARE_LEVELS, STATES

__all__ = ["facets_of"]

Counts = dict[str, int]
_MOST_COUNTIES = 100


def facets_of(evaluation: Evaluation, criteria: Criteria) -> dict[str, Counts]:
    """Per key, per code, the number of facilities found if that code were chosen."""
    facets = {}
    for criterion in registry.declared():
        counts = _counts(evaluation, criteria, criterion)
        if counts is not None:
            facets[criterion.key] = counts
    return facets


def _counts(evaluation: Evaluation, criteria: Criteria, criterion: Criterion[Any]) -> Counts | None:
    count = _WAYS.get(criterion.counted)
    return None if count is None else count(evaluation, criteria, criterion)


def _by_state(evaluation: Evaluation, criteria: Criteria, criterion: Criterion[Any]) -> Counts:
    """Only states in which there is one."""
    found = evaluation.found(criteria.without(criterion.key))
    counts = np.bincount(evaluation.facts.directory.facilities.state[found.rows])
    states = np.flatnonzero(counts)
    return {STATES.codes[state]: int(counts[state]) for state in states}


def _by_county(evaluation: Evaluation, criteria: Criteria, criterion: Criterion[Any]) -> Counts:
    """The counties of what is found, those with most first."""
    found = evaluation.found(criteria.without(criterion.key))
    counties = evaluation.facts.directory.facilities.counties
    codes = counties.codes[found.rows]
    counts = np.bincount(codes[codes >= 0], minlength=len(counties.labels))
    most = np.argsort(-counts, kind="stable")[:_MOST_COUNTIES]
    return {counties.labels[one]: int(counts[one]) for one in most if counts[one]}


def _by_care(evaluation: Evaluation, criteria: Criteria, criterion: Criterion[Any]) -> Counts:
    found = evaluation.found(criteria.without(criterion.key))
    bit_of_care = np.array([*(1 << bit for bit in range(len(CARE_LEVELS))), 0], dtype=np.uint8)
    bits = bit_of_care[evaluation.facts.at(found.at).care]
    return _bits_counted(found, bits, CARE_LEVELS.codes)


def _by_mask(evaluation: Evaluation, criteria: Criteria, criterion: Criterion[Any]) -> Counts:
    """All options at once, from the masks of what is stated and what is not published."""
    kept = criteria if criterion.every else criteria.without(criterion.key)
    found, codes = evaluation.found(kept), _codes(criterion)
    published = criteria.always(PUBLISHED)
    options = evaluation.facts.directory.options(criterion.key, len(codes))
    if options is not None:
        return dict(zip(codes, options.counted(found.bits, published), strict=True))
    yes, unknown = evaluation.facts.masks(criterion.key)
    masks = yes[found.at] if published else yes[found.at] | unknown[found.at]
    return _bits_counted(found, masks, codes)


def _bits_counted(found: Found, masks: NDArray[Any], codes: Iterable[str]) -> Counts:
    """Per bit the number of facilities of which any program found has it."""
    if not len(masks):
        return dict.fromkeys(codes, 0)
    of_facility, bit = np.bitwise_or.reduceat(masks, found.starts), masks.dtype.type
    return {
        code: int(np.count_nonzero((of_facility & bit(1 << place)) != 0))
        for place, code in enumerate(codes)
    }


def _by_trial(evaluation: Evaluation, criteria: Criteria, criterion: Criterion[Any]) -> Counts:
    """Each option chosen in turn."""
    tried = [criterion, *_depending_on(criterion.key, criteria)]
    found = evaluation.found(criteria.without(*(one.key for one in tried)))
    if all(one.facility_wide for one in tried):
        found = found.first_of_each()
    facts = evaluation.facts.at(found.at)
    counts = {}
    for code in _codes(criterion):
        option = criterion.with_option(criteria, code)
        answers = all_of(
            answers for one in tried if (answers := one.answers(facts, option)) is not None
        )
        least = YES if option.always(PUBLISHED) else UNKNOWN
        joint = found.status if answers is None else np.minimum(found.status, answers)
        counts[code] = found.having(joint >= least)
    return counts


def _depending_on(key: str, criteria: Criteria) -> list[Criterion[Any]]:
    """The criteria asked whose answers depend on a key."""
    asked = (registry.criterion(other) for other in criteria)
    return [one for one in asked if key in one.depends]


def _codes(criterion: Criterion[Any]) -> tuple[str, ...]:
    """Its options; of one that is asked or not, the text that asks it."""
    return ("1",) if criterion.options is None else criterion.options.codes


_WAYS: dict[Counting, Callable[[Evaluation, Criteria, Criterion[Any]], Counts]] = {
    "states": _by_state,
    "counties": _by_county,
    "levels": _by_care,
    "bits": _by_mask,
    "trials": _by_trial,
}
