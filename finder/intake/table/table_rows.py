"""One row of an own table: what it states, and what in it is refused.

A row is refused where it does not say which program it is and where. Any other cell that cannot
be understood is refused alone: what it would have stated counts as not published.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from finder.directory import Phone, ProgramRecord
from finder.directory.tables import COST_PER
from finder.intake.columns.days import UsDays
from finder.intake.columns.level_words import care_level
from finder.intake.columns.translation import Flagged
from finder.intake.files.sheets import Sheet
from finder.intake.rows.cells import Cell, code_list, one_code, web_address
from finder.intake.rows.checks import Notes
from finder.intake.rows.places_of_rows import PlaceReader
from finder.intake.rows.row_cells import RowCells, short_text
from finder.intake.table.own_export import is_export, masks_of
from finder.intake.table.table_columns import DETOX_WORDS, NUMBERS, RANGES, list_columns
from finder.intake.table.table_places import Place, Places, phones_of
from finder.locale import _
from finder.vocabulary import SUBSTANCES, Vocabulary

__all__ = ["Row", "RowReader"]

_LONGEST_NOTES = 4_000
_ENDS = tuple((f"{name}_low", f"{name}_high") for name in RANGES)
_PRICES = ("cost_low", "cost_high")


@dataclass(slots=True)
class Row:
    """A row that is kept. detox: `onsite`, `referral`, `none` or None; detox_for: its mask."""

    line: int
    place: Place
    detox: str | None
    detox_for: int
    program: ProgramRecord


class RowReader(RowCells):
    """Reads the rows of one sheet and notes what it refuses."""

    def __init__(self, sheet: Sheet, notes: Notes, today: date) -> None:
        super().__init__(sheet, notes, _understanding(today, sheet))
        self._places = Places(PlaceReader(sheet, notes), sheet)
        self._numbered = self.readers(tuple(NUMBERS))
        lists = list_columns()
        self._is_export = is_export(sheet)
        self._coded = [(one, *lists[one.name]) for one in self.readers(tuple(lists))]

    def read(self, line: int, cells: Sequence[Cell]) -> Row | None:
        """What a row states; None if the row is refused."""
        self.begin(line, cells)
        if self.overflows():
            return None
        stated, care = self.care_level()
        place = self._places.read(self, line, self._cells) if stated else None
        if place is None:
            return None
        program, detox_for = self.program(care)
        return Row(line, place, self.tried("detox"), detox_for, program)

    def care_level(self) -> tuple[bool, str | None]:
        """Whether the row is kept, and its care level, None where none is stated."""
        care, reason = self.understood("care_level")
        if reason:
            self.notes.refuse_row(self._line, "care_level", self.text("care_level"), reason)
        return not reason, care

    def program(self, care: str | None) -> tuple[ProgramRecord, int]:
        """What the row states of its program, and the mask of what its detox is for."""
        facts, detox_for = self._facts()
        program = ProgramRecord(
            care=care,
            name=self.tried("program_name") or "",
            numbers=self._numbers(),
            facts=facts,
            openings_on=self.tried("openings_on"),
            verified_on=self.tried("verified_on"),
            source_url=self.tried("source_url") or "",
            notes=self.short("notes", _LONGEST_NOTES),
        )
        self._price(program)
        self._openings(program)
        return program, detox_for

    def groups(self) -> list[tuple[str, str]]:
        """Columns of codes that are there, each with the group of facts that it fills."""
        return [(column.name, group) for column, group, _codes in self._coded]

    def phones(self, state: str) -> tuple[Phone, ...]:
        """The phones of the row."""
        return phones_of(self, state)

    def _numbers(self) -> dict[str, float]:
        numbers: dict[str, float] = {}
        for column in self._numbered:
            cell = self._cells[column.place]
            if cell != "" and cell is not None:
                value = self.tried(column.name)
                if value is not None:
                    numbers[column.name] = value
        if len(numbers) > 1:
            self._order(numbers)
        return numbers

    def _order(self, numbers: dict[str, float]) -> None:
        for low, high in _ENDS:
            if low in numbers and high in numbers and numbers[low] > numbers[high]:
                values = f"{numbers.pop(low):g}, {numbers.pop(high):g}"
                reason = _("the low end is above the high end")
                self.refuse(f"{low}, {high}", values, reason)

    def _price(self, program: ProgramRecord) -> None:
        """A price needs what it is for; without, it is not published."""
        program.cost_per = self.tried("cost_per")
        for name in _PRICES if program.cost_per is None else ():
            if program.numbers.pop(name, None) is not None:
                self.refuse(name, self.text(name), _("does not say for what: cost_per"))
        if not any(name in program.numbers for name in _PRICES):
            program.cost_per = None

    def _openings(self, program: ProgramRecord) -> None:
        if "openings" in program.numbers and program.openings_on is None:
            reason = _("without the day in openings_on they are never shown as current")
            self.notes.remark(self._line, "openings", self.text("openings"), reason)

    def _facts(self) -> tuple[dict[str, tuple[int, int]], int]:
        """Masks of the groups whose columns are there, and the mask of what detox is for."""
        facts: dict[str, tuple[int, int]] = {}
        for column, group, vocabulary in self._coded:
            cell = self._cells[column.place]
            # A million rows ask this ten times each: most texts are known, and asked for here.
            found = column.known.get(cell) if type(cell) is str else None
            masks, unknown = (found or column.understood(cell))[0]
            if unknown:
                reason = _("is not one of {codes}").format(codes=", ".join(vocabulary.codes))
                self.refuse(column.name, unknown, reason)
            facts[group] = masks
        detox_for, _unknown = facts.pop("detox_for", (0, 0))
        if self._is_export:
            facts = masks_of(self._sheet, self._cells, facts)
        return facts, detox_for


def _understanding(today: date, sheet: Sheet) -> dict[str, Callable[[Cell], Any]]:
    """What becomes of a cell of each column that repeats its texts."""
    codes = {
        "cost_per": COST_PER,
        "detox": DETOX_WORDS,
    }
    return {
        "care_level": care_level,
        **{name: partial(one_code, codes=some) for name, some in codes.items()},
        **{name: partial(_codes, group, some) for name, (group, some) in list_columns().items()},
        **{name: bounds.read for name, bounds in NUMBERS.items()},
        **{name: UsDays(sheet, name, today).read for name in ("openings_on", "verified_on")},
        **dict.fromkeys(("website", "source_url"), web_address),
        "program_name": short_text,
    }


def _codes(group: str, vocabulary: Vocabulary[Any], cell: Cell) -> tuple[tuple[int, int], str]:
    """The masks that a list of codes states and leaves unpublished, and what in it is no code."""
    if isinstance(cell, Flagged):
        asked = vocabulary.bits(one for one in (*cell.yes, *cell.no) if one in vocabulary)
        yes = vocabulary.bits(one for one in cell.yes if one in vocabulary)
        return (yes, vocabulary.all_bits & ~asked), ""
    found = code_list(cell, vocabulary)
    stated, unknown = found or (0, ())
    if group == "substance":
        return (SUBSTANCES.all_bits if unknown or not found else stated, 0), ";".join(unknown)
    # What a cell with an unreadable code leaves unsaid may be that very code.
    certain = found is not None and not unknown
    return (stated, 0 if certain else vocabulary.all_bits & ~stated), ";".join(unknown)
