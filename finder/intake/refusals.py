"""Why a file is refused: what it most probably is, what is missing, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from finder.intake.columns.finding import Found, best
from finder.intake.columns.synonyms import bare, matched
from finder.intake.columns.translation import Wanted
from finder.intake.files.csv_rows import CsvRows
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import RawTable, column_name
from finder.intake.reader import Reader
from finder.intake.rows.cells import text_of
from finder.intake.table.table_columns import REQUIRED
from finder.locale import _

__all__ = ["part_that_is_none", "what_is_missing"]

_MOST_NAMED = 12
_FEWEST_ALIKE = 3
# Members of a result of the API, which GeoJSON has as properties; all of them are read.
_OUR_ANSWER = frozenset({"id", "status", "programs"})
_PEOPLE = frozenset(
    map(bare, ("first name", "last name", "date of birth", "dob", "ssn", "client id", "patient id"))
)
_CLAIMS = frozenset(map(bare, ("standard_charge", "gross charge", "code|1", "payer_name")))


def what_is_missing(
    file: OpenedFile, readers: Sequence[Reader], wanted: Wanted, known: frozenset[str]
) -> str:
    """One sentence against a file that no reader knows, with the next command."""
    if not any(table.rows for table in file.tables):
        return _("has no text in it")
    headers = [(table, _header(table, known)) for table in file.tables if table.rows]
    if special := _something_else([name for _table, names in headers for name in names]):
        return special
    if not any(_is_a_table(table) for table in file.tables):
        return _(
            "is a text, not a table: its lines are in no columns. A table has one line for each "
            "program, under a line with the names of its columns; `python -m finder template` "
            "writes an empty one"
        )
    reader, names = max(
        (
            (reader, names)
            # Where two kinds share as many columns, the own table is meant.
            for reader in sorted(readers, key=lambda one: one.kind != "table")
            for _table, names in headers
        ),
        key=lambda one: len(one[0].columns & set(one[1])),
    )
    if reader.kind == "table" or len(reader.columns & set(names)) < _FEWEST_ALIKE:
        return _of_table(file, wanted, names, any(one.kind == "table" for one in readers))
    missing = sorted(reader.required - set(names))
    reason = _("has not the columns of a source ({kind}): {missing} missing; found: {found}")
    return reason.format(kind=reader.kind, missing=", ".join(missing), found=_listed(names))


def part_that_is_none(others: Sequence[RawTable], parts: int, wanted: Wanted) -> str:
    """Why a source of several parts is refused: one is a table too and cannot be read.

    A sheet of notes beside the table is none. Empty where all parts that are tables can be read.
    """
    for table in others:
        found = best(table, wanted, REQUIRED)
        if found is None or not found.rows or not _looks_like_a_part(found):
            continue
        missing = ", ".join(found.missing or found.plan.unknown)
        reason = _(
            "is read whole or not at all: “{part}” lacks {missing}, which {n} other parts have; "
            "add it, or take the part out of the file"
        )
        return reason.format(part=table.file or table.name, missing=missing, n=parts)
    return ""


def _looks_like_a_part(found: Found) -> bool:
    have = len([name for name in REQUIRED if name in found.plan.columns])
    return have >= _FEWEST_ALIKE and "facility_name" in found.plan.columns


def _of_table(file: OpenedFile, wanted: Wanted, names: list[str], allowed: bool) -> str:
    candidates = [best(table, wanted, REQUIRED) for table in file.tables if table.rows]
    found = max(
        (one for one in candidates if one is not None),
        key=lambda one: len(one.plan.places) - len(one.missing),
        default=None,
    )
    if found is None or not allowed:
        reason = _("has not the columns of a source ({kind}): {missing} missing; found: {found}")
        return (
            reason.format(kind="table", missing=", ".join(sorted(REQUIRED)), found=_listed(names))
            + _next_step()
        )
    if found.plan.unknown:
        reason = _("has not the columns that the map names: {missing}; found: {found}")
        theirs = [name for name in found.plan.header if name]
        return reason.format(missing=", ".join(found.plan.unknown), found=_listed(theirs))
    header = [column_name(name) for name in found.plan.header]
    reason = _("has not the columns of a source ({kind}): {missing} missing; found: {found}")
    missing = ", ".join(sorted(found.missing))
    whole = reason.format(kind="table", missing=missing, found=_listed(header))
    return whole + _what_to_do(found)


def _what_to_do(found: Found) -> str:
    if found.missing == ("care_level",):
        return _(
            ". It is a list of places that states no care level: give one for all rows with "
            "--level CODE, or say how to tell it with --columns MAP (begin with `check FILE "
            "--suggest-columns`)"
        )
    if found.missing == ("state",):
        return _(". It states no state: give it with --state XX")
    if set(found.missing) == {"care_level", "state"}:
        return _(
            ". It states neither state nor care level: give them with --state XX and --level "
            "CODE, or with a map, --columns MAP"
        )
    return _next_step()


def _next_step() -> str:
    return _(
        ". Say what its columns mean with --columns MAP, which `check FILE --suggest-columns` "
        "begins; or fill in the table that `template` writes (docs/data-dictionary.md)"
    )


def _something_else(names: Sequence[str]) -> str:
    """What a file is that is no list of facilities at all."""
    found = {bare(name) for name in names}
    if set(names) >= _OUR_ANSWER:
        return _(
            "is an answer of this finder in which members are left out; to import a directory "
            "again, export it whole, without fields="
        )
    if len(found & _PEOPLE) > 1:
        return _(
            "is a list of persons, not of facilities: take it away from here; a directory holds "
            "nothing about the people it is for"
        )
    if found & _CLAIMS:
        return _(
            "has not the columns of a source: it is a hospital's price file, which comes with a "
            "directory: `import DIRECTORY --prices FILE`"
        )
    return ""


def _listed(names: Sequence[str]) -> str:
    found = [name for name in names if name][:_MOST_NAMED]
    more = ", …" if len(names) > _MOST_NAMED else ""
    return (", ".join(found) or "—") + more


def _is_a_table(table: RawTable) -> bool:
    """Whether two of the first lines have the same two cells or more, or one has names of ours."""
    if not isinstance(table.rows, CsvRows):
        return True
    lines = [cells for _line, cells in table.rows[:40]]
    widths = Counter(len(cells) for cells in lines if all(map(text_of, cells)) and len(cells) > 1)
    return any(count > 1 for count in widths.values()) or any(
        sum(bool(matched([text_of(cell)])) for cell in cells) > 1 for cells in lines[:20]
    )


def _header(table: RawTable, known: frozenset[str]) -> list[str]:
    """The line among the first that looks most like a header."""
    lines = [
        [column_name(text_of(cell)[:30]) for cell in cells] for _line, cells in table.rows[:20]
    ]
    return max(lines, key=lambda names: len(set(names) & known))
