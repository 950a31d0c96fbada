"""The whole search as rows, one a program found: what CSV and workbook have in common."""

from __future__ import annotations

from collections.abc import Iterator

from finder.export.columns import Cell, Row, columns
from finder.export.export import Outgoing

__all__ = ["rows"]


def rows(outgoing: Outgoing) -> Iterator[list[Cell]]:
    """The cells of each program found, in the order of `columns()`, best facility first."""
    order = columns()
    for found in outgoing.facilities():
        for program in found.programs:
            row = Row(outgoing.directory, found, program)
            yield [column.cell(row) for column in order]
