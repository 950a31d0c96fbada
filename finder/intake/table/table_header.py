"""What is odd about the header of an own table or an overlay."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from finder.intake.files.sheets import Sheet
from finder.intake.rows.cells import Cell, text_of
from finder.intake.rows.checks import Notes
from finder.intake.table.own_export import is_export
from finder.intake.table.table_columns import ALSO_READ, column_names
from finder.locale import _

__all__ = ["remark_on_columns"]


def remark_on_columns(sheet: Sheet, notes: Notes) -> None:
    """Tell which columns are not read, and which were probably meant."""
    if sheet.translation is not None:
        _remark_on_translation(sheet, notes)
        return
    if is_export(sheet):
        return
    known = column_names() | ALSO_READ | {"coord_source"}
    for name in sheet.columns.keys() - known:
        meant = difflib.get_close_matches(name, known - sheet.columns.keys(), n=1)
        guess = _("; did you mean {name}?").format(name=meant[0]) if meant else ""
        notes.remark(None, name, "", _("is no column that is read") + guess)
    for name in sheet.repeated:
        notes.remark(None, name, "", _("stands twice in the header; the first counts"))
    for place in sheet.nameless:
        found = next(((line, row[place]) for line, row in sheet.rows if _has(row, place)), None)
        if found is not None:
            column = _("column {n}").format(n=place + 1)
            reason = _("stands under no name, so its column is not read; name or unmerge it")
            notes.remark(found[0], column, text_of(found[1]), reason)


def _remark_on_translation(sheet: Sheet, notes: Notes) -> None:
    if sheet.translation is None:
        return
    for ours, theirs in sheet.translation.taken():
        notes.remark(None, theirs, "", _("is taken for {ours}").format(ours=ours))
    for name in sheet.translation.left_over():
        notes.remark(None, name, "", _("is no column that is read"))


def _has(row: Sequence[Cell], place: int) -> bool:
    return place < len(row) and bool(text_of(row[place]))
