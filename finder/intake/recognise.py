"""Which kind of source a file is, by the columns in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from finder.errors import SourceRefused
from finder.intake.columns.choosing import remembered_for
from finder.intake.columns.shipped import map_for
from finder.intake.dhcs import dhcs
from finder.intake.download import reader as download
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import Sheet
from finder.intake.hsds import hsds
from finder.intake.locator import locator
from finder.intake.reader import Circumstances, Reader
from finder.intake.refusals import part_that_is_none, what_is_missing
from finder.intake.rows.checks import Notes
from finder.intake.rows.odd_cells import without_odd_cells
from finder.intake.samhsa import samhsa
from finder.intake.table import table
from finder.locale import _
from finder.registry import Registry

__all__ = ["READERS", "all_columns", "recognise"]

# Every kind of source; a new one is a module with a READER and a place in this list. What a table
# may be is told by the most lenient rules, and HSDS by names that any table may have: last.
READERS: Registry[Reader] = Registry(
    "kind of source",
    lambda reader: reader.kind,
    (samhsa.READER, locator.READER, download.READER, dhcs.READER, table.READER, hsds.READER),
)


def all_columns() -> frozenset[str]:
    """The columns of all kinds."""
    return frozenset().union(*(reader.columns for reader in READERS.all()))


def recognise(
    file: OpenedFile, kind: str | None, notes: Notes, circumstances: Circumstances
) -> tuple[Reader, Sequence[Sheet], Circumstances]:
    """The reader for a file, the sheets that it reads, and what holds for them.

    A map of columns says that a file is a table; one that was saved for a table of its header, or
    is shipped, is taken for the table that it was made for. kind: only this one is tried. Raises
    SourceRefused, naming what is missing.
    """
    if kind is None and circumstances.wanted.map is not None:
        kind = table.READER.kind
    readers = [READERS.named(kind)] if kind else list(READERS.all())
    for reader in readers:
        here = _with_a_map(reader, file, notes, circumstances)
        sheets = [(one, reader.sheet(one, here)) for one in file.tables]
        found = [sheet for _table, sheet in sheets if sheet is not None]
        if not found:
            continue
        if reader.whole:
            return reader, found, here
        if reader.parts:
            reason = part_that_is_none(
                [one for one, sheet in sheets if sheet is None], len(found), here.wanted
            )
            if reason:
                raise SourceRefused(file.path, reason)
        for sheet in [] if reader.parts else found[1:]:
            reason = _("has the columns of a source too; only sheet “{first}” is read")
            notes.remark(None, sheet.name, "", reason.format(first=found[0].name))
        kept = found if reader.parts else found[:1]
        return reader, [without_odd_cells(one, notes) for one in kept], here
    raise SourceRefused(
        file.path, what_is_missing(file, readers, circumstances.wanted, all_columns())
    )


def _with_a_map(
    reader: Reader, file: OpenedFile, notes: Notes, circumstances: Circumstances
) -> Circumstances:
    """With the map that was saved for a table of this header, else one that is shipped for it."""
    wanted = circumstances.wanted
    if reader is not table.READER or wanted.map is not None or wanted.by_names:
        return circumstances
    found = remembered_for(file.tables, wanted.maps) if wanted.maps is not None else None
    reason = _(
        "is the map that was saved for a table with this header, and it is read by it; "
        "`--columns none` reads it without"
    )
    if found is None:
        found = map_for(file.tables)
        reason = _("is read by the map of columns that comes with the finder for it")
    if found is None:
        return circumstances
    notes.remark(None, "", found.path, reason)
    return replace(circumstances, wanted=replace(wanted, map=found))
