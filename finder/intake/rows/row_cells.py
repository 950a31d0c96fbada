"""The cells of one row at a time, by the names of their columns, and what each is understood as."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from finder.intake.files.sheets import Sheet
from finder.intake.rows.cells import Cell, CellRefused, text_of
from finder.intake.rows.checks import Notes
from finder.locale import _

__all__ = ["LONGEST_TEXT", "ColumnReader", "RowCells", "short_text"]

LONGEST_TEXT = 300
_SHOWN_OF_A_LONG_TEXT = 60
# Texts of one column whose meaning is kept; a column of codes or numbers has far fewer.
_MOST_REMEMBERED = 50_000


class ColumnReader:
    """Understands the cells of one column, each text once, since a column repeats its texts.

    known: what texts were understood as, or the reason against them.
    """

    __slots__ = ("_understand", "known", "name", "place")

    def __init__(self, name: str, place: int, understand: Callable[[Cell], Any]) -> None:
        self.name = name
        self.place = place
        self.known: dict[str, tuple[Any, str]] = {}
        self._understand = understand

    def understood(self, cell: Cell) -> tuple[Any, str]:
        """What a cell is understood as, or None and the reason against it."""
        if not isinstance(cell, str):
            return self._understood(cell)
        found = self.known.get(cell)
        if found is None:
            found = self._understood(cell)
            if len(self.known) < _MOST_REMEMBERED:
                self.known[cell] = found
        return found

    def _understood(self, cell: Cell) -> tuple[Any, str]:
        try:
            return self._understand(cell), ""
        except CellRefused as refused:
            return None, str(refused)


class RowCells:
    """One row after another of a sheet. understand: what becomes of the cells of each column."""

    def __init__(
        self, sheet: Sheet, notes: Notes, understand: Mapping[str, Callable[[Cell], Any]]
    ) -> None:
        self.notes = notes
        self._sheet = sheet
        self._readers = {
            name: ColumnReader(name, sheet.columns[name], one)
            for name, one in understand.items()
            if name in sheet.columns
        }
        self._line = 0
        self._cells: Sequence[Cell] = ()

    def begin(self, line: int, cells: Sequence[Cell]) -> None:
        """Turn to a row; what follows is about it. A row that ends early has empty cells there."""
        lacking = self._sheet.width - len(cells)
        self._line, self._cells = line, [*cells, *[None] * lacking] if lacking > 0 else cells

    def overflows(self) -> bool:
        """Whether texts stand beyond the header: then the cells of a CSV have slipped."""
        if len(self._cells) <= self._sheet.width:
            return False
        beyond = [text_of(cell) for cell in self._cells[self._sheet.width :]]
        found = next((text for text in beyond if text), "")
        if found:
            reason = _("stands beyond the last column; put texts with a separator in quotes")
            self.notes.refuse_row(self._line, "", found, reason)
        return bool(found)

    def readers(self, names: Sequence[str]) -> list[ColumnReader]:
        """Those of some columns that are there."""
        return [self._readers[name] for name in names if name in self._readers]

    def text(self, name: str) -> str:
        """The cell of the row in a column, as text."""
        return self._sheet.text(self._cells, name)

    def understood(self, name: str) -> tuple[Any, str]:
        """What the cell of a column is understood as, and the reason against it, or ""."""
        reader = self._readers.get(name)
        return (None, "") if reader is None else reader.understood(self._cells[reader.place])

    def tried(self, name: str) -> Any:
        """What a cell is understood as; one that is refused is noted and counts as empty."""
        value, reason = self.understood(name)
        if reason:
            self.refuse(name, self.text(name), reason)
        return value

    def short(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """The text of a cell, each one another; too long a one counts as empty."""
        try:
            return short_text(self._sheet.cell(self._cells, name), longest)
        except CellRefused as refused:
            self.refuse(name, self.text(name), str(refused))
            return ""

    def refuse(self, name: str, value: str, reason: str) -> None:
        """Note that a value is left out."""
        if len(value) > LONGEST_TEXT:
            value = f"{value[:_SHOWN_OF_A_LONG_TEXT]}…"
        self.notes.refuse_value(self._line, name, value, reason)


def short_text(cell: Cell, longest: int = LONGEST_TEXT) -> str:
    """A cell as text of so many letters at most. Raises CellRefused."""
    text = text_of(cell)
    if len(text) > longest:
        raise CellRefused(_("is longer than {n} letters").format(n=longest))
    return text
