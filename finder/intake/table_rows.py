"""One row of an own table: what it states, and what in it is refused.

A row is refused where it does not say which program it is and where. Any other cell that cannot
be understood is refused alone: what it would have stated counts as not published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any, TypeVar

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
from finder.vocabulary import CARE_LEVELS, SUBSTANCES, Vocabulary

__all__ = ["Row", "RowReader"]

_LONGEST_TEXT = 300
_LONGEST_NOTES = 4_000
# Texts of one column whose meaning is kept; a column of codes or numbers has far fewer.
_MOST_REMEMBERED = 50_000
T = TypeVar("T")


@dataclass(slots=True)
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
        self.notes = notes
        self._today = today
        self._columns = sheet.columns
        self._places = PlaceReader(sheet, notes)
        self._lists = {name: what for name, what in list_columns().items() if name in sheet.columns}
        places = sheet.columns
        self._numbered = [(one, places[one], NUMBERS[one]) for one in NUMBERS if one in places]
        self._understood: dict[str, dict[str, tuple[Any, str]]] = defaultdict(dict)
        self._coded = [
            (name, places[name], group, vocabulary, self._understood[name])
            for name, (group, vocabulary) in self._lists.items()
        ]
        self._line = 0
        self._cells: Sequence[Cell] = ()

    def read(self, line: int, cells: Sequence[Cell]) -> Row | None:
        """What a row states; None if the row is refused."""
        self.begin(line, cells)
        if self.overflows():
            return None
        for name in ("facility_name", "city"):
            text = self.text(name)
            if not text or len(text) > _LONGEST_TEXT:
                reason = _("is too long") if text else _("is missing")
                self.notes.refuse_row(line, name, text[:_LONGEST_TEXT], reason)
                return None
        try:
            care = one_code(self.cell("care_level"), CARE_LEVELS.codes)
        except CellRefused as refused:
            self.notes.refuse_row(line, "care_level", self.text("care_level"), str(refused))
            return None
        where = self._places.read(line, cells)
        return self._row(care, where) if where else None

    def begin(self, line: int, cells: Sequence[Cell]) -> None:
        """Turn to a row; what follows is about it."""
        self._line, self._cells = line, cells

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

    def _row(self, care: str | None, where: Whereabouts) -> Row:
        program, detox_for = self.program(care)
        return Row(
            line=self._line,
            facility_id=_shared(self._short("facility_id")),
            name=_shared(self.text("facility_name")),
            street=_shared(self._short("street")),
            city=_shared(self.text("city")),
            where=where,
            phones=self.phones(where.state),
            website=_shared(self.tried("website", web_address) or ""),
            detox=self.tried("detox", lambda cell: one_code(cell, DETOX_WORDS)),
            detox_for=detox_for,
            program=program,
        )

    def program(self, care: str | None) -> tuple[ProgramRecord, int]:
        """What the row states of its program, and the mask of what its detox is for."""
        facts, detox_for = self._facts()
        program = ProgramRecord(
            care=care,
            name=_shared(self._short("program_name")),
            numbers=self._numbers(),
            facts=facts,
            openings_on=self.tried("openings_on", lambda cell: day(cell, self._today)),
            verified_on=self.tried("verified_on", lambda cell: day(cell, self._today)),
            source_url=_shared(self.tried("source_url", web_address) or ""),
            notes=self._short("notes", _LONGEST_NOTES),
        )
        self._price(program)
        self._openings(program)
        return program, detox_for

    def groups(self) -> list[tuple[str, str]]:
        """Columns of codes that are there, each with the group of facts that it fills."""
        return [(column, group) for column, (group, _codes) in self._lists.items()]

    def cell(self, name: str) -> Cell:
        """The cell of the row in a column."""
        return self._sheet.cell(self._cells, name)

    def text(self, name: str) -> str:
        """The same as text."""
        return self._sheet.text(self._cells, name)

    def _refuse(self, name: str, value: str, reason: str) -> None:
        self.notes.refuse_value(self._line, name, value, reason)

    def tried(self, name: str, understand: Callable[[Cell], T]) -> T | None:
        """What a cell is understood as; a cell that is refused is noted and counts as empty."""
        value: T | None
        value, reason = self._remembered(name, understand)
        if reason:
            self._refuse(name, self.text(name), reason)
        return value

    def _remembered(self, name: str, understand: Callable[[Cell], T]) -> tuple[T | None, str]:
        """What a cell is understood as, or the reason against it; a column repeats its texts."""
        place = self._columns.get(name)
        if place is None or place >= len(self._cells):
            return _understood(None, understand)
        cell = self._cells[place]
        if not isinstance(cell, str):
            return _understood(cell, understand)
        known = self._understood[name]
        if cell in known:
            return known[cell]
        found = _understood(cell, understand)
        if len(known) < _MOST_REMEMBERED:
            known[cell] = found
        return found

    def _short(self, name: str, longest: int = _LONGEST_TEXT) -> str:
        text = self.text(name)
        if len(text) <= longest:
            return text
        self._refuse(name, f"{text[:60]}…", _("is longer than {n} letters").format(n=longest))
        return ""

    def _numbers(self) -> dict[str, float]:
        numbers: dict[str, float] = {}
        filled = len(self._cells)
        for name, place, bounds in self._numbered:
            if place < filled and self._cells[place] != "":
                value = self.tried(name, bounds.read)
                if value is not None:
                    numbers[name] = value
        for name in RANGES if len(numbers) > 1 else ():
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
        program.cost_per = self.tried("cost_per", lambda cell: one_code(cell, COST_PER))
        for name in ("cost_low", "cost_high"):
            if program.cost_per is None and name in program.numbers:
                self._refuse(name, self.text(name), _("does not say for what: cost_per"))
                del program.numbers[name]
        if not {"cost_low", "cost_high"} & program.numbers.keys():
            program.cost_per = None

    def _openings(self, program: ProgramRecord) -> None:
        if "openings" in program.numbers and program.openings_on is None:
            reason = _("without the day in openings_on they are never shown as current")
            self.notes.remark(self._line, "openings", self.text("openings"), reason)

    def phones(self, state: str) -> list[Phone]:
        """The phones of the row."""
        columns: tuple[tuple[str, Role], ...] = (("phone", "main"), ("intake_phone", "intake"))
        return [
            one
            for name, role in columns
            for text in self.text(name).split(";")
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
        filled = len(self._cells)
        for name, place, group, vocabulary, known in self._coded:
            cell = self._cells[place] if place < filled else None
            found = known.get(cell) if isinstance(cell, str) else None
            if found is None:
                found = self._remembered(name, partial(_codes, group, vocabulary))
            masks, unknown = found[0]
            if unknown:
                reason = _("is not one of {codes}").format(codes=", ".join(vocabulary.codes))
                self._refuse(name, unknown, reason)
            if group == "detox_for":
                detox_for = masks[0]
            else:
                facts[group] = masks
        return facts, detox_for


@lru_cache(maxsize=4096)
def _shared(text: str) -> str:
    """The same text as before, where the rows of one facility follow each other."""
    return text


def _understood(cell: Cell, understand: Callable[[Cell], T]) -> tuple[T | None, str]:
    try:
        return understand(cell), ""
    except CellRefused as refused:
        return None, str(refused)


def _codes(group: str, vocabulary: Vocabulary[Any], cell: Cell) -> tuple[tuple[int, int], str]:
    """The masks that a list of codes states and leaves unpublished, and what in it is no code."""
    found = code_list(cell, vocabulary)
    stated, unknown = found or (0, ())
    if group == "substance":
        return (SUBSTANCES.all_bits if unknown or not found else stated, 0), ";".join(unknown)
    # What a cell with an unreadable code leaves unsaid may be that very code.
    certain = found is not None and not unknown
    return (stated, 0 if certain else vocabulary.all_bits & ~stated), ";".join(unknown)
