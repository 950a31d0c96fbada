"""Tables as they stand in a file, and the same under their header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from finder.intake.rows.cells import Cell, text_of
from finder.intake.rows.checks import Notes

__all__ = [
    "RawTable",
    "Row",
    "Sheet",
    "Translation",
    "column_name",
    "is_blank",
    "is_header_again",
    "under_header",
]

Row = tuple[int, Sequence[Cell]]

_LINES_ABOVE_A_HEADER = 20


@dataclass(frozen=True)
class RawTable:
    """The cells of one sheet. name: of the sheet, "" where there is none.

    rows: line number, counted from 1, and its cells; lines without any text are left out. about:
    plain values that stand beside the table in JSON. file: in which of several files it stands.
    """

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]
    about: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""


class Translation(Protocol):
    """How a row of somebody else's columns becomes rows under the header of a sheet."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of theirs, as they stand in the file."""

    def rows(
        self, line: int, cells: Sequence[Cell], notes: Notes | None = None
    ) -> Iterator[list[Cell]]:
        """The rows that one becomes: several, or none."""

    def taken(self) -> list[tuple[str, str]]:
        """Pairs of ours and theirs that are called differently."""

    def left_over(self) -> list[str]:
        """Names of theirs that nothing is made of."""


@dataclass(frozen=True)
class Sheet:
    """A table under its header.

    titles: name of the sheet and texts above the header. columns: place of each by its name in
    lower case. width: number of cells of the header. repeated: names that stand twice; the first
    counts. nameless: places in the header without a name, as a merged cell leaves them. name: of
    the sheet alone. translation: where rows stand under other columns than those of `columns`.
    """

    titles: tuple[str, ...]
    columns: dict[str, int]
    rows: Sequence[tuple[int, Sequence[Cell]]]
    width: int
    repeated: tuple[str, ...] = ()
    nameless: tuple[int, ...] = ()
    name: str = ""
    translation: Translation | None = None

    def spread(self, notes: Notes | None = None) -> Iterator[tuple[int, int, Sequence[Cell]]]:
        """The rows under `columns`: line, which of the rows of its line, from 0, and cells."""
        for line, cells in self.rows:
            yield from self.spread_row(line, cells, notes)

    def spread_row(
        self, line: int, cells: Sequence[Cell], notes: Notes | None = None
    ) -> Iterator[tuple[int, int, Sequence[Cell]]]:
        """The same of one row."""
        if self.translation is None:
            yield line, 0, cells
            return
        for number, one in enumerate(self.translation.rows(line, cells, notes)):
            yield line, number, one

    def header_names(self) -> list[str]:
        """The names of the header as they stand in the file, without case and punctuation."""
        if self.translation is not None:
            return [column_name(name) for name in self.translation.header]
        return [name for name, _place in sorted(self.columns.items(), key=lambda one: one[1])]

    def cell(self, row: Sequence[Cell], column: str) -> Cell:
        """The cell of a row in a column; None where there is none."""
        place = self.columns.get(column)
        return row[place] if place is not None and place < len(row) else None

    def text(self, row: Sequence[Cell], column: str) -> str:
        """The same as text."""
        return text_of(self.cell(row, column))


def is_blank(cells: Iterable[Cell]) -> bool:
    """Whether no cell has a text."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def is_header_again(names: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether a row is the header once more, as at the top of each printed page."""
    if not names or not cells or len(text_of(cells[0])) > 100 or column_name(cells[0]) != names[0]:
        return False
    again = [column_name(cell) for cell in cells[: len(names)]]
    return len(again) > 1 and again == list(names[: len(again)])


def column_name(cell: Cell) -> str:
    """The name of a column however it is written: `Facility Name` is `facility_name`."""
    return re.sub(r"[^a-z0-9]+", "_", text_of(cell).lower()).strip("_")


def under_header(table: RawTable, required: frozenset[str]) -> Sheet | None:
    """The table under the first line that names all required columns; None without such a line."""
    for place, (_line, cells) in enumerate(table.rows[:_LINES_ABOVE_A_HEADER]):
        names = [column_name(cell) for cell in cells]
        if required <= set(names):
            above = [text_of(cell) for _one, row in table.rows[:place] for cell in row]
            titles = tuple(text for text in (table.name, *above) if text)
            return _sheet(table.name, titles, names, table.rows[place + 1 :])
    return None


def _sheet(
    name: str,
    titles: tuple[str, ...],
    names: list[str],
    rows: Sequence[tuple[int, Sequence[Cell]]],
) -> Sheet:
    columns: dict[str, int] = {}
    for position, name in enumerate(names):
        if name:
            columns.setdefault(name, position)
    repeated = tuple(name for name in columns if names.count(name) > 1)
    nameless = tuple(place for place, name in enumerate(names) if not name)
    return Sheet(titles, columns, rows, len(names), repeated, nameless, name)
