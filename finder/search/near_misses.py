"""Which filter emptied the list, and how far the nearest program beyond the radius is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np

from finder.answers import NO
from finder.criteria import Criteria, registry
from finder.criteria.declared import NEAR, WITHIN
from finder.directory import Directory
from finder.directory.facts import Facts
from finder.geo import miles_between
from finder.search.evaluation import Evaluation, narrowed

__all__ = ["FEW", "Beyond", "NearMiss", "beyond_radius", "near_misses"]

# With so few facilities, or fewer, the page says what each filter costs.
FEW = 4


@dataclass(frozen=True)
class NearMiss:
    """Without the filters of `keys`, `criteria` find `total` facilities."""

    keys: tuple[str, ...]
    criteria: Criteria
    total: int


@dataclass(frozen=True)
class Beyond:
    """The nearest facility beyond the radius lies `miles` away; `criteria` reach that far."""

    facility: int
    miles: float
    criteria: Criteria


def near_misses(evaluation: Evaluation, criteria: Criteria, total: int) -> tuple[NearMiss, ...]:
    """Filters that bring more back when left out: single ones, or pairs where no single does."""
    filters = [key for key in registry.filters() if key in criteria]
    nearly = _ruled_out_by_few(evaluation, criteria)
    for size in (1, 2):
        without = [
            NearMiss(keys, less, len(nearly.found(less)))
            for keys in combinations(filters, size)
            for less in [_without(criteria, keys)]
        ]
        helping = [miss for miss in without if miss.total > total]
        if helping or total:
            return tuple(sorted(helping, key=lambda miss: -miss.total))
    return ()


def _without(criteria: Criteria, keys: tuple[str, ...]) -> Criteria:
    """The criteria without some keys, reaching as far as before."""
    less = criteria.without(*keys)
    return less.replaced(within=criteria[WITHIN]) if NEAR in less else less


def _ruled_out_by_few(evaluation: Evaluation, criteria: Criteria) -> Evaluation:
    """The programs that at most two criteria rule out: only they can come back."""
    noes = np.zeros(len(evaluation.facts), dtype=np.uint8)
    for key, answers in evaluation.by_key(criteria).items():
        # What depends on another key may answer otherwise without that one.
        if not any(other in criteria for other in registry.criterion(key).depends):
            noes += answers == NO
    return Evaluation(evaluation.facts.at(np.flatnonzero(noes <= 2)))


def beyond_radius(directory: Directory, criteria: Criteria, today: date) -> Beyond | None:
    """The nearest facility farther away than asked; None if there is none, or no radius."""
    place, within = criteria[NEAR], criteria.always(WITHIN)
    if place is None or within == "any":
        return None
    rows = np.unique(narrowed(Facts(directory, None, today), criteria).facility)
    latitude, longitude = directory.facilities.latitude[rows], directory.facilities.longitude[rows]
    miles = miles_between(*directory.point_of(place), latitude, longitude)
    farther = np.flatnonzero(miles > within)
    if not len(farther):
        return None
    nearest = farther[np.argmin(miles[farther])]
    wider = criteria.replaced(within=float(math.ceil(miles[nearest])))
    return Beyond(int(rows[nearest]), float(miles[nearest]), wider)
