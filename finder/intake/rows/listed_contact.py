"""Phones and website of a listing: what cannot be dialled or opened is reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from finder.directory import Phone
from finder.intake.files.sheets import Sheet
from finder.intake.rows.cells import Cell, CellRefused, web_address
from finder.intake.rows.checks import Notes
from finder.intake.rows.phones import Role, distinct, each_number, phone, why_not_dialled

__all__ = ["ContactReader"]

# What a form leaves behind that begins every address for the person who fills it in.
_NO_WEBSITE = frozenset({"http://", "https://"})


class ContactReader:
    """Reads the contact of each row of a sheet. roles: of the columns that hold phones."""

    def __init__(self, sheet: Sheet, notes: Notes, roles: Mapping[str, Role]) -> None:
        self._sheet = sheet
        self._notes = notes
        self._roles = roles

    def phones(self, line: int, row: Sequence[Cell], state: str) -> list[Phone]:
        """Its phones, each once; one that cannot be dialled keeps its text."""
        phones = []
        for name, role in self._roles.items():
            for text in each_number(self._sheet.text(row, name), role, state):
                one = phone(text, role, state)
                if one.text:
                    phones.append(one)
                if not one.dial:
                    self._notes.refuse_value(line, name, text, why_not_dialled(one))
        return distinct(phones)

    def website(self, line: int, row: Sequence[Cell]) -> str:
        """Its web address, or "" without one that a link may open."""
        text = self._sheet.text(row, "website")
        if text.lower() in _NO_WEBSITE:
            return ""
        try:
            return web_address(text)
        except CellRefused as refused:
            self._notes.refuse_value(line, "website", text, str(refused))
            return ""
