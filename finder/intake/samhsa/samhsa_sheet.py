"""The code sheet that a workbook of SAMHSA brings with it, against our code table."""

from __future__ import annotations

from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import Sheet, under_header
from finder.intake.rows.checks import Notes
from finder.intake.rows.substance_use import mental_health_codes
from finder.intake.samhsa.samhsa_codes import code_table
from finder.locale import _
from finder.text import words_of

__all__ = ["compare_code_sheet"]

_REQUIRED = frozenset({"service_code", "service_name"})


def compare_code_sheet(file: OpenedFile, notes: Notes) -> None:
    """Remark on each code that came, went, or is called something else in this year's sheet."""
    sheets = (under_header(table, _REQUIRED) for table in file.tables)
    sheet = next((one for one in sheets if one is not None), None)
    if sheet is None:
        return
    names = _names(sheet)
    known = code_table().codes
    of_mental_health = names.keys() & mental_health_codes()
    for code, (line, name) in names.items():
        if code in of_mental_health:
            continue
        ours = known[code].name if code in known else None
        if ours is None:
            reason = _("is not in the code table, so nothing is made of it: {name}")
            notes.remark(line, "service_code", code, reason.format(name=name))
        elif words_of(ours) != words_of(name):
            reason = _("is called “{name}” here and “{ours}” in the code table")
            notes.remark(line, "service_code", code, reason.format(name=name, ours=ours))
    # The mental-health survey asks for other things, which is not the absence of a code.
    for code in [] if of_mental_health else [one for one in known if one not in names]:
        notes.remark(None, "service_code", code, _("is in the code table but not in this sheet"))


def _names(sheet: Sheet) -> dict[str, tuple[int, str]]:
    """Line and name of each code of the sheet."""
    return {
        code.upper(): (line, sheet.text(row, "service_name"))
        for line, row in sheet.rows
        if (code := sheet.text(row, "service_code"))
    }
