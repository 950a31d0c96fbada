"""A search as rows, one for each program found, for tables; and how many a search would find."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from finder.criteria import Criteria
from finder.directory import Directory
from finder.directory.facts import Facts
from finder.search.evaluation import Evaluation, narrowed
from finder.search.reach import reach_of
from finder.search.results import FoundFacility, FoundProgram, Results
from finder.search.searching import in_order, programs_shown

__all__ = ["ROWS", "ProgramRows", "program_rows", "total_of"]

# So many fit a screen that one looks through, and a page that is quickly made.
ROWS = 100


@dataclass(frozen=True)
class ProgramRows:
    """Programs found, with their facilities, in the order of the search.

    total: how many there are in all. page, pages: from 1. first: number of the first row shown.
    """

    rows: tuple[tuple[FoundFacility, FoundProgram], ...]
    total: int
    page: int
    pages: int

    @property
    def first(self) -> int:
        """The number of the first row of this page, from 1."""
        return (self.page - 1) * ROWS + 1


def program_rows(results: Results, page: int, today: date) -> ProgramRows:
    """A page of the rows of a search; a page beyond the last is the last.

    The programs of a facility stand together: facilities are what is put in order.
    """
    directory, criteria = results.directory, results.criteria
    reach = reach_of(directory, criteria)
    evaluation = Evaluation(Facts(directory, reach.programs(directory), today))
    found = evaluation.found(criteria)
    total = len(found.at)
    pages = max(1, -(-total // ROWS))
    here = min(page, pages)
    if not total:
        return ProgramRows((), 0, here, pages)
    order = in_order(evaluation, found, criteria, results.miles, len(found))
    ends = np.cumsum(np.diff(np.append(found.starts, total))[order])
    start, stop = (here - 1) * ROWS, min(here * ROWS, total)
    first, last = np.searchsorted(ends, [start, stop - 1], side="right")
    shown = order[first : last + 1]
    cut = replace(results, shown=shown, programs=programs_shown(evaluation, criteria, found, shown))
    rows = [(one, program) for one in cut.facilities for program in one.programs]
    before = start - (int(ends[first - 1]) if first else 0)
    return ProgramRows(tuple(rows[before : before + stop - start]), total, here, pages)


def total_of(directory: Directory, criteria: Criteria, today: date) -> int:
    """How many facilities a search would find."""
    programs = reach_of(directory, criteria).programs(directory)
    left = narrowed(Facts(directory, programs, today), criteria)
    return len(np.unique(left.facility))
