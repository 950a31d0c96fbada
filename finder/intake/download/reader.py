"""The download of findtreatment.gov, CSV or workbook: its search results, a column a code.

Rows of both of SAMHSA's surveys stand in it; a row type says which. Rows of one place, one for
each survey, are one facility.
"""

from __future__ import annotations

from collections.abc import Sequence

from finder.directory import FacilityRecord
from finder.intake.download.layout import PLACE_COLUMNS, Layout, layout_of
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import Sheet
from finder.intake.reader import Circumstances, Reader
from finder.intake.rows.cells import Cell, text_of
from finder.intake.rows.checks import Notes
from finder.intake.rows.listing_row import FacilityReader, lacks
from finder.intake.rows.phones import Role
from finder.intake.samhsa.samhsa_listing import Listing, Listings
from finder.locale import _, mark

__all__ = ["READER"]

_PHONES: dict[str, Role] = {
    "phone": "main",
    "intake1": "intake",
    "intake2": "intake",
    "hotline1": "hotline",
    "hotline2": "hotline",
}
_REQUIRED = frozenset({"name1", "city", "state", "zip", "type_facility"})
# A type of row that is a care level by itself: a certified opioid treatment program.
_LEVELS = {"OTP": "medication"}
_KINDS = frozenset({"SU", "SA", "OTP", "MH", "BOTH", "HRSA"})
_YES = frozenset({"1", "1.0", "x", "y", "yes", "true", "t"})
_NO = frozenset({"", "0", "0.0", "n", "no", "false", "f"})


def read(
    _file: OpenedFile, sheets: Sequence[Sheet], notes: Notes, circumstances: Circumstances
) -> list[FacilityRecord]:
    """The facilities of the download, in the order of their first rows."""
    sheet = sheets[0]
    layout = layout_of(sheet.columns)
    _remark_on_layout(layout, notes)
    rows = _RowReader(sheet, layout, notes)
    listings = Listings(notes, "type_facility", layout.carried)
    for line, cells in circumstances.progress(sheet.rows, _("listings")):
        notes.rows += 1
        listing = rows.read(line, cells)
        if listing is not None:
            listings.add(listing)
    return listings.facilities()


def _remark_on_layout(layout: Layout, notes: Notes) -> None:
    for name in layout.unclear:
        reason = _(
            "means one thing in the layout of 2025 and another in that of 2026, and the other "
            "columns do not tell which this is: the column is not read"
        )
        notes.remark(None, name, "", reason)
    for name in layout.unknown:
        notes.remark(None, name, "", _("is no column that is known of this download: not read"))


class _RowReader:
    def __init__(self, sheet: Sheet, layout: Layout, notes: Notes) -> None:
        self._sheet = sheet
        self._notes = notes
        self._facilities = FacilityReader(sheet, notes, _PHONES)
        self._codes = [(name, sheet.columns[name], code) for name, code in layout.codes.items()]

    def read(self, line: int, row: Sequence[Cell]) -> Listing | None:
        """The listing of a row; None if it is refused."""
        if lacks(self._sheet, self._notes, line, row, ("name1", "city")):
            return None
        kind = self._sheet.text(row, "type_facility").upper()
        if kind and kind not in _KINDS:
            reason = _("is no type of facility that is known: only its services count")
            self._notes.remark(line, "type_facility", kind, reason)
        record = self._facilities.read(line, row)
        if record is None:
            return None
        return Listing(line, record, self._stated(line, row), kind, _LEVELS.get(kind, ""))

    def _stated(self, line: int, row: Sequence[Cell]) -> dict[str, None]:
        codes: dict[str, None] = {}
        for name, place, code in self._codes:
            cell = row[place] if place < len(row) else None
            if cell is None or cell == "":
                continue
            word = text_of(cell).lower()
            if word in _YES:
                codes[code] = None
            elif word not in _NO:
                self._notes.refuse_value(line, name, text_of(cell), _("is neither 1 nor empty"))
        return codes


READER = Reader(
    kind="download",
    required=_REQUIRED,
    columns=_REQUIRED | PLACE_COLUMNS | {"coord_source"},
    title=mark("FindTreatment.gov download {file}"),
    source=mark("Substance Abuse and Mental Health Services Administration (SAMHSA)"),
    licence=mark("U.S. government work in the public domain; not to be sold"),
    read=read,
)
