"""Overlays: a coordinator's own table, whose filled cells replace those of the imported directory.

A row is for one program, named by facility_id and care_level; the other columns are those of an
own table (docs/contract.md, section 4). An empty cell says nothing. A row whose facility is not in
the directory is refused, with the facility that it is nearest to; a level that the listing does
not state is added, since a coordinator knows more than a listing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from finder.directory import FacilityRecord, Phone, ProgramRecord
from finder.directory.identity import facility_ids
from finder.errors import SourceRefused
from finder.intake.columns.finding import sheet_of
from finder.intake.columns.translation import Wanted
from finder.intake.files.files import open_file
from finder.intake.files.sheets import Sheet
from finder.intake.overlay.merging_overlay import Before
from finder.intake.overlay.nearest import Nearest
from finder.intake.overlay.overlay_replace import replace_facility, replace_program
from finder.intake.reader import Circumstances
from finder.intake.rows.cells import Cell
from finder.intake.rows.checks import Notes, SourceFile
from finder.intake.rows.odd_cells import without_odd_cells
from finder.intake.table.table_columns import column_names
from finder.intake.table.table_header import remark_on_columns
from finder.intake.table.table_places import npis_of
from finder.intake.table.table_rows import RowReader
from finder.locale import _

__all__ = ["Overlay", "OverlayRow", "OverlayRows", "lay_over", "open_overlay"]

_REQUIRED = frozenset({"facility_id", "care_level"})


@dataclass(frozen=True)
class Overlay:
    """An overlay that was opened and not yet applied."""

    file: SourceFile
    sheet: Sheet
    notes: Notes


@dataclass
class OverlayRow:
    """What one row states. groups: of facts whose cells are filled. detox: a word, or None."""

    line: int
    facility_id: str
    care: str | None
    program: ProgramRecord
    groups: frozenset[str]
    phones: tuple[Phone, ...]
    website: str
    npi: tuple[str, ...]
    detox: str | None
    detox_for: int
    words: dict[str, str]


def open_overlay(path: str) -> Overlay:
    """Read an overlay's file. Raises SourceRefused where it is no table of that form."""
    file = open_file(path, column_names())
    notes = Notes(PurePath(path).name)
    if file.remark:
        notes.remark(None, "", "", file.remark)
    for table in file.tables:
        sheet = sheet_of(table, Wanted(), tuple(_REQUIRED))
        if sheet is not None:
            remark_on_columns(sheet, notes)
            sheet = without_odd_cells(sheet, notes)
            source = SourceFile(path, "overlay", file.sha256, len(sheet.rows))
            return Overlay(source, sheet, notes)
    reason = _("is no overlay: it needs the columns facility_id and care_level")
    raise SourceRefused(path, reason)


def lay_over(
    records: Sequence[FacilityRecord],
    overlay: Overlay,
    circumstances: Circumstances,
    number: int = 1,
) -> None:
    """Replace what the records state by what an overlay states, and note what it cannot.

    Records get their final id, so that a name or address that is replaced does not change it.
    number: of the overlay among the sources of the directory.
    """
    facilities = _Facilities(records)
    reader = OverlayRows(overlay.sheet, overlay.notes, circumstances.today)
    notes = overlay.notes
    rows = _rows(overlay, circumstances)
    for line, cells in rows:
        row = reader.overlay(line, cells)
        if row is None:
            continue
        record = facilities.named(row.facility_id)
        if record is None:
            reason = _("is no facility of this directory")
            guess = facilities.nearest(row)
            notes.refuse_row(line, "facility_id", row.facility_id, reason + guess)
        else:
            _apply(record, row, notes, number)


