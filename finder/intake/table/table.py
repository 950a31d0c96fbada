"""An own table: one row a program (docs/contract.md, section 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from finder.directory import FacilityRecord
from finder.directory.identity import FACILITY_ID, Identity, identity
from finder.intake.columns.finding import sheet_of
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import RawTable, Sheet, is_header_again
from finder.intake.reader import Circumstances, Reader
from finder.intake.rows.cells import Cell, text_of
from finder.intake.rows.checks import Notes
from finder.intake.rows.phones import distinct
from finder.intake.table.own_export import apply, describe, export_sheet, is_export
from finder.intake.table.table_columns import ALSO_READ, REQUIRED, column_names
from finder.intake.table.table_header import remark_on_columns
from finder.intake.table.table_places import Place
from finder.intake.table.table_rows import Row, RowReader
from finder.locale import _, mark

__all__ = ["READER", "facility_of"]

# More names than these are programs of one house, not names of it.
_MOST_NAMES = 3
# Words for levels that are told together.
_MOST_WORDS = 12


def read(
    file: OpenedFile, sheets: Sequence[Sheet], notes: Notes, circumstances: Circumstances
) -> list[FacilityRecord]:
    """The facilities of all parts of a table, in the order of their first rows."""
    rows: list[Row] = []
    whole = notes.source
    _remark_on_pages(file, notes)
    first_line: dict[int, int] = {}
    for sheet in sheets:
        if len(sheets) > 1:
            notes.source = f"{whole}/{sheet.name}"
        rows += _rows_of(sheet, notes, circumstances, first_line)
    notes.source = whole
    _title(notes, circumstances)
    groups = _by_facility(rows)
    del rows
    # Last first, so that the rows of a facility that is made are let go.
    groups.reverse()
    return [facility_of(groups.pop(), notes) for _place in range(len(groups))]


def _rows_of(
    sheet: Sheet, notes: Notes, circumstances: Circumstances, first_line: dict[int, int]
) -> list[Row]:
    """What the rows of one part state. first_line: of each row so far, by what tells it apart."""
    remark_on_columns(sheet, notes)
    # In an export of ours two programs alike are two programs.
    is_ours = is_export(sheet)
    if is_ours:
        describe(sheet, notes)
    reader = RowReader(sheet, notes, circumstances.today)
    rows: list[Row] = []
    header = sheet.header_names()
    before = len(notes.refused_rows)
    for line, cells in circumstances.progress(sheet.rows, _("programs")):
        notes.rows += 1
        whole = _digest(cells)
        if is_header_again(header, cells):
            notes.leave_out(line, "", "", _("is the header once more"))
            continue
        if whole in first_line and not is_ours:
            reason = _("repeats line {line} in every cell").format(line=first_line[whole])
            notes.merge(line, _named(sheet, line, cells), reason)
            continue
        for _line, _number, one in sheet.spread_row(line, cells, notes):
            row = reader.read(line, one)
            if row is None:
                # What is wrong with a row is wrong with each program that it names.
                break
            first_line[whole] = line
            rows.append(row)
    _remark_on_words(notes, before)
    return rows


def _remark_on_words(notes: Notes, before: int) -> None:
    """Say once which words for a level are not understood, and what to do. before: refused so far.

    Each row is named by itself; of a file of a thousand rows these are a few words.
    """
    refused = [one for one in notes.refused_rows[before:] if one.field == "care_level"]
    words = Counter(one.value for one in refused)
    if not words:
        return
    listed = ", ".join(f"“{word}” ({n:,})" for word, n in words.most_common(_MOST_WORDS))
    reason = _(
        "is understood of no row that says {words}: say which level each word is with "
        "--columns MAP, which `check FILE --suggest-columns` begins"
    )
    more = ", …" if len(words) > _MOST_WORDS else ""
    notes.remark(None, "care_level", "", reason.format(words=listed + more))


def _remark_on_pages(file: OpenedFile, notes: Notes) -> None:
    """An answer of the API is one page of a list."""
    for table in file.tables:
        page, pages = table.about.get("page"), table.about.get("pages")
        if isinstance(pages, int) and pages > 1:
            reason = _(
                "is page {page} of {pages} of an answer, and holds no more than that; for the "
                "whole list export it as geojson, csv or hsds"
            )
            notes.remark(None, "", "", reason.format(page=page, pages=pages))


def _named(sheet: Sheet, line: int, cells: Sequence[Cell]) -> str:
    found = (sheet.text(one, "facility_name") for _line, _n, one in sheet.spread_row(line, cells))
    return next(found, "")


def _title(notes: Notes, circumstances: Circumstances) -> None:
    """A map says what the table is, and whose."""
    used = circumstances.wanted.map
    if used is not None:
        notes.title = used.name or notes.title
        notes.organisation, notes.licence = used.source, used.licence


def _digest(cells: Sequence[Cell]) -> int:
    """What tells a row from every other: two that differ have one with a chance of 2 to the -64.

    Nobody can write a table of rows with one digest, for Python salts its hashes anew in each run.
    """
    try:
        return hash("\x1f".join(cells))
    except TypeError:
        # Not a CSV: numbers, dates and lists stand among the texts.
        return hash("\x1f".join(map(text_of, cells)))


def _by_facility(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows grouped by facility_id where given, else by what identifies a listing.

    A row without an id belongs to the facility with an id that it agrees with, if there is one.
    """
    with_id: dict[Identity, str] = {}
    if not all(row.place.facility_id for row in rows):
        for row in rows:
            if row.place.facility_id:
                with_id.setdefault(_identity(row.place), row.place.facility_id)
    groups: dict[object, list[Row]] = {}
    for row in rows:
        key: object = row.place.facility_id
        if not key:
            whole = _identity(row.place)
            key = with_id.get(whole) or whole
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _identity(place: Place) -> Identity:
    return identity(_record(place))


