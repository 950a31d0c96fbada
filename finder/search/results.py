"""What a search found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from finder.answers import YES
from finder.criteria import Criteria
from finder.criteria.detox import detox_substances
from finder.directory import Directory, Facility, Program
from finder.directory.columns import program_columns
from finder.directory.facts import Facts
from finder.frames import data_frame
from finder.search.evaluation import Evaluation
from finder.search.near_misses import Beyond, NearMiss
from finder.search.reach import reach_of
from finder.search.silence import Publishing

if TYPE_CHECKING:
    from finder.frames import DataFrame

__all__ = ["PAGE_SIZE", "FoundFacility", "FoundProgram", "Results", "nearest_detox"]

PAGE_SIZE = 25


@dataclass(frozen=True)
class FoundProgram:
    """A program that was found. ask: keys of what was asked and is not published."""

    program: Program
    match: bool
    ask: tuple[str, ...]


@dataclass(frozen=True)
class FoundFacility:
    """A facility that was found. number: its place in the list, from 1. miles: None if unknown.

    nearest_detox: where it has none on site for certain, the nearest facility that has.
    """

    number: int
    facility: Facility
    match: bool
    miles: float | None
    programs: tuple[FoundProgram, ...]
    nearest_detox: tuple[Facility, float] | None

    @property
    def ask(self) -> tuple[str, ...]:
        """What to ask when calling: what its best programs have not published of what is asked."""
        best = [one for one in self.programs if one.match == self.match]
        return tuple(dict.fromkeys(key for one in best for key in one.ask))


@dataclass(frozen=True)
class Results:
    """The answer to criteria on one directory.

    rows, match, miles: all facilities found, in the order of names: row in the directory, whether
    it is a match, miles from the place (NaN where unknown). shown: places in `rows` of the page,
    best first. programs: for each facility of the page its found programs (row, match, what to
    ask). facets: per key, per code, facilities found if it were chosen. silent: keys on which no
    program in reach publishes anything. publishing: by key, how many facilities in reach do.
    """

    directory: Directory
    criteria: Criteria
    rows: NDArray[np.int64]
    match: NDArray[np.bool_]
    miles: NDArray[np.float64]
    shown: NDArray[np.int64]
    page: int
    pages: int
    programs: dict[int, tuple[tuple[int, bool, tuple[str, ...]], ...]]
    facets: dict[str, dict[str, int]]
    silent: frozenset[str]
    near_misses: tuple[NearMiss, ...]
    beyond: Beyond | None
    publishing: dict[str, Publishing] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many facilities were found."""
        return len(self.rows)

    @cached_property
    def matches(self) -> int:
        """How many of them are matches; the others are possible."""
        return int(np.count_nonzero(self.match))

    @property
    def possible(self) -> int:
        """How many have something to ask about."""
        return self.total - self.matches

    @cached_property
    def facilities(self) -> tuple[FoundFacility, ...]:
        """The facilities of this page, best first."""
        rows = [int(self.rows[at]) for at in self.shown]
        first = (self.page - 1) * PAGE_SIZE + 1
        return tuple(self.listed(map(self.directory.facility, rows), first))

    def frame(self, today: date | None = None) -> DataFrame:
        """All programs found, one row each, with `match` and `distance_miles`.

        As the frame of a directory; `match` is false where there is something to ask about. In the
        order of names, not of the search. today: the day that was searched for.
        """
        directory = self.directory
        rows = reach_of(directory, self.criteria).programs(directory)
        facts = Facts(directory, rows, today or date.today())
        found = Evaluation(facts).found(self.criteria)
        programs = found.at if rows is None else rows[found.at]
        miles = self.miles[np.searchsorted(self.rows, found.facility)]
        columns = program_columns(directory.facilities, directory.programs, programs)
        return data_frame(columns, match=found.status == YES, distance_miles=miles)

    def listed(self, facilities: Iterable[Facility], first: int) -> Iterator[FoundFacility]:
        """How each facility of `shown` was found; the number of the first is `first`."""
        substances = detox_substances(self.criteria)
        nearest = nearest_detox_each(self.directory, self.rows[self.shown].tolist(), substances)
        shown = zip(self.shown.tolist(), facilities, nearest, strict=True)
        for number, (at, facility, detox) in enumerate(shown, first):
            of_row = {program.row: program for program in facility.programs}
            miles = float(self.miles[at])
            yield FoundFacility(
                number=number,
                facility=facility,
                match=bool(self.match[at]),
                miles=None if np.isnan(miles) else miles,
                programs=tuple(
                    FoundProgram(of_row[one], match, ask)
                    for one, match, ask in self.programs[facility.row]
                ),
                nearest_detox=detox,
            )


NearestDetox = tuple[Facility, float]


def nearest_detox(
    directory: Directory, facility: Facility, substances: tuple[str, ...]
) -> NearestDetox | None:
    """The nearest other facility with detox on site for certain; None if this one has it."""
    return next(nearest_detox_each(directory, [facility.row], substances))


def nearest_detox_each(
    directory: Directory, rows: Sequence[int], substances: tuple[str, ...]
) -> Iterator[NearestDetox | None]:
    """The same of several facilities, given by their rows."""
    without = directory.detox.onsite(substances)[list(rows)] != YES
    nearest = directory.detox.nearest_each(rows, substances)
    for one, wanted in zip(nearest, without.tolist(), strict=True):
        yield (directory.facility(one[0]), one[1]) if one and wanted else None