def _rows(overlay: Overlay, circumstances: Circumstances) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows of an overlay under our columns."""
    for line, cells in circumstances.progress(overlay.sheet.rows, _("programs")):
        overlay.notes.rows += 1
        for _line, _number, one in overlay.sheet.spread_row(line, cells, overlay.notes):
            yield line, one


def _apply(record: FacilityRecord, row: OverlayRow, notes: Notes, number: int) -> None:
    before = Before(record, number)
    program = _program(record, row, notes)
    if program is not None:
        replace_program(record, program, row.program, row.groups)
        replace_facility(record, row.phones, row.website, row.detox, row.detox_for)
        record.npi = row.npi or record.npi
        before.note(program, row.program, row.groups)


def _program(record: FacilityRecord, row: OverlayRow, notes: Notes) -> ProgramRecord | None:
    """The program that a row is about; None, with a refusal, where it does not tell."""
    programs = record.programs
    alike = [one for one in programs if one.care == row.care]
    if row.care is None:
        alike = programs if len(programs) == 1 else alike
    if row.program.name and len(alike) > 1:
        alike = [one for one in alike if one.name == row.program.name]
    if len(alike) == 1:
        return alike[0]
    if len(alike) > 1:
        reason = _("is the level of several programs there: name one in program_name")
        notes.refuse_row(row.line, "care_level", row.care or "", reason)
        return None
    if row.care is None:
        levels = ", ".join(sorted({one.care or "" for one in programs}))
        reason = _("is missing; the facility has {levels}").format(levels=levels)
        notes.refuse_row(row.line, "care_level", "", reason)
        return None
    return _added(record, row, notes)


def _added(record: FacilityRecord, row: OverlayRow, notes: Notes) -> ProgramRecord:
    """A program of a level that the listing does not state, with what it states of the place."""
    reason = _("is a level that the listing of {facility} does not state: it was added")
    notes.remark(row.line, "care_level", row.care or "", reason.format(facility=record.name))
    facts = dict(record.programs[0].facts) if record.programs else {}
    program = ProgramRecord(row.care, facts=facts)
    record.programs = [*(one for one in record.programs if one.care), program]
    return program


class _Facilities:
    """The facilities of a directory by id, and by the id that their source gives them."""

    def __init__(self, records: Sequence[FacilityRecord]) -> None:
        for record, one in zip(records, facility_ids(records), strict=True):
            record.id = one
        self._by_source = {one.source_id.casefold(): one for one in records if one.source_id}
        self._by_source |= {
            licence.number.casefold(): one for one in records for licence in one.licences
        }
        # A facility of several sources keeps the ids that each of them alone would give it.
        self._by_id = {other: one for one in records for other in one.other_ids}
        self._by_id |= {one.id: one for one in records}
        self._nearest = Nearest(records)

    def named(self, facility_id: str) -> FacilityRecord | None:
        name = facility_id.strip().casefold()
        return self._by_id.get(name) or self._by_source.get(name)

    def nearest(self, row: OverlayRow) -> str:
        """The end of a sentence: which facility may be meant, or nothing."""
        found = self._nearest.to(row.facility_id, row.words)
        if found is None:
            return ""
        guess = _("; did you mean {id} ({name}, {city}, {state})?")
        return guess.format(id=found.id, name=found.name, city=found.city, state=found.state)


class OverlayRows(RowReader):
    """Reads rows of which only facility_id must be there."""

    def overlay(self, line: int, cells: Sequence[Cell]) -> OverlayRow | None:
        """What a row states; None if it is refused."""
        self.begin(line, cells)
        if self.overflows():
            return None
        facility_id = self.text("facility_id")
        if not facility_id:
            self.notes.refuse_row(line, "facility_id", "", _("is missing"))
            return None
        stated, care = self.care_level()
        if not stated:
            return None
        program, detox_for = self.program(care)
        return OverlayRow(
            line=line,
            facility_id=facility_id,
            care=care,
            program=program,
            groups=frozenset(group for column, group in self.groups() if self.text(column)),
            phones=self.phones(self.text("state")),
            website=self.tried("website") or "",
            npi=npis_of(self),
            detox=self.tried("detox"),
            detox_for=detox_for,
            words={
                name: self.text(name)
                for name in ("facility_name", "street", "city", "state", "zip")
                if self.text(name)
            },
        )
