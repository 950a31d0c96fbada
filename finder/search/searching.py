"""search(directory, criteria) -> Results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from finder.answers import YES
from finder.criteria import Criteria
from finder.criteria.declared import PAGE, SORT
from finder.directory import Directory
from finder.directory.facts import Facts
from finder.search.evaluation import Evaluation, Found
from finder.search.facets import facets_of
from finder.search.near_misses import FEW, beyond_radius, near_misses
from finder.search.order import first_in_order, sort_values
from finder.search.reach import reach_of
from finder.search.results import PAGE_SIZE, FoundFacility, Results
from finder.search.silence import publishing_by_key, silent_keys

__all__ = ["in_order", "programs_found", "programs_shown", "search", "whole_list"]

# So many facilities take about two megabytes; more of them are read no faster.
_READ_AT_ONCE = 500


def search(directory: Directory, criteria: Criteria, today: date | None = None) -> Results:
    """The facilities with a program that no criterion rules out, as known on `today`.

    A page beyond the last is the last. The rules are those of docs/contract.md, sections 1 to 3.
    """
    day = today or date.today()
    directory = directory.on(day)
    reach = reach_of(directory, criteria)
    evaluation = Evaluation(Facts(directory, reach.programs(directory), day))
    found = evaluation.found(criteria)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(criteria.always(PAGE), pages)
    miles = reach.miles_of(found.rows)
    order = in_order(evaluation, found, criteria, miles, page * PAGE_SIZE)
    shown = order[(page - 1) * PAGE_SIZE :]
    few = len(found) <= FEW
    return Results(
        directory=directory,
        criteria=criteria,
        rows=found.rows,
        match=found.match,
        miles=miles,
        shown=shown,
        page=page,
        pages=pages,
        programs=programs_shown(evaluation, criteria, found, shown),
        facets=facets_of(evaluation, criteria),
        silent=silent_keys(evaluation, criteria),
        publishing=publishing_by_key(evaluation, criteria),
        near_misses=near_misses(evaluation, criteria, len(found)) if few else (),
        beyond=beyond_radius(directory, criteria, day) if few else None,
    )


def whole_list(results: Results, today: date | None = None) -> Iterator[FoundFacility]:
    """All that a search found, best first, for exports: answered once, then read in large parts."""
    directory, criteria = results.directory, results.criteria
    evaluation = _evaluation(results, today)
    found = evaluation.found(criteria)
    order = in_order(evaluation, found, criteria, results.miles, max(len(found), 1))
    for start in range(0, len(order), _READ_AT_ONCE):
        shown = order[start : start + _READ_AT_ONCE]
        programs = programs_shown(evaluation, criteria, found, shown)
        part = replace(results, shown=shown, programs=programs)
        facilities = directory.each_facility(part.rows[shown].tolist())
        yield from part.listed(facilities, start + 1)


def programs_found(results: Results, today: date | None = None) -> int:
    """How many programs a search found, of all its facilities."""
    return len(_evaluation(results, today).found(results.criteria).at)


def _evaluation(results: Results, today: date | None) -> Evaluation:
    directory = results.directory
    rows = reach_of(directory, results.criteria).programs(directory)
    return Evaluation(Facts(directory, rows, today or date.today()))


def in_order(
    evaluation: Evaluation,
    found: Found,
    criteria: Criteria,
    miles: NDArray[np.float64],
    last: int,
) -> NDArray[np.int64]:
    """Places of the first `last` facilities found, best first."""
    values = sort_values(evaluation.facts, found, criteria)
    return first_in_order(criteria.always(SORT), found.match, miles, values, last)


def programs_shown(
    evaluation: Evaluation, criteria: Criteria, found: Found, shown: NDArray[np.int64]
) -> dict[int, tuple[tuple[int, bool, tuple[str, ...]], ...]]:
    """For each facility shown: its found programs, whether each is a match, and what to ask."""
    rows = evaluation.facts.rows
    ends = np.append(found.starts[1:], len(found.at))
    programs = {}
    for place in shown:
        programs[int(found.rows[place])] = tuple(
            (
                int(found.at[one] if rows is None else rows[found.at[one]]),
                bool(found.status[one] == YES),
                evaluation.asks(criteria, int(found.at[one])),
            )
            for one in range(found.starts[place], ends[place])
        )
    return programs
