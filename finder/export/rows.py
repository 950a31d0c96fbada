"""The whole search as rows, one a program found: what CSV and workbook have in common."""

from __future__ import annotations

from collections.abc import Iterator

from finder.export.columns import Cell, Column, Row, columns
from finder.export.export import Outgoing

__all__ = ["columns_of", "rows"]


def columns_of(outgoing: Outgoing) -> list[Column]:
    """The columns that go out: those asked for, and of a demonstration always what it is."""
    names = outgoing.columns
    if names and outgoing.directory.manifest.demonstration and "notice" not in names:
        names = (*names, "notice")
    return columns(names)


def rows(outgoing: Outgoing) -> Iterator[list[Cell]]:
    """The cells of each program found, in the order of `columns_of`, best facility first."""
    order = columns_of(outgoing)
    own = [(at, column.cell) for at, column in enumerate(order) if not column.of_place]
    for found in outgoing.facilities():
        cells: list[Cell] = []
        for program in found.programs:
            row = Row(outgoing.directory, found, program, found.facility, program.program)
            if cells:
                cells = cells.copy()
                for at, cell in own:
                    cells[at] = cell(row)
            else:
                cells = [column.cell(row) for column in order]
            yield cells
