"""The order of results: nobody pays for a place in it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.criteria import Criteria
from finder.criteria.cost import takes_no_payment
from finder.criteria.declared import PER, SORT
from finder.criteria.hours import STATE_HIGH, STATE_LOW
from finder.directory.facts import Facts
from finder.search.evaluation import Found

__all__ = ["first_in_order", "sort_values"]

Places = NDArray[np.int64]
Key = NDArray[np.float64]


def sort_values(facts: Facts, found: Found, criteria: Criteria) -> Key | None:
    """Per facility the lowest value of its found programs to sort by, or None for no number."""
    values = _program_values(facts.at(found.at), criteria)
    if values is None or not len(found):
        return None
    return np.fmin.reduceat(values, found.starts)


def _program_values(facts: Facts, criteria: Criteria) -> Key | None:
    if criteria.always(SORT) == "hours":
        by_level = _lowest_unpublished(facts)
        if not facts.published("hours_low", "hours_high").any():
            return by_level
        published = _first_known(facts.number("hours_low"), facts.number("hours_high"))
        return _first_known(published, by_level)
    if criteria.always(SORT) == "cost":
        per = criteria.always(PER)
        price = _first_known(facts.price(per), facts.highest_price(per))
        return np.where(takes_no_payment(facts), 0.0, price)
    return None


def _lowest_unpublished(facts: Facts) -> Key:
    """Least hours by billing code, level and state's rule."""
    least, most = (ends[facts.state, facts.care] for ends in (STATE_LOW, STATE_HIGH))
    code = facts.number("code_hours")
    return np.where(code <= most, np.fmax(code, least), least)


def first_in_order(
    sort: str, match: NDArray[np.bool_], miles: Key, values: Key | None, last: int
) -> Places:
    """Places of the first `last` facilities, best first. Arrays stand in the order of names.

    best: matches before possible ones, then distance, then name; without position after all
    others. hours, cost: the lowest value, unknown last, then as best. distance, name: that, then
    as best.
    """
    if sort == "name":
        return np.arange(min(last, len(match)))
    best: list[NDArray[Any]] = [~match]
    unplaced = np.isnan(miles)
    if not unplaced.all():
        best = [unplaced, ~match, _unknown_last(miles)]
    if sort == "distance":
        return _smallest([_unknown_last(miles), *best], last)
    return _smallest(best if values is None else [_unknown_last(values), *best], last)


def _smallest(keys: list[NDArray[Any]], last: int) -> Places:
    """The places of the `last` smallest by the keys in turn, and by place where all are equal."""
    some = np.sort(_among(keys, np.arange(len(keys[0])), last))
    order: Places = np.lexsort([key[some] for key in reversed(keys)])
    return some[order]


def _among(keys: list[NDArray[Any]], places: Places, last: int) -> Places:
    """Which places are the `last` smallest, in no order; a later key decides a tie of earlier."""
    if not keys or len(places) <= last:
        return places[:last]
    key = keys[0][places]
    limit = np.partition(key, last - 1)[last - 1]
    below, tied = places[key < limit], places[key == limit]
    return np.concatenate([below, _among(keys[1:], tied, last - len(below))])


def _unknown_last(values: Key) -> Key:
    return np.where(np.isnan(values), np.inf, values)


def _first_known(first: Key, second: Key) -> Key:
    return np.where(np.isnan(first), second, first)
