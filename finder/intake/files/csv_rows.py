"""The rows of a CSV file, parsed anew for each pass, so that a large file is never held whole.

A million rows of forty cells take two gigabytes as Python texts and four seconds to parse: what a
reader keeps of them is far less.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import overload

from finder.intake.files.not_a_table import MOST_ROWS, NotATable, too_many_rows
from finder.intake.rows.cells import Cell

__all__ = ["MOST_CELL_LETTERS", "CsvFile", "CsvRows", "lenient"]

Row = tuple[int, Sequence[Cell]]
MOST_CELL_LETTERS = 1_000_000


@dataclass(frozen=True)
class CsvFile:
    """A file, how its letters and cells are told, and how many lines stand above the table.

    quote: what a cell is put in that has a separator in it.
    """

    data: bytes
    encoding: str
    separator: str
    strict: bool = True
    lines_above: int = 0
    quote: str = '"'

    def parsed(self) -> Iterator[Row]:
        """Line number and cells of each row with a text in it. Raises csv.Error."""
        for line, row in self._rows():
            yield line, row.rstrip("\r\n").split(self.separator) if isinstance(row, str) else row

    def count(self) -> int:
        """How many rows have a text in them. Raises csv.Error, and NotATable for too many."""
        count = 0
        for _row in self._rows():
            count += 1
            if count > MOST_ROWS:
                raise NotATable(too_many_rows())
        return count

    def _rows(self) -> Iterator[tuple[int, str | list[str]]]:
        """Line number of each row with a text in it, and the line, or its cells if it has quotes.

        A line without quotation marks is only split, which takes half the time of a parser.
        """
        csv.field_size_limit(MOST_CELL_LETTERS)
        with io.TextIOWrapper(io.BytesIO(self.data), self.encoding, newline="") as text:
            for _line in range(self.lines_above):
                text.readline()
            number = self.lines_above + 1
            for line in text:
                row: str | list[str] = line
                lines = 1
                if self.quote in line or len(line) > MOST_CELL_LETTERS:
                    rest = chain((line,), text)
                    reader = csv.reader(
                        rest, delimiter=self.separator, quotechar=self.quote, strict=self.strict
                    )
                    row = next(reader)
                    lines = reader.line_num
                if self._has_text(row):
                    yield number, row
                number += lines

    def _has_text(self, row: str | list[str]) -> bool:
        # Nearly every row begins with a letter, and need not be looked through.
        first = row[0]
        if first and first != self.separator and not first.isspace():
            return True
        if isinstance(row, str):
            return bool(
                row.strip(f"{self.separator}\r\n") and row.replace(self.separator, "").strip()
            )
        return bool("".join(row).strip())


class CsvRows(Sequence[Row]):
    """The rows of a CSV from one of them on; its length is counted once."""

    def __init__(self, file: CsvFile, start: int = 0, count: int | None = None) -> None:
        self._file = file
        self._start = start
        self._count = file.count() - start if count is None else count

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


def lenient(file: CsvFile) -> CsvFile:
    """The same, where quotation marks may stand in the middle of a text."""
    return replace(file, strict=False)
