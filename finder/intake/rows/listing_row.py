"""What every list of facilities states in a row: names, address, contact, position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from finder.directory import FacilityRecord
from finder.intake.files.sheets import Sheet
from finder.intake.rows.cells import Cell
from finder.intake.rows.checks import Notes
from finder.intake.rows.listed_contact import ContactReader
from finder.intake.rows.phones import Role
from finder.intake.rows.places_of_rows import PlaceReader
from finder.locale import _

__all__ = ["FacilityReader", "lacks"]


class FacilityReader:
    """Reads the facility of each row of a sheet. roles: of the columns that hold phones."""

    def __init__(self, sheet: Sheet, notes: Notes, roles: Mapping[str, Role]) -> None:
        self._sheet = sheet
        self._places = PlaceReader(sheet, notes)
        self._contact = ContactReader(sheet, notes, roles)

    def read(self, line: int, row: Sequence[Cell]) -> FacilityRecord | None:
        """The facility without its programs; None if its place is refused."""
        text = self._sheet.text
        where = self._places.read(line, row)
        if where is None:
            return None
        return FacilityRecord(
            name1=text(row, "name1"),
            name2=text(row, "name2"),
            street1=text(row, "street1"),
            street2=text(row, "street2"),
            city=text(row, "city"),
            state=where.state,
            zip=where.zip,
            phones=self._contact.phones(line, row, where.state),
            website=self._contact.website(line, row),
            latitude=where.position.latitude,
            longitude=where.position.longitude,
            position=where.position.kind,
        )


def lacks(sheet: Sheet, notes: Notes, line: int, row: Sequence[Cell], names: Sequence[str]) -> bool:
    """Whether one of these columns is empty, for which the row is refused."""
    missing = next((name for name in names if not sheet.text(row, name)), None)
    if missing is not None:
        notes.refuse_row(line, missing, "", _("is missing"))
    return missing is not None
