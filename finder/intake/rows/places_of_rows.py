"""The parts of a row that every source has: state, ZIP code and position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from finder.intake.files.sheets import Sheet
from finder.intake.rows.cells import Cell, CellRefused, number, state_code, text_of, zip_digits
from finder.intake.rows.checks import Notes
from finder.intake.rows.positions import Position, at_zip, believed
from finder.locale import _
from finder.places import zip_code

__all__ = ["PlaceReader", "Whereabouts"]

# Where the coordinates of a listing come from, by the word of its column `coord_source`.
_EXACT = frozenset({"", "exact", "address_match", "address_match_mh_list", "name_zip_match"})
_ZIP_CENTRE = frozenset({"approximate", "zip_centroid"})


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """State, five digits of the ZIP code, and position of a row."""

    state: str
    zip: str
    position: Position


_state = lru_cache(maxsize=4096)(state_code)
_zip = lru_cache(maxsize=65_536)(zip_digits)


class PlaceReader:
    """Reads the place of each row of a sheet, and notes what is wrong with it."""

    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._sheet = sheet
        self._notes = notes

    def read(self, line: int, row: Sequence[Cell]) -> Whereabouts | None:
        """Where the row is; None if it is refused for want of a state or ZIP code."""
        try:
            name = "state"
            state = _state(text_of(self._required(row, name)))
            name = "zip"
            code = _zip(text_of(self._required(row, name)))
        except CellRefused as refused:
            self._notes.refuse_row(line, name, self._sheet.text(row, name), str(refused))
            return None
        self._check_zip(line, state, code)
        return Whereabouts(state, code, self._position(line, row, code))

    def _required(self, row: Sequence[Cell], name: str) -> Cell:
        cell = self._sheet.cell(row, name)
        if not text_of(cell):
            raise CellRefused(_("is missing"))
        return cell

    def _check_zip(self, line: int, state: str, code: str) -> None:
        known = zip_code(code)
        if known is None:
            self._notes.remark(line, "zip", code, _("there is no such ZIP code"))
        elif known.state != state:
            reason = _("is a ZIP code of {other}, not of {state}")
            self._notes.remark(line, "zip", code, reason.format(other=known.state, state=state))

    def _position(self, line: int, row: Sequence[Cell], code: str) -> Position:
        latitude = self._degrees(line, row, "latitude")
        longitude = self._degrees(line, row, "longitude")
        if latitude is None or longitude is None:
            if latitude is not None or longitude is not None:
                self._distrust(line, row, _("latitude and longitude belong together"), code)
            return at_zip(code)
        position, reason = believed(latitude, longitude, code)
        if reason:
            self._distrust(line, row, reason, code)
        return self._as_stated(line, row, position)

    def _degrees(self, line: int, row: Sequence[Cell], name: str) -> float | None:
        cell = self._sheet.cell(row, name)
        try:
            return number(cell, -360, 360)
        except CellRefused as refused:
            self._notes.refuse_value(line, name, text_of(cell), str(refused))
            return None

    def _distrust(self, line: int, row: Sequence[Cell], reason: str, code: str) -> None:
        names = ("latitude", "longitude")
        value = ", ".join(self._sheet.text(row, name) for name in names)
        found = at_zip(code).kind
        instead = _("the centre of ZIP {zip} is used") if found else _("it has no position")
        reason = f"{reason}: {instead.format(zip=code)}"
        self._notes.refuse_value(line, "latitude, longitude", value, reason)

    def _as_stated(self, line: int, row: Sequence[Cell], position: Position) -> Position:
        if "coord_source" not in self._sheet.columns:
            return position
        word = self._sheet.text(row, "coord_source").lower()
        if position.kind != "exact" or word in _EXACT:
            return position
        if word not in _ZIP_CENTRE:
            reason = _("is not known as a source of coordinates: they are taken as approximate")
            self._notes.remark(line, "coord_source", word, reason)
        return replace(position, kind="approximate")
