"""The National Directory of SAMHSA: the official workbook, or the same rows as CSV.

Its listings state everything that a link can ask for but evening and weekend hours, hours a week,
prices and openings (INTERFACES, section 2). Two listings that agree in names, streets, city and
ZIP are one facility: codes united, phones kept, position and address of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from finder.directory import FacilityRecord, Phone, ProgramRecord
from finder.directory.identity import Identity, identity
from finder.intake.cells import Cell, CellRefused, web_address
from finder.intake.checks import Notes
from finder.intake.files import OpenedFile
from finder.intake.phones import Role, distinct, phone
from finder.intake.places_of_rows import PlaceReader
from finder.intake.reader import Circumstances, Reader
from finder.intake.samhsa_codes import code_table, split_codes
from finder.intake.samhsa_levels import LEVEL_CODES, care_levels, detox_contradiction
from finder.intake.samhsa_sheet import compare_code_sheet
from finder.intake.sheets import Sheet
from finder.locale import _, mark

__all__ = ["READER"]

_NO_STREET = re.compile(r"[\s–—-]*")
_PHONES: dict[str, Role] = {
    "phone": "main",
    "intake1": "intake",
    "intake2": "intake",
    "intake1a": "intake",
    "intake2a": "intake",
    "hotline1": "hotline",
    "hotline2": "hotline",
}
_REQUIRED = frozenset({"name1", "city", "state", "zip", "service_code_info"})
_OTHERS = frozenset({"name2", "street1", "street2", "website", "latitude", "longitude"})


@dataclass
class _Listing:
    """A facility with the codes of all its rows. line: of the first of them."""

    line: int
    record: FacilityRecord
    codes: dict[str, None]


def read(
    file: OpenedFile, sheet: Sheet, notes: Notes, circumstances: Circumstances
) -> list[FacilityRecord]:
    """The facilities of a directory, in the order of their first rows."""
    rows = _RowReader(sheet, notes)
    listings: dict[Identity, _Listing] = {}
    for line, cells in circumstances.progress(sheet.rows, _("listings")):
        notes.rows += 1
        listing = rows.read(line, cells)
        if listing is not None:
            first = listings.setdefault(identity(listing.record), listing)
            if first is not listing:
                _merge(first, listing, notes)
    for listing in listings.values():
        _apply_codes(listing, notes)
    compare_code_sheet(file, notes)
    return [listing.record for listing in listings.values()]


class _RowReader:
    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._sheet = sheet
        self._notes = notes
        self._places = PlaceReader(sheet, notes)

    def read(self, line: int, row: Sequence[Cell]) -> _Listing | None:
        """The listing of a row; None if it is refused."""
        text = self._sheet.text
        for name in ("name1", "city"):
            if not text(row, name):
                self._notes.refuse_row(line, name, "", _("is missing"))
                return None
        where = self._places.read(line, row)
        if where is None:
            return None
        record = FacilityRecord(
            name1=text(row, "name1"),
            name2=text(row, "name2"),
            street1=self._street(row, "street1"),
            street2=self._street(row, "street2"),
            city=text(row, "city"),
            state=where.state,
            zip=where.zip,
            phones=self._phones(line, row, where.state),
            website=self._website(line, row),
            latitude=where.position.latitude,
            longitude=where.position.longitude,
            position=where.position.kind,
        )
        codes = dict.fromkeys(split_codes(text(row, "service_code_info")))
        return _Listing(line, record, codes)

    def _street(self, row: Sequence[Cell], name: str) -> str:
        text = self._sheet.text(row, name)
        return "" if _NO_STREET.fullmatch(text) else text

    def _phones(self, line: int, row: Sequence[Cell], state: str) -> list[Phone]:
        phones = []
        for name, role in _PHONES.items():
            if text := self._sheet.text(row, name):
                one = phone(text, role, state)
                phones.append(one)
                if not one.dial:
                    reason = _("is no number that can be dialled; its text is shown")
                    self._notes.refuse_value(line, name, text, reason)
        return distinct(phones)

    def _website(self, line: int, row: Sequence[Cell]) -> str:
        text = self._sheet.text(row, "website")
        try:
            return web_address(text)
        except CellRefused as refused:
            self._notes.refuse_value(line, "website", text, str(refused))
            return ""


def _merge(first: _Listing, again: _Listing, notes: Notes) -> None:
    first.codes |= again.codes
    first.record.phones = distinct([*first.record.phones, *again.record.phones])
    reason = _("repeats line {line} in names, address and ZIP code: they are one facility")
    notes.merge(again.line, again.record.name1, reason.format(line=first.line))


def _apply_codes(listing: _Listing, notes: Notes) -> None:
    codes = listing.codes.keys()
    stated = code_table().read(codes)
    levels = care_levels(frozenset(codes & LEVEL_CODES))
    record = listing.record
    record.codes = tuple(codes)
    record.detox = "detox" in levels
    record.detox_for = stated.detox_for
    record.serves_only = stated.serves_only
    # A listing states its facts once, for all its programs.
    record.programs = [ProgramRecord(level, facts=stated.facts) for level in levels or (None,)]
    notes.unknown_codes.update(stated.unknown)
    if contradiction := detox_contradiction(codes):
        _remark_on_detox(listing.line, contradiction, notes)


def _remark_on_detox(line: int, contradiction: str, notes: Notes) -> None:
    if contradiction == "DT":
        reason = _("says detox, but none of its settings (HID, RD, OD): counted as detox")
    else:
        reason = _("says a setting of detox, but not detox itself (DT): counted as detox")
    notes.remark(line, "service_code_info", contradiction, reason)


READER = Reader(
    kind="samhsa",
    required=_REQUIRED,
    columns=_REQUIRED | _OTHERS | frozenset(_PHONES) | {"coord_source"},
    title=mark("National Directory of Drug and Alcohol Use Treatment Facilities"),
    source=mark("Substance Abuse and Mental Health Services Administration (SAMHSA)"),
    licence=mark("U.S. government work in the public domain; not to be sold"),
    read=read,
)
