"""California's licensed and certified facilities (Department of Health Care Services, DHCS).

As CSV in the spelling of its data dictionary, or as the raw JSON of the state's map service. It
says who may treat, for whom, with how many beds and until when; it says nothing of payment, hours
or prices. RES is licensed residential care; what the other setting codes mean is not published,
so no care level is made of them. A place whose licence has expired stays, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from finder.directory import FacilityRecord, Licence, ProgramRecord
from finder.directory.identity import Identity, identity
from finder.intake.dhcs.dhcs_populations import facts_of
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import Sheet
from finder.intake.reader import Circumstances, Reader
from finder.intake.rows.cells import Cell, CellRefused, number, text_of
from finder.intake.rows.checks import Notes
from finder.intake.rows.listed_contact import ContactReader
from finder.intake.rows.listing_row import lacks
from finder.intake.rows.phones import Role, distinct
from finder.intake.rows.places_of_rows import PlaceReader
from finder.locale import _, mark

__all__ = ["READER"]

AUTHORITY = "California DHCS"
_REQUIRED = frozenset({"license_number", "facility_name", "setting_code"})
_RAW_REQUIRED = frozenset({"application_number", "facility_name", "program_code"})
# Names in the raw layer, and what the data dictionary calls them.
_RAW = {
    "application_number": "license_number",
    "legal_entity_name": "legal_entity",
    "facility_address1": "address_line1",
    "facility_address2": "address_line2",
    "additional_facility_locations": "additional_locations",
    "facility_city": "city",
    "facility_state": "state",
    "facility_zip": "zip",
    "countyname": "county",
    "facility_phone": "phone",
    "program_code": "setting_code",
    "lic_expiration_date": "license_expiration",
    "incident_medical_services": "incidental_medical_services",
}
_COLUMNS = (
    frozenset(_RAW.values())
    | frozenset(_RAW)
    | {
        *("facility_name", "county_code", "offers_detox", "is_licensed", "is_certified"),
        *("license_expired", "treatment_capacity", "total_capacity", "target_population_code"),
        *("target_population", "adolescent_waiver", "latitude", "longitude", "type_of_application"),
    }
)
_PHONES: dict[str, Role] = {"phone": "main"}
_SETTINGS_WITHOUT_LEVEL = frozenset({"NON", "DSS", "DPH"})
_DETOX_SUFFIX = "-DETOX"
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_MILLISECONDS = re.compile(r"-?\d{11,14}", re.ASCII)
_YES, _NO = frozenset({"true", "yes", "y", "1"}), frozenset({"false", "no", "n", "0", ""})


def read(
    _file: OpenedFile, sheets: Sequence[Sheet], notes: Notes, circumstances: Circumstances
) -> list[FacilityRecord]:
    """The facilities of the table; licences of one place, by name and address, are united."""
    sheet = sheets[0]
    columns = {_RAW.get(name, name): place for name, place in sheet.columns.items()}
    rows = _RowReader(replace(sheet, columns=columns), notes)
    known: dict[Identity, tuple[int, FacilityRecord]] = {}
    for line, cells in circumstances.progress(sheet.rows, _("licences")):
        notes.rows += 1
        record = rows.read(line, cells)
        if record is not None:
            first_line, first = known.setdefault(identity(record), (line, record))
            if first is not record:
                _unite(first, record)
                reason = _("repeats line {line} in name and address: both licences are kept")
                notes.merge(line, record.name1, reason.format(line=first_line))
    return [record for _line, record in known.values()]


class _RowReader:
    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._sheet = sheet
        self._notes = notes
        self._places = PlaceReader(sheet, notes)
        self._contact = ContactReader(sheet, notes, _PHONES)

    def read(self, line: int, row: Sequence[Cell]) -> FacilityRecord | None:
        """The facility of a licence; None if the row is refused."""
        text = self._sheet.text
        if lacks(self._sheet, self._notes, line, row, ("facility_name", "city")):
            return None
        where = self._places.read(line, self._in_california(line, row))
        if where is None:
            return None
        record = FacilityRecord(
            name1=text(row, "facility_name"),
            street1=text(row, "address_line1"),
            street2=text(row, "address_line2"),
            city=text(row, "city").rstrip(" ,"),
            state=where.state,
            zip=where.zip,
            phones=self._contact.phones(line, row, where.state),
            latitude=where.position.latitude,
            longitude=where.position.longitude,
            position=where.position.kind,
            county=text(row, "county"),
            source_id=text(row, "license_number"),
            licences=(self._licence(line, row),),
            also_named=(text(row, "legal_entity"),),
            also_at=text(row, "additional_locations"),
        )
        levels = self._levels(line, row)
        record.detox = "detox" in levels
        facts = self._facts(line, row)
        record.programs = [
            ProgramRecord(level, facts=dict(facts), notes=self._words(row))
            for level in levels or (None,)
        ]
        return record

    def _in_california(self, line: int, row: Sequence[Cell]) -> Sequence[Cell]:
        """The row with the state that all licences of California are in."""
        stated = self._sheet.text(row, "state")
        if stated == "CA":
            return row
        reason = _("is not CA, which every licence of this source is in: read as CA")
        if stated.upper() != "CA":
            self._notes.remark(line, "state", stated, reason)
        place = self._sheet.columns.get("state")
        if place is None or place >= len(row):
            return row
        return [*row[:place], "CA", *row[place + 1 :]]

    def _levels(self, line: int, row: Sequence[Cell]) -> list[str]:
        """Care levels, in the order of the vocabulary; none where only the setting is known."""
        setting = self._sheet.text(row, "setting_code").upper()
        detox = setting.endswith(_DETOX_SUFFIX) or self._is(line, row, "offers_detox")
        setting = setting.removesuffix(_DETOX_SUFFIX)
        if setting not in _SETTINGS_WITHOUT_LEVEL | {"RES"}:
            reason = _("is no setting that is known: no care level is made of it")
            self._notes.remark(line, "setting_code", setting, reason)
        levels = {"detox": detox, "residential": setting == "RES"}
        return [level for level, offered in levels.items() if offered]

    def _facts(self, line: int, row: Sequence[Cell]) -> dict[str, tuple[int, int]]:
        label = self._sheet.text(row, "target_population")
        facts, known = facts_of(label, self._is(line, row, "adolescent_waiver"))
        if not known:
            reason = _("is no target population that is known: nothing is made of it")
            self._notes.refuse_value(line, "target_population", label, reason)
        return facts

    def _licence(self, line: int, row: Sequence[Cell]) -> Licence:
        words = self._sheet.text(row, "type_of_application").lower()
        licensed = "licens" in words or self._is(line, row, "is_licensed")
        certified = "certif" in words or self._is(line, row, "is_certified")
        kind = "both" if licensed and certified else "licensed" if licensed else ""
        return Licence(
            authority=AUTHORITY,
            number=self._sheet.text(row, "license_number"),
            kind=kind or ("certified" if certified else ""),
            expires=self._expiry(line, row),
            beds=self._beds(line, row),
        )

    def _expiry(self, line: int, row: Sequence[Cell]) -> date | None:
        try:
            return _day(self._sheet.cell(row, "license_expiration"))
        except (CellRefused, ValueError, OverflowError) as error:
            text = self._sheet.text(row, "license_expiration")
            known = str(error) if isinstance(error, CellRefused) else ""
            reason = known or _("is no day of the calendar")
            self._notes.refuse_value(line, "license_expiration", text, reason)
            return None

    def _beds(self, line: int, row: Sequence[Cell]) -> int | None:
        """Places to live in; 0 is what places where nobody lives state."""
        try:
            beds = number(self._sheet.cell(row, "treatment_capacity"), 0, 10_000)
        except CellRefused as refused:
            text = self._sheet.text(row, "treatment_capacity")
            self._notes.refuse_value(line, "treatment_capacity", text, str(refused))
            return None
        return int(beds) if beds else None

    def _is(self, line: int, row: Sequence[Cell], column: str) -> bool:
        text = self._sheet.text(row, column).lower()
        if text not in _YES | _NO:
            self._notes.refuse_value(line, column, text, _("is neither true nor false"))
        return text in _YES

    def _words(self, row: Sequence[Cell]) -> str:
        """What no field carries, in the words of the source."""
        entity = self._sheet.text(row, "legal_entity")
        also = self._sheet.text(row, "additional_locations")
        return " ".join(
            [f"Operated by {entity.rstrip('.')}."] * bool(entity)
            + [f"Also at: {also.rstrip('.')}."] * bool(also)
        )


def _day(cell: Any) -> date | None:
    """A day as ISO, as M/D/YYYY, or as the milliseconds of a map service."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if not text:
        return None
    if match := _US_DAY.match(text):
        month, day, year = map(int, match.groups())
        return date(year, month, day)
    if _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC).date()
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise CellRefused(_("is not a date such as 2025-05-31")) from error


def _unite(first: FacilityRecord, again: FacilityRecord) -> None:
    """Licences, phones and levels of both; nothing else can differ where name and address agree."""
    first.licences = (*first.licences, *again.licences)
    first.phones = distinct([*first.phones, *again.phones])
    first.detox = bool(first.detox) or bool(again.detox)
    levels = {program.care for program in first.programs}
    first.programs += [program for program in again.programs if program.care not in levels]
    if any(program.care for program in first.programs):
        first.programs = [program for program in first.programs if program.care]


READER = Reader(
    kind="dhcs",
    required=_REQUIRED,
    otherwise=(_RAW_REQUIRED,),
    columns=_COLUMNS,
    title=mark("California licensed substance use facilities"),
    source=mark("California Department of Health Care Services (DHCS)"),
    licence=mark("CC BY 4.0, California Department of Health Care Services"),
    read=read,
)
