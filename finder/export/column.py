"""What a column of CSV and workbook is, and what one row is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from finder.directory import Directory, Facility, Program
from finder.search import FoundFacility, FoundProgram

__all__ = ["Cell", "Column", "Row"]

Cell = str | float | bool | date | None


class Row(NamedTuple):
    """What one row is about: a program that was found, with its facility."""

    directory: Directory
    found: FoundFacility
    found_program: FoundProgram
    facility: Facility
    program: Program


@dataclass(frozen=True)
class Column:
    """One column: its name, what it means, and its cell in a row. None is an empty cell.

    of_place: whether its cell is the same for all programs of a facility, and made once for them.
    """

    name: str
    help: str
    cell: Callable[[Row], Cell]
    of_place: bool = False
