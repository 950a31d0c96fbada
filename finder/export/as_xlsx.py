"""A workbook: all programs found, one a row, and a sheet that says what it is.

Texts are written as texts, so nothing in a listing can become a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from finder.criteria import sentence
from finder.export.columns import Cell, columns
from finder.export.export import Export, Outgoing
from finder.export.notice import demonstration_notice
from finder.export.rows import rows
from finder.locale import _, mark
from finder.render.words import as_of_words

__all__ = ["EXPORT"]

# The form's own limits: rows of a sheet below its header, characters of a cell.
_ROWS_A_SHEET = 1_048_575
_LONGEST_TEXT = 32_767
_WIDE = {"facility_name": 40, "notice": 20, "website": 30, "street": 30, "ask_about": 20}
_OPTIONS = {
    "constant_memory": True,
    "in_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


def _chunks(outgoing: Outgoing) -> Iterable[bytes]:
    file = io.BytesIO()
    with Workbook(file, _OPTIONS) as book:
        bold = book.add_format({"bold": True})
        for number, some in enumerate(_sheets(rows(outgoing)), 1):
            name = _("Programs") if number == 1 else f"{_('Programs')} {number}"
            _write_programs(book.add_worksheet(name), some, bold)
        _write_about(book.add_worksheet(_("About")), outgoing, bold)
    yield file.getvalue()


def _sheets(all_rows: Iterator[list[Cell]]) -> Iterator[Iterator[list[Cell]]]:
    """The rows in as many sheets as they need; one, though empty, for none."""
    first = next(all_rows, None)
    if first is None:
        yield iter(())
    while first is not None:
        yield chain([first], islice(all_rows, _ROWS_A_SHEET - 1))
        first = next(all_rows, None)


def _write_programs(sheet: Worksheet, some: Iterable[list[Cell]], bold: Format) -> None:
    names = [column.name for column in columns()]
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(names):
        sheet.set_column(place, place, _WIDE.get(name, max(8, len(name) + 1)))
        sheet.write_string(0, place, name, bold)
    last = 0
    for last, row in enumerate(some, 1):
        for place, cell in enumerate(row):
            _write(sheet, last, place, cell)
    sheet.autofilter(0, 0, last, len(names) - 1)


def _write(sheet: Worksheet, row: int, place: int, cell: Cell) -> None:
    """A cell by its type; the usual kinds first, for there are a million of them."""
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(row, place, cell[:_LONGEST_TEXT])
    elif isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell)
    else:
        sheet.write_number(row, place, cell)


def _write_about(sheet: Worksheet, outgoing: Outgoing, bold: Format) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    manifest = outgoing.directory.manifest
    selection = [(_("Selection"), outgoing.selection)] if outgoing.selection else []
    lines = [
        *selection,
        (_("Search"), sentence(outgoing.results.criteria)),
        (_("Link"), f"?{outgoing.query}"),
        (_("Directory"), _(manifest.name)),
        (_("Source"), _(manifest.source)),
        (_("Facts as of"), as_of_words(manifest.as_of)),
        (_("License"), manifest.licence or _("not stated")),
        (_("Written on"), outgoing.today.isoformat()),
        (_("Please note"), demonstration_notice(manifest) or _call_first()),
        ("", ""),
        *((column.name, _(column.help)) for column in columns()),
    ]
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text)


def _call_first() -> str:
    return _("Listings are a year old or more when printed, and change: call before you go.")


EXPORT = Export(
    "xlsx",
    mark("all programs found as a workbook"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    _chunks,
    file_name="programs.xlsx",
    binary=True,
)
