"""The place that a row of an own table is about: its name, address, position and contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from finder.directory import Phone
from finder.intake.files.sheets import Sheet
from finder.intake.rows.cells import Cell
from finder.intake.rows.npis import npis_in
from finder.intake.rows.phones import Role, each_number, phone, why_not_dialled
from finder.intake.rows.places_of_rows import PlaceReader, Whereabouts
from finder.intake.rows.row_cells import LONGEST_TEXT, RowCells
from finder.intake.table.own_export import Kept, is_export, kept
from finder.locale import _

__all__ = ["Place", "Places", "npis_of", "phones_of"]

_PHONES: tuple[tuple[str, Role], ...] = (("phone", "main"), ("intake_phone", "intake"))
_COLUMNS = (
    *("facility_id", "facility_name", "street", "city", "state", "zip"),
    *("latitude", "longitude", "coord_source", "phone", "intake_phone", "website"),
    *("county", "npi"),
    # Of our own exports alone.
    *("hotline", "phones", "facility_name_2", "street_line_2", "source_id", "source_codes"),
    *("serves_only", "former_ids", "licences"),
)
_ROLES: tuple[tuple[str, Role], ...] = (*_PHONES, ("hotline", "hotline"))
_LISTED = re.compile(r";\s*(?=(?:main|intake|hotline): )")


@dataclass(slots=True)
class Place:
    """What a row states of its facility. more: what an export of ours states beyond that."""

    facility_id: str
    name: str
    street: str
    city: str
    where: Whereabouts
    phones: tuple[Phone, ...]
    website: str
    county: str = ""
    npi: tuple[str, ...] = ()
    more: Kept | None = None


class Places:
    """Reads the place of each row; that of rows which follow each other and agree in it once."""

    def __init__(self, reader: PlaceReader, sheet: Sheet) -> None:
        columns = sheet.columns
        self._reader = reader
        self._sheet = sheet
        self._is_export = is_export(sheet)
        self._cells_of_place = itemgetter(*(columns[name] for name in _COLUMNS if name in columns))
        self._stated: object = None
        self._place: Place | None = None

    def read(self, row: RowCells, line: int, cells: Sequence[Cell]) -> Place | None:
        """The place of the row that was begun; None if the row is refused."""
        stated = self._cells_of_place(cells)
        if stated != self._stated:
            before = row.notes.findings
            self._place = self._read(row, line, cells)
            # What there is to say of a place is said of each row that states it so.
            self._stated = stated if row.notes.findings == before else None
        return self._place

    def _read(self, row: RowCells, line: int, cells: Sequence[Cell]) -> Place | None:
        for name in ("facility_name", "city"):
            text = row.text(name)
            if not text or len(text) > LONGEST_TEXT:
                reason = _("is too long") if text else _("is missing")
                row.notes.refuse_row(line, name, text[:LONGEST_TEXT], reason)
                return None
        where = self._reader.read(line, cells)
        if where is None:
            return None
        return Place(
            facility_id=row.short("facility_id"),
            name=row.text("facility_name"),
            street=row.short("street"),
            city=row.text("city"),
            where=where,
            phones=self._phones(row, where.state),
            website=row.tried("website") or "",
            county=row.short("county"),
            npi=npis_of(row),
            more=kept(self._sheet, cells),
        )

    def _phones(self, row: RowCells, state: str) -> tuple[Phone, ...]:
        """The phones of a row; an export lists them all, and a cell changed in it counts."""
        if not self._is_export:
            return phones_of(row, state)
        listed = _listed_phones(row.text("phones"), state)
        for name, role in _ROLES if "phone" in self._sheet.columns else ():
            first = next((one for one in listed if one.role == role), None)
            text = row.text(name)
            if text != (first.text.lstrip("+ ") if first else ""):
                at = listed.index(first) if first else len(listed)
                listed[at : at + 1] = [_phone(row, name, text, role, state)] if text else []
        return tuple(listed)


def _listed_phones(text: str, state: str) -> list[Phone]:
    """`main: 434-555-0100; hotline: 988` of an export of ours."""
    pairs = [one.partition(": ") for one in _LISTED.split(text)]
    known = {name: name for _column, name in _ROLES}
    return [phone(number, known[name], state) for name, _colon, number in pairs if name in known]


def npis_of(row: RowCells) -> tuple[str, ...]:
    """The NPIs of a row; what is none is noted and left out."""
    npis, refused = npis_in(row.text("npi"))
    for text in refused:
        row.refuse("npi", text, _("is no NPI: not ten digits, or its check digit is wrong"))
    return npis


def phones_of(row: RowCells, state: str) -> tuple[Phone, ...]:
    """The phones of a row; what cannot be dialled is noted and keeps its text."""
    return tuple(
        one
        for name, role in _PHONES
        for text in each_number(row.text(name), role, state)
        if (one := _phone(row, name, text, role, state)).text
    )


def _phone(row: RowCells, name: str, text: str, role: Role, state: str) -> Phone:
    if len(text) > LONGEST_TEXT:
        row.refuse(name, text, _("is too long"))
        return Phone(role, "", "")
    one = phone(text, role, state)
    if not one.dial:
        row.refuse(name, text, why_not_dialled(one))
    return one
