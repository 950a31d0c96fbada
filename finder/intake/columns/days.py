"""Days of a column, which may be written as in the United States where the column shows it."""

from __future__ import annotations

from datetime import date

from finder.intake.files.sheets import Sheet
from finder.intake.rows.cells import SLASHED_DAY, Cell, day, text_of

__all__ = ["UsDays"]

_MONTHS = 12


class UsDays:
    """Reads the days of one column of a sheet.

    `11/25/2026` can only be November; so a column in which one date shows it, and none shows the
    reverse, has the month first. The column is looked through when the first such date comes up.
    """

    def __init__(self, sheet: Sheet, name: str, today: date) -> None:
        self._sheet = sheet
        self._name = name
        self._today = today
        self._month_first: bool | None = None

    def read(self, cell: Cell) -> date | None:
        """The day of a cell, None of an empty one. Raises CellRefused."""
        if not isinstance(cell, str) or not SLASHED_DAY.fullmatch(text_of(cell)):
            return day(cell, self._today)
        if self._month_first is None:
            self._month_first = self._shows_months()
        return day(cell, self._today, month_first=self._month_first)

    def _shows_months(self) -> bool:
        shown = False
        for _line, _number, cells in self._sheet.spread():
            match = SLASHED_DAY.fullmatch(self._sheet.text(cells, self._name))
            if match:
                first, second = int(match[1]), int(match[2])
                if first > _MONTHS:
                    return False
                shown |= second > _MONTHS
        return shown
