"""Cells that are no value: errors of a spreadsheet, and formulas whose result nobody has stored.

Such a cell is named in the report with its line and counts as empty; it is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

from finder.intake.files.sheets import Sheet
from finder.intake.rows.cells import Cell, is_formula
from finder.intake.rows.checks import Notes
from finder.locale import _

__all__ = ["is_error", "without_odd_cells"]

Row = tuple[int, Sequence[Cell]]
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!"
    r"|UNKNOWN!|GETTING_DATA|#+)|#+",
    re.IGNORECASE,
)


def is_error(text: str) -> bool:
    """Whether a text is an error of a spreadsheet, such as #REF! or a number too wide to show."""
    return bool(_ERROR.fullmatch(text))


def without_odd_cells(sheet: Sheet, notes: Notes) -> Sheet:
    """The same sheet, in which such cells of columns with a name are empty, and noted."""
    return replace(sheet, rows=_Rows(sheet, notes))


class _Rows(Sequence[Row]):
    """Rows of a sheet, looked through as they are read; a cell is noted once."""

    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._rows = sheet.rows
        # Cells stand under the names of the file; those of ours come later.
        theirs = sheet.translation.header if sheet.translation is not None else ()
        self._names = {place: name for place, name in enumerate(theirs) if name} or {
            place: name for name, place in sheet.columns.items()
        }
        self._notes = notes
        self._noted: set[tuple[str, int, int]] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        for line, cells in self._rows:
            for cell in cells:
                if type(cell) is str and cell[:1] in _BEGINNINGS and cell and _is_odd(cell):
                    yield line, self._cleaned(line, cells)
                    break
            else:
                yield line, cells

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [(line, self._cleaned(line, cells)) for line, cells in self._rows[place]]
        line, cells = self._rows[place]
        return line, self._cleaned(line, cells)

    def _cleaned(self, line: int, cells: Sequence[Cell]) -> Sequence[Cell]:
        row = list(cells)
        for place, cell in enumerate(row):
            if isinstance(cell, str) and _is_odd(cell):
                row[place] = None
                self._note(line, place, cell)
        return row

    def _note(self, line: int, place: int, text: str) -> None:
        key = (self._notes.source, line, place)
        name = self._names.get(place)
        if key not in self._noted and name is not None:
            self._noted.add(key)
            reason = _("is a formula without its result; open the file, and save it again")
            if not is_formula(text):
                reason = _("is an error of the spreadsheet, no value")
            self._notes.refuse_value(line, name, text, reason)


_BEGINNINGS = frozenset("#= ")


def _is_odd(text: str) -> bool:
    text = text.strip()
    return is_error(text) or is_formula(text)
