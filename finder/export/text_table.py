"""Columns of text that fit a line: widths for the room there is, cells wrapped to their width."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

__all__ = ["TextColumn", "TextTable", "wrapped"]


@dataclass(frozen=True)
class TextColumn:
    """A column: its title, and how many characters it needs, wants, and can use at most."""

    title: str
    least: int
    wanted: int
    most: int
    right: bool = False


class TextTable:
    """A layout of columns in lines of at most `room` characters."""

    def __init__(self, columns: Sequence[TextColumn], room: int) -> None:
        self.columns = columns
        wide = sum(column.wanted for column in columns) + 2 * (len(columns) - 1) <= room
        self._gap = "  " if wide else " "
        self.widths = self._widths(room - len(self._gap) * (len(columns) - 1))

    @staticmethod
    def least_room(columns: Sequence[TextColumn]) -> int:
        """The shortest line that the columns fit in."""
        return sum(column.least for column in columns) + len(columns) - 1

    def head(self) -> list[str]:
        """The line of titles, and one beneath it."""
        wraps = [
            wrapped(one.title, width) for one, width in zip(self.columns, self.widths, strict=True)
        ]
        titles = self.lines(wraps)
        return [*titles, self._gap.join("-" * width for width in self.widths)]

    def lines(self, cells: Sequence[Sequence[str]]) -> list[str]:
        """The lines of one row. A cell is a list of lines, which must fit their column."""
        return [self._line(row) for row in zip_longest(*cells, fillvalue="")]

    def aligned(self, first: int, rows: Sequence[Sequence[str]]) -> list[list[str]]:
        """Rows within a row, as cells for the columns from `first` on: each begins level."""
        cells: list[list[str]] = [[] for _column in rows[0]] if rows else []
        for row in rows:
            wraps = [wrapped(text, self.widths[first + at]) for at, text in enumerate(row)]
            tallest = max(map(len, wraps))
            for cell, wrap in zip(cells, wraps, strict=True):
                cell += [*wrap, *[""] * (tallest - len(wrap))]
        return cells

    def _line(self, texts: Sequence[str]) -> str:
        padded = (
            text.rjust(width) if column.right else text.ljust(width)
            for column, width, text in zip(self.columns, self.widths, texts, strict=True)
        )
        return self._gap.join(padded).rstrip()

    def _widths(self, room: int) -> list[int]:
        widths = [column.least for column in self.columns]
        for goals in ([c.wanted for c in self.columns], [c.most for c in self.columns]):
            for at, goal in enumerate(goals):
                widths[at] += max(0, min(goal - widths[at], room - sum(widths)))
        return widths


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text; one, though empty, for an empty text. Numbers keep their hyphens."""
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]