def _record(place: Place) -> FacilityRecord:
    return FacilityRecord(
        name1=place.name,
        street1=place.street,
        city=place.city,
        state=place.where.state,
        zip=place.where.zip,
    )


def facility_of(rows: list[Row], notes: Notes) -> FacilityRecord:
    """One facility of its rows: name and address of the first, phones and programs of all."""
    _remark_on_differences(rows, notes)
    places = _distinct_places(rows)
    record = _record(places[0])
    facility_id = next((one.facility_id for one in places if one.facility_id), "")
    if FACILITY_ID.fullmatch(facility_id):
        record.id = facility_id
    else:
        record.source_id = facility_id
    positions = [one.where.position for one in places]
    position = next((one for one in positions if one.kind == "exact"), positions[0])
    record.latitude, record.longitude = position.latitude, position.longitude
    record.position = position.kind
    record.phones = distinct(one for place in places for one in place.phones)
    record.county = next((one.county for one in places if one.county), "")
    record.website = next((one.website for one in places if one.website), "")
    record.npi = tuple(dict.fromkeys(one for place in places for one in place.npi))
    record.detox = _detox(rows)
    if places[0].more is not None:
        apply(record, places[0].more)
    for row in rows:
        record.detox_for |= row.detox_for
    record.programs = [row.program for row in rows]
    # A trade name often stands there, by which another source lists the place.
    named = dict.fromkeys(row.program.name for row in rows if row.program.name)
    record.also_named = tuple(named)[:_MOST_NAMES]
    return record


def _distinct_places(rows: list[Row]) -> list[Place]:
    """What the rows state of the facility: most often all the same."""
    places = [rows[0].place]
    for row in rows:
        if row.place is not places[-1]:
            places.append(row.place)
    return places


def _detox(rows: list[Row]) -> bool | None:
    """Whether detox is on site: a detox program, or a word; None where there is neither."""
    if any(row.program.care == "detox" or row.detox == "onsite" for row in rows):
        return True
    return False if any(row.detox for row in rows) else None


def _remark_on_differences(rows: list[Row], notes: Notes) -> None:
    first = rows[0].place
    for row in rows:
        place = row.place
        for field, mine, other in (
            ()
            if place is first
            else (
                ("facility_name", place.name, first.name),
                ("street", place.street, first.street),
                ("city", place.city, first.city),
                ("zip", place.where.zip, first.where.zip),
            )
        ):
            if mine and mine != other:
                reason = _("differs from line {line} of the same facility, which counts: {other}")
                reason = reason.format(line=rows[0].line, other=other or "—")
                notes.remark(row.line, field, mine, reason)


def _found(table: RawTable, circumstances: Circumstances) -> Sheet | None:
    if circumstances.wanted.map is None and (ours := export_sheet(table)) is not None:
        return ours
    return sheet_of(table, circumstances.wanted, REQUIRED)


def _as_of(file: OpenedFile) -> tuple[str | None, str]:
    """Our own export says how old its facts are."""
    for table in file.tables:
        sheet = export_sheet(table)
        row = next((cells for _line, cells in sheet.rows), ()) if sheet else ()
        if sheet and (stated := sheet.text(row, "as_of")):
            return stated, _("the file, as_of")
    return None, ""


READER = Reader(
    kind="table",
    required=frozenset(REQUIRED),
    columns=column_names() | ALSO_READ,
    title=mark("Own table {file}"),
    source=mark("Own table"),
    licence="",
    read=read,
    parts=True,
    find=_found,
    as_of=_as_of,
)
