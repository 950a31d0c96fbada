"""The numbers and masks of programs as columns.

Each program is looked at once for all its columns: a million records lie scattered in memory, and
to fetch them again for each of thirty columns takes longer than all that is done with them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.directory.records import ProgramRecord
from finder.directory.tables import FILED, NUMBERS
from finder.groups import fact_groups

__all__ = ["mask_columns", "mask_type", "number_columns"]

# Programs whose values stand in memory as rows before they become parts of columns.
_AT_ONCE = 1 << 16
_COUNTS = tuple(name for name in NUMBERS if not name.endswith("_on") and name not in FILED)
_DAYS = tuple(name for name in NUMBERS if name.endswith("_on"))


def number_columns(programs: Sequence[ProgramRecord]) -> dict[str, NDArray[np.float64]]:
    """A column for each of NUMBERS: NaN where not published, days as ordinal numbers."""
    plain = (*_COUNTS, *_DAYS)
    columns = {name: np.empty(len(programs)) for name in plain}
    for at, rows in _rows(programs, _numbers, len(plain), np.dtype(float)):
        for place, name in enumerate(plain):
            columns[name][at] = rows[:, place]
    return columns | _filed_columns(programs)


def _filed_columns(programs: Sequence[ProgramRecord]) -> dict[str, NDArray[np.float64]]:
    """Those of price files, which most directories have none of."""
    columns = {name: np.full(len(programs), math.nan) for name in FILED}
    for row, program in enumerate(programs):
        if "cash_day" in program.numbers or "code_hours" in program.numbers:
            for name in FILED:
                columns[name][row] = program.numbers.get(name, math.nan)
    return columns


def mask_columns(
    programs: Sequence[ProgramRecord],
) -> dict[str, tuple[NDArray[Any], NDArray[Any]]]:
    """Per group of facts the masks of what is stated and of what is not published."""
    groups = [(name, codes.unsaid) for name, codes in fact_groups().items()]
    types = [mask_type(len(codes.vocabulary)) for codes in fact_groups().values()]
    columns = [np.empty(len(programs), kind) for kind in types for _mask in range(2)]

    def masks(program: ProgramRecord) -> list[int]:
        facts = program.facts
        return [mask for name, unsaid in groups for mask in facts.get(name, unsaid)]

    for at, rows in _rows(programs, masks, len(columns), np.dtype(np.uint64)):
        for place, column in enumerate(columns):
            column[at] = rows[:, place]
    return {
        name: (columns[2 * place], columns[2 * place + 1])
        for place, (name, _unsaid) in enumerate(groups)
    }


def mask_type(bits: int) -> np.dtype[Any]:
    """The smallest unsigned integer that holds so many bits, at most 64."""
    return np.dtype(next(f"u{size}" for size in (1, 2, 4, 8) if bits <= 8 * size))


def _rows(
    programs: Sequence[ProgramRecord],
    row: Callable[[ProgramRecord], Iterable[float]],
    width: int,
    kind: np.dtype[Any],
) -> Iterator[tuple[slice, NDArray[Any]]]:
    """The values of some programs after others, one row each, and where they stand."""
    for start in range(0, len(programs), _AT_ONCE):
        some = programs[start : start + _AT_ONCE]
        values = np.fromiter(chain.from_iterable(map(row, some)), kind, width * len(some))
        yield slice(start, start + len(some)), values.reshape(len(some), width)


def _numbers(program: ProgramRecord) -> list[float]:
    numbers = program.numbers
    counts = [numbers.get(name, math.nan) for name in _COUNTS]
    return [*counts, *(_ordinal(getattr(program, name)) for name in _DAYS)]


def _ordinal(day: date | None) -> float:
    return math.nan if day is None else day.toordinal()
