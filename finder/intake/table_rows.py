"""One row of an own table: what it states, and what in it is refused.

A row is refused where it does not say which program it is and where. Any other cell that cannot
be understood is refused alone: what it would have stated counts as not published.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from finder.directory import Phone, ProgramRecord
from finder.directory.tables import COST_PER
from finder.intake.cells import (
    Cell,
    CellRefused,
    code_list,
    day,
    one_code,
    text_of,
    web_address,
)
from finder.intake.checks import Notes
from finder.intake.phones import Role, phone
from finder.intake.places_of_rows import PlaceReader, Whereabouts
from finder.intake.sheets import Sheet
from finder.intake.table_columns import DETOX_WORDS, NUMBERS, RANGES, list_columns
from finder.locale import _
from finder.vocabulary import CARE_LEVELS, SUBSTANCES

__all__ = ["Row", "RowReader"]

_LONGEST_TEXT = 300
_LONGEST_NOTES = 4_000
T = TypeVar("T")


@dataclass
class Row:
    """A row that is kept. detox: `onsite`, `referral`, `none` or None; detox_for: its mask."""

    line: int
    facility_id: str
    name: str
    street: str
    city: str
    where: Whereabouts
    phones: list[Phone]
    website: str
    detox: str | None
    detox_for: int
    program: ProgramRecord


class RowReader:
    """Reads the rows of one sheet and notes what it refuses."""

    def __init__(self, sheet: Sheet, notes: Notes, today: date) -> None:
        self._sheet = sheet
        self._notes = notes
        self._today = today
        self._places = PlaceReader(sheet, notes)
        self._lists = {name: what for name, what in list_columns().items() if name in sheet.columns}
        self._line = 0
        self._cells: Sequence[Cell] = ()

    def read(self, line: int, cells: Sequence[Cell]) -> Row | None:
        """What a row states; None if the row is refused."""
        self._line, self._cells = line, cells
        if len(cells) > self._sheet.width and self._overflows():
            return None
        for name in ("facility_name", "city"):
            if not self._text(name) or len(self._text(name)) > _LONGEST_TEXT:
                reason = _("is too long") if self._text(name) else _("is missing")
                self._notes.refuse_row(line, name, self._text(name)[:_LONGEST_TEXT], reason)
                return None
        try:
            care = one_code(self._cell("care_level"), CARE_LEVELS.codes)
        except CellRefused as refused:
            self._notes.refuse_row(line, "care_level", self._text("care_level"), str(refused))
            return None
        where = self._places.read(line, cells)
        return self._row(care, where) if where else None

    def _overflows(self) -> bool:
        """Whether texts stand beyond the header: then the cells of a CSV have slipped."""
        beyond = [text_of(cell) for cell in self._cells[self._sheet.width :]]
        found = next((text for text in beyond if text), "")
        if found:
            reason = _("stands beyond the last column; put texts with a separator in quotes")
            self._notes.refuse_row(self._line, "", found, reason)
        return bool(found)

    def _row(self, care: str | None, where: Whereabouts) -> Row:
        facts, detox_for = self._facts()
        program = ProgramRecord(
            care=care,
            name=self._short("program_name"),
            numbers=self._numbers(),
            facts=facts,
            openings_on=self._tried("openings_on", lambda cell: day(cell, self._today)),
            verified_on=self._tried("verified_on", lambda cell: day(cell, self._today)),
            source_url=self._tried("source_url", web_address) or "",
            notes=self._short("notes", _LONGEST_NOTES),
        )
        self._price(program)
        self._openings(program)
        return Row(
            line=self._line,
            facility_id=self._short("facility_id"),
            name=self._text("facility_name"),
            street=self._short("street"),
            city=self._text("city"),
            where=where,
            phones=self._phones(where.state),
            website=self._tried("website", web_address) or "",
            detox=self._tried("detox", lambda cell: one_code(cell, DETOX_WORDS)),
            detox_for=detox_for,
            program=program,
        )

    def _cell(self, name: str) -> Cell:
        return self._sheet.cell(self._cells, name)

    def _text(self, name: str) -> str:
        return self._sheet.text(self._cells, name)

    def _refuse(self, name: str, value: str, reason: str) -> None:
        self._notes.refuse_value(self._line, name, value, reason)

    def _tried(self, name: str, understand: Callable[[Cell], T]) -> T | None:
        """What a cell is understood as; a cell that is refused is noted and counts as empty."""
        try:
            return understand(self._cell(name))
        except CellRefused as refused:
            self._refuse(name, self._text(name), str(refused))
            return None

    def _short(self, name: str, longest: int = _LONGEST_TEXT) -> str:
        text = self._text(name)
        if len(text) <= longest:
            return text
        self._refuse(name, f"{text[:60]}…", _("is longer than {n} letters").format(n=longest))
        return ""

    def _numbers(self) -> dict[str, float]:
        numbers: dict[str, float] = {}
        for name, bounds in NUMBERS.items():
            if name in self._sheet.columns:
                value = self._tried(name, bounds.read)
                if value is not None:
                    numbers[name] = value
        for name in RANGES:
            self._order(numbers, name)
        return numbers

    def _order(self, numbers: dict[str, float], name: str) -> None:
        low, high = numbers.get(f"{name}_low"), numbers.get(f"{name}_high")
        if low is not None and high is not None and low > high:
            values = f"{low:g}, {high:g}"
            self._refuse(f"{name}_low, {name}_high", values, _("the low end is above the high end"))
            del numbers[f"{name}_low"], numbers[f"{name}_high"]

    def _price(self, program: ProgramRecord) -> None:
        """A price needs what it is for; without, it is not published."""
        program.cost_per = self._tried("cost_per", lambda cell: one_code(cell, COST_PER))
        for name in ("cost_low", "cost_high"):
            if program.cost_per is None and name in program.numbers:
                self._refuse(name, self._text(name), _("does not say for what: cost_per"))
                del program.numbers[name]
        if not {"cost_low", "cost_high"} & program.numbers.keys():
            program.cost_per = None

    def _openings(self, program: ProgramRecord) -> None:
        if "openings" in program.numbers and program.openings_on is None:
            reason = _("without the day in openings_on they are never shown as current")
            self._notes.remark(self._line, "openings", self._text("openings"), reason)

    def _phones(self, state: str) -> list[Phone]:
        columns: tuple[tuple[str, Role], ...] = (("phone", "main"), ("intake_phone", "intake"))
        return [
            one
            for name, role in columns
            for text in self._text(name).split(";")
            if text.strip() and (one := self._phone(name, text.strip(), role, state)).text
        ]

    def _phone(self, name: str, text: str, role: Role, state: str) -> Phone:
        one = phone(text, role, state)
        if len(text) > _LONGEST_TEXT:
            self._refuse(name, f"{text[:60]}…", _("is too long"))
            return Phone(role, "", "")
        if not one.dial:
            self._refuse(name, text, _("is no number that can be dialled; its text is shown"))
        return one

    def _facts(self) -> tuple[dict[str, tuple[int, int]], int]:
        """Masks of the groups whose columns are there, and the mask of what detox is for."""
        facts: dict[str, tuple[int, int]] = {}
        detox_for = 0
        for name, (group, vocabulary) in self._lists.items():
            found = code_list(self._cell(name), vocabulary)
            stated, unknown = found or (0, ())
            if unknown:
                reason = _("is not one of {codes}").format(codes=", ".join(vocabulary.codes))
                self._refuse(name, ";".join(unknown), reason)
            if group == "detox_for":
                detox_for = stated
            elif group == "substance":
                facts[group] = (SUBSTANCES.all_bits if unknown or not found else stated, 0)
            else:
                # What a cell with an unreadable code leaves unsaid may be that very code.
                certain = found is not None and not unknown
                facts[group] = (stated, 0 if certain else vocabulary.all_bits & ~stated)
        return facts, detox_for
