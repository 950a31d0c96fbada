"""The rows of a CSV file, parsed anew for each pass, so that a large file is never held whole.

A million rows of forty cells take two gigabytes as Python texts and four seconds to parse: what a
reader keeps of them is far less.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import overload

from finder.intake.cells import Cell
from finder.intake.not_a_table import MOST_ROWS, NotATable, too_many_rows

__all__ = ["CsvFile", "CsvRows", "lenient"]

Row = tuple[int, Sequence[Cell]]
_MOST_CELL_LETTERS = 1_000_000


@dataclass(frozen=True)
class CsvFile:
    """A file, how its letters and cells are told, and how many lines stand above the table."""

    data: bytes
    encoding: str
    separator: str
    strict: bool = True
    lines_above: int = 0

    def parsed(self) -> Iterator[Row]:
        """Line number and cells of each row with a text in it. Raises csv.Error."""
        csv.field_size_limit(_MOST_CELL_LETTERS)
        with io.TextIOWrapper(io.BytesIO(self.data), self.encoding, newline="") as text:
            for _line in range(self.lines_above):
                text.readline()
            reader = csv.reader(text, delimiter=self.separator, strict=self.strict)
            before = self.lines_above
            for cells in reader:
                first = cells[0] if cells else ""
                if (first and not first.isspace()) or "".join(cells).strip():
                    yield before + 1, cells
                before = self.lines_above + reader.line_num


class CsvRows(Sequence[Row]):
    """The rows of a CSV from one of them on; its length is counted once."""

    def __init__(self, file: CsvFile, start: int = 0, count: int | None = None) -> None:
        self._file = file
        self._start = start
        self._count = _counted(file) - start if count is None else count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        return islice(self._file.parsed(), self._start, None)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, int):
            return next(islice(iter(self), place, None))
        if place.stop is None and (place.start or 0) >= 0 and place.step is None:
            start = min(place.start or 0, self._count)
            return CsvRows(self._file, self._start + start, self._count - start)
        return list(islice(iter(self), place.start, place.stop, place.step))


def _counted(file: CsvFile) -> int:
    count = 0
    for _row in file.parsed():
        count += 1
        if count > MOST_ROWS:
            raise NotATable(too_many_rows())
    return count


def lenient(file: CsvFile) -> CsvFile:
    """The same, where quotation marks may stand in the middle of a text."""
    return replace(file, strict=False)
