"""The National Directory of SAMHSA: the official workbook, or the same rows as CSV.

Its listings state everything that a link can ask for but evening and weekend hours, hours a week,
prices and openings (docs/contract.md, section 2). Two listings that agree in names, streets, city
and ZIP are one facility: codes united, phones kept, position and address of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from finder.directory import FacilityRecord
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import Sheet
from finder.intake.reader import Circumstances, Reader
from finder.intake.rows.cells import Cell
from finder.intake.rows.checks import Notes
from finder.intake.rows.listing_row import FacilityReader, lacks
from finder.intake.rows.phones import Role
from finder.intake.samhsa.samhsa_codes import split_codes
from finder.intake.samhsa.samhsa_listing import Listing, Listings
from finder.intake.samhsa.samhsa_sheet import compare_code_sheet
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
_MENTAL_HEALTH_TITLE = mark("SAMHSA's directory {file}: its substance-use care")
_OTHERS = frozenset({"name2", "street1", "street2", "website", "latitude", "longitude"})


def read(
    file: OpenedFile, sheets: Sequence[Sheet], notes: Notes, circumstances: Circumstances
) -> list[FacilityRecord]:
    """The facilities of a directory, in the order of their first rows."""
    sheet = sheets[0]
    rows = _RowReader(sheet, notes)
    listings = Listings(notes)
    for line, cells in circumstances.progress(sheet.rows, _("listings")):
        notes.rows += 1
        listing = rows.read(line, cells)
        if listing is not None:
            listings.add(listing)
    compare_code_sheet(file, notes)
    if listings.of_mental_health:
        notes.title = _MENTAL_HEALTH_TITLE
    return listings.facilities()


class _RowReader:
    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._sheet = sheet
        self._notes = notes
        self._facilities = FacilityReader(sheet, notes, _PHONES)

    def read(self, line: int, row: Sequence[Cell]) -> Listing | None:
        """The listing of a row; None if it is refused."""
        if lacks(self._sheet, self._notes, line, row, ("name1", "city")):
            return None
        record = self._facilities.read(line, row)
        if record is None:
            return None
        record.street1, record.street2 = map(_street, (record.street1, record.street2))
        codes = dict.fromkeys(split_codes(self._sheet.text(row, "service_code_info")))
        return Listing(line, record, codes)


def _street(text: str) -> str:
    return "" if _NO_STREET.fullmatch(text) else text


READER = Reader(
    kind="samhsa",
    required=_REQUIRED,
    columns=_REQUIRED | _OTHERS | frozenset(_PHONES) | {"coord_source"},
    title=mark("National Directory of Drug and Alcohol Use Treatment Facilities"),
    source=mark("Substance Abuse and Mental Health Services Administration (SAMHSA)"),
    licence=mark("U.S. government work in the public domain; not to be sold"),
    read=read,
)
