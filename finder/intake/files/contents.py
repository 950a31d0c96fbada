"""The tables in the bytes of a file, whatever its name."""

from __future__ import annotations

from finder.intake.files.delimited import read_delimited
from finder.intake.files.json_tables import looks_like_json, read_json
from finder.intake.files.not_a_table import NotATable
from finder.intake.files.parquet import read_parquet
from finder.intake.files.sheets import RawTable
from finder.intake.files.workbook import read_workbook
from finder.locale import _, mark

__all__ = ["tables_of"]

_NO_TABLES = (
    (b"\xd0\xcf\x11\xe0", mark("is an old or a locked Excel workbook; save it as .xlsx, unlocked")),
    (b"%PDF", mark("is a PDF, not a table")),
    (b"\x1f\x8b", mark("is compressed; unpack it first")),
    (b"\x89PNG", mark("is a picture, not a table")),
    (b"\xff\xd8\xff", mark("is a picture, not a table")),
)


def tables_of(data: bytes, column_names: frozenset[str]) -> tuple[list[RawTable], str]:
    """The tables of a workbook, Parquet, JSON or CSV file, and a remark on its letters or "".

    Raises NotATable for anything else.
    """
    if data.startswith(b"PK"):
        return read_workbook(data), ""
    if data.startswith(b"PAR1"):
        return [read_parquet(data)], ""
    for beginning, reason in _NO_TABLES:
        if data.startswith(beginning):
            raise NotATable(_(reason))
    if looks_like_json(data):
        return read_json(data), ""
    table, remark = read_delimited(data, column_names)
    return [table], remark
