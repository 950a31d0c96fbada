"""A workbook: all programs found, one a row, and a sheet that says what it is.

Texts are written as texts, so nothing in a listing can become a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import pyarrow as pa
from rustpy_xlsxwriter import FastExcel, Format

from finder.criteria import sentence
from finder.export.columns import Cell, Column
from finder.export.export import Export, Outgoing
from finder.export.notice import demonstration_notice
from finder.export.rows import columns_of, rows
from finder.locale import _, mark
from finder.wording.words import as_of_words, licence_words

__all__ = ["EXPORT"]

# The form's own limits: rows of a sheet below its header, characters of a cell.
_ROWS_A_SHEET = 1_048_575
_LONGEST_TEXT = 32_767
_WIDE = {"facility_name": 40, "notice": 20, "website": 30, "street": 30, "ask_about": 20}


def _chunks(outgoing: Outgoing) -> Iterable[bytes]:
    file = io.BytesIO()
    book = FastExcel(file).format(datetime_format="yyyy-mm-dd")
    order, all_rows = columns_of(outgoing), rows(outgoing)
    # As many sheets as the rows need; one, though empty, for none.
    for number in range(1, max(1, -(-outgoing.programs() // _ROWS_A_SHEET)) + 1):
        name = _("Programs") if number == 1 else f"{_('Programs')} {number}"
        _add_programs(book, name, order, islice(all_rows, _ROWS_A_SHEET))
        book.freeze(row=1, sheet=name)
    _add_about(book, outgoing, order)
    book.save()
    yield file.getvalue()


def _add_programs(
    book: FastExcel, sheet: str, order: Sequence[Column], some: Iterator[list[Cell]]
) -> None:
    names = [column.name for column in order]
    first = next(some, None)
    book.sheet(
        sheet,
        _records(names, first, some) if first else _nothing(names),
        header_format=Format().set_bold(),
        column_widths=[float(_WIDE.get(name, max(8, len(name) + 1))) for name in names],
        autofilter=True,
    )


def _records(
    names: Sequence[str], first: list[Cell], others: Iterator[list[Cell]]
) -> Iterator[dict[str, Cell]]:
    """The rows as the writer takes them, one by one; no text is longer than a cell holds."""
    for cells in chain([first], others):
        yield {
            name: cell[:_LONGEST_TEXT] if isinstance(cell, str) else cell
            for name, cell in zip(names, cells, strict=True)
        }


def _nothing(names: Sequence[str]) -> pa.Table:
    """No row at all, but names of columns: a list without a record would have none."""
    return pa.table({name: pa.array([], pa.string()) for name in names})


def _add_about(book: FastExcel, outgoing: Outgoing, order: Sequence[Column]) -> None:
    """What the workbook is. The writer wants a header: what was searched stands in it."""
    head, *lines = _lines(outgoing, order)
    bold = Format().set_bold()
    book.sheet(
        _("About"),
        [dict(zip(head, line, strict=True)) for line in lines],
        header_format=bold,
        column_formats=[bold, Format()],
        column_widths=[24.0, 90.0],
    )


def _lines(outgoing: Outgoing, order: Sequence[Column]) -> list[tuple[str, str]]:
    manifest = outgoing.directory.manifest
    selection = [(_("Selection"), outgoing.selection)] if outgoing.selection else []
    return [
        *selection,
        (_("Your search"), sentence(outgoing.results.criteria)),
        (_("Link"), f"?{outgoing.query}"),
        (_("Directory"), _(manifest.name)),
        (_("Source"), _(manifest.source)),
        (_("Facts as of"), as_of_words(manifest.as_of)),
        (_("License"), licence_words(manifest) or _("not stated")),
        (_("Written on"), outgoing.today.isoformat()),
        (_("Please note"), demonstration_notice(manifest) or _call_first()),
        ("", ""),
        *((column.name, _(column.help)) for column in order),
    ]


def _call_first() -> str:
    return _("Listings are a year old or more when printed, and change: call before you go.")


EXPORT = Export(
    "xlsx",
    mark("all programs found as a workbook"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    _chunks,
    file_name="programs.xlsx",
    binary=True,
    columned=True,
    label=mark("Excel workbook"),
)
