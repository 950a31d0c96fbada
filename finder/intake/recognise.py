"""Which kind of source a file is, by the columns in it."""

from __future__ import annotations

from finder.errors import SourceRefused
from finder.intake import dhcs, hsds, locator, samhsa, table
from finder.intake.checks import Notes
from finder.intake.download import reader as download
from finder.intake.files import OpenedFile
from finder.intake.reader import Reader
from finder.intake.sheets import RawTable, Sheet, column_name
from finder.locale import _

__all__ = ["READERS", "all_columns", "recognise"]

# Every kind of source; a new one is a module with a READER and a place in this list.
READERS: dict[str, Reader] = {
    one.kind: one
    for one in (
        samhsa.READER,
        locator.READER,
        download.READER,
        dhcs.READER,
        hsds.READER,
        table.READER,
    )
}
_MOST_NAMED = 12


def all_columns() -> frozenset[str]:
    """The columns of all kinds."""
    return frozenset().union(*(one.columns for one in READERS.values()))


def recognise(file: OpenedFile, kind: str | None, notes: Notes) -> tuple[Reader, Sheet]:
    """The reader for a file and the sheet it reads: the first that has all required columns.

    kind: only this one is tried. Raises SourceRefused, naming the missing columns.
    """
    readers = [READERS[kind]] if kind else list(READERS.values())
    for reader in readers:
        sheets = [(one, reader.sheet(one)) for one in file.tables]
        found = [(one.name, sheet) for one, sheet in sheets if sheet is not None]
        if found:
            for name, _sheet in found[1:] if not reader.whole else ():
                reason = _("has the columns of a source too; only sheet “{first}” is read")
                notes.remark(None, name, "", reason.format(first=found[0][0]))
            return reader, found[0][1]
    raise SourceRefused(file.path, _what_is_missing(file, readers))


def _what_is_missing(file: OpenedFile, readers: list[Reader]) -> str:
    if not any(table.rows for table in file.tables):
        return _("has no text in it")
    # Where two kinds share as many columns, the last one is meant: the own table.
    reader, names = max(
        (
            (reader, _header(table))
            for reader in reversed(readers)
            for table in file.tables
            if table.rows
        ),
        key=lambda pair: len(pair[0].columns & set(pair[1])),
    )
    missing = sorted(reader.required - set(names))
    found = [name for name in names if name][:_MOST_NAMED]
    more = ", …" if len(names) > _MOST_NAMED else ""
    reason = _("has not the columns of a source ({kind}): {missing} missing; found: {found}")
    return reason.format(
        kind=reader.kind, missing=", ".join(missing), found=(", ".join(found) or "—") + more
    )


def _header(table: RawTable) -> list[str]:
    """The line among the first that looks most like a header."""
    known = all_columns()
    lines = [[column_name(cell)[:30] for cell in cells] for _line, cells in table.rows[:20]]
    return max(lines, key=lambda names: len(set(names) & known))
