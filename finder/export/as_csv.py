"""CSV in UTF-8: one row a program found, all of them.

A spreadsheet runs a cell that begins like a formula, so such a text gets an apostrophe before it
(https://owasp.org/www-community/attacks/CSV_Injection). Numbers stay as they are. Excel takes a
file for Latin-1 unless it begins with a byte order mark: a browser is given one, a pipe is not.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable
from datetime import date

from finder.export.columns import Cell
from finder.export.export import Export, Outgoing
from finder.export.rows import columns_of, rows
from finder.locale import mark

__all__ = ["EXPORT", "written"]

# Full-width signs begin a formula too where a spreadsheet speaks Chinese or Japanese.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ROWS_A_CHUNK = 100


def written(cell: Cell) -> str:
    """A cell as it stands in the file, before its quotes."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, date):
        return cell.isoformat()
    return _harmless(cell) if isinstance(cell, str) else str(cell)


def _harmless(text: str) -> str:
    guard = "'" if _FORMULA.match(text) else ""
    return guard + _CONTROL.sub(" ", text)


def _chunks(outgoing: Outgoing) -> Iterable[bytes]:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow([column.name for column in columns_of(outgoing)])
    for place, row in enumerate(rows(outgoing), 1):
        writer.writerow([written(cell) for cell in row])
        if place % _ROWS_A_CHUNK == 0:
            yield _taken(page)
    yield _taken(page)


def _taken(page: io.StringIO) -> bytes:
    text = page.getvalue()
    page.seek(0)
    page.truncate()
    return text.encode()


EXPORT = Export(
    "csv",
    mark("all programs found, one a row"),
    "text/csv; charset=utf-8; header=present",
    _chunks,
    file_name="programs.csv",
    columned=True,
    mark=codecs.BOM_UTF8,
    label=mark("CSV table"),
)
