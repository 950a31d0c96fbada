"""The tables in the bytes of a file, whatever its name."""

from __future__ import annotations

from finder.intake.files.delimited import read_delimited
from finder.intake.files.json_tables import looks_like_json, read_json
from finder.intake.files.not_a_table import NotATable
from finder.intake.files.parquet import read_parquet
from finder.intake.files.sheets import RawTable
from finder.intake.files.workbook import read_workbook
from finder.intake.forms.compressed import GZIP, unpacked
from finder.intake.forms.markup import is_markup, read_markup
from finder.locale import _, mark

__all__ = ["tables_of"]

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_NO_TABLES = (
    (
        b"%PDF",
        mark(
            "is a PDF, which cannot be read as a table. If it is SAMHSA's national directory: "
            "the same page has it as a workbook (.xlsx), and `python -m finder fetch --state XX` "
            "gets its listings; else ask its maker for a workbook or CSV"
        ),
    ),
    (b"{\\rtf", mark("is a text document, not a table; save the table in it as .xlsx or CSV")),
    (b"\x89PNG", mark("is a picture, not a table")),
    (b"\xff\xd8\xff", mark("is a picture, not a table")),
)


def tables_of(data: bytes, column_names: frozenset[str]) -> tuple[list[RawTable], str]:
    """The tables in a file of whatever form, and a remark on how it was read, or "".

    Raises NotATable for anything that is none.
    """
    if data.startswith(GZIP):
        data = unpacked(data)
    if data.startswith((b"PK", _OLD_WORKBOOK)):
        return read_workbook(data)
    if data.startswith(b"PAR1"):
        return [read_parquet(data)], ""
    for beginning, reason in _NO_TABLES:
        if data.startswith(beginning):
            raise NotATable(_(reason))
    if looks_like_json(data):
        return read_json(data), ""
    if is_markup(data):
        return read_markup(data), ""
    table, remark = read_delimited(data, column_names)
    return [table], remark
