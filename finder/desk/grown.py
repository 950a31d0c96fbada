"""A directory with rows for the levels that a team added, and without those of closed places.

A place that is closed keeps its own row, so that its page can say so, and has no program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from finder.answers import NO
from finder.directory import Directory
from finder.directory.tables import COST_PER, Programs
from finder.vocabulary import CARE_LEVELS

__all__ = ["Grown", "Structure", "grown"]


class Structure(NamedTuple):
    """added: rows of places with the code of a level. closed: rows of places."""

    added: tuple[tuple[int, str], ...]
    closed: tuple[int, ...]


@dataclass(frozen=True)
class Grown:
    """new: rows of programs that are added. places: rows of places that no source lists."""

    directory: Directory
    new: frozenset[int]
    closed: frozenset[int]
    places: frozenset[int] = frozenset()


def grown(base: Directory, structure: Structure, places: frozenset[int] = frozenset()) -> Grown:
    """The directory with these rows; itself where nothing is added or closed.

    places: rows of those that no source lists.
    """
    added = [
        (row, CARE_LEVELS.position(care))
        for row, care in structure.added
        if care in CARE_LEVELS and CARE_LEVELS.position(care) not in _levels(base, row)
    ]
    if not added and not structure.closed:
        return Grown(base, _of_places(base, places), frozenset(), places)
    programs = base.programs
    ends = [int(base.first_program[row + 1]) for row, _care in added]
    count = len(programs)
    # A new row begins as a copy of the last one of its place.
    rows = np.insert(np.arange(count), ends, [end - 1 for end in ends])
    care = np.insert(programs.care, ends, [one for _row, one in added])
    new = np.insert(np.zeros(count, dtype=bool), ends, values=True)
    of_place = programs.facility[rows]
    kept = ~np.isin(of_place, structure.closed)
    # One of unknown level stood for a place that stated none.
    kept &= new | (care < len(CARE_LEVELS)) | ~np.isin(of_place, [row for row, _care in added])
    facilities = base.facilities
    if structure.closed:
        detox = facilities.detox.copy()
        detox[list(structure.closed)] = NO
        facilities = facilities.with_detox(detox, facilities.detox_for)
    table = _taken(programs, rows[kept], care[kept], new[kept])
    directory = Directory(base.manifest, facilities, table, base.snapshot, base.gone)
    rows_of_new = frozenset(np.flatnonzero(new[kept]).tolist()) | _of_places(directory, places)
    return Grown(directory, rows_of_new, frozenset(structure.closed), places)


def _of_places(directory: Directory, places: frozenset[int]) -> frozenset[int]:
    return frozenset(row for place in places for row in directory.programs_of(place))


def _levels(base: Directory, row: int) -> set[int]:
    return set(base.programs.care[list(base.programs_of(row))].tolist())


def _taken(
    programs: Programs, rows: NDArray[np.int64], care: NDArray[np.uint8], new: NDArray[np.bool_]
) -> Programs:
    """Some rows of programs; a new one publishes nothing of itself, and what its place does."""
    numbers: Mapping[str, NDArray[np.float64]] = {
        name: np.where(new, np.nan, column[rows]) for name, column in programs.numbers.items()
    }
    return Programs(
        facility=programs.facility[rows],
        care=care,
        numbers=dict(numbers),
        cost_per=np.where(new, len(COST_PER), programs.cost_per[rows]).astype(np.uint8),
        masks={
            group: (yes[rows], unknown[rows]) for group, (yes, unknown) in programs.masks.items()
        },
        texts=programs.texts.take(rows),
    )
