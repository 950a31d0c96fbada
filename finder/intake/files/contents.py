"""The tables in the bytes of a file, whatever its name."""

from __future__ import annotations

from finder.intake.files.delimited import read_delimited
from finder.intake.files.json_tables import looks_like_json, read_json
from finder.intake.files.no_tables import refuse_papers_and_pictures
from finder.intake.files.parquet import read_parquet
from finder.intake.files.sheets import RawTable
from finder.intake.files.workbook import read_workbook
from finder.intake.forms.compressed import GZIP, unpacked
from finder.intake.forms.markup import is_markup, read_markup

__all__ = ["tables_of"]

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def tables_of(data: bytes, column_names: frozenset[str]) -> tuple[list[RawTable], str]:
    """The tables in a file of whatever form, and a remark on how it was read, or "".

    Raises NotATable for anything that is none.
    """
    if data.startswith(GZIP):
        data = unpacked(data)
    refuse_papers_and_pictures(data)
    if data.startswith((b"PK", _OLD_WORKBOOK)):
        return read_workbook(data)
    if data.startswith(b"PAR1"):
        return [read_parquet(data)], ""
    if looks_like_json(data):
        return read_json(data), ""
    if is_markup(data):
        return read_markup(data), ""
    table, remark = read_delimited(data, column_names)
    return [table], remark
