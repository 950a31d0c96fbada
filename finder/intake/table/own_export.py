"""Our own exports, read back to what they were made of.

CSV and workbook are own tables with further columns (finder/export/whole_columns.py). An answer in
JSON or GeoJSON becomes rows under the same columns, so that all are read by one reader. Prices of
a hospital's file stay in that file, which an import is given by `--prices`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from finder.directory import FacilityRecord, Licence
from finder.groups import fact_groups
from finder.intake.files.sheets import RawTable, Sheet, under_header
from finder.intake.rows.cells import Cell
from finder.intake.rows.checks import Notes
from finder.intake.table.own_answer import answer_rows
from finder.locale import _

__all__ = [
    "ONLY_TOLD",
    "Kept",
    "apply",
    "describe",
    "export_sheet",
    "is_export",
    "kept",
    "masks_of",
]

# By these an export is known; who chose other columns has an own table.
_KNOWN_BY = frozenset(
    {"facility_id", "facility_name", "care_level", "directory", "as_of", "demonstration"}
    | {"not_published", "not_published_codes", "phones"}
)
# Columns of an export that follow from others, or are about the search alone.
ONLY_TOLD = frozenset(
    {"number", "status", "ask_about", "miles", "minutes_low", "minutes_high", "nearest_detox"}
    | {"nearest_detox_miles", "level_hours_low", "level_hours_high", "cost_month_low", "notice"}
    # Of hospitals' price files, which are given again at every import.
    | {"hours_basis", "code_hours_low", "cash_low", "cash_high", "cash_per", "cash_as_of"}
    | {"cost_floor"}
    # What the desk was told: its values are among the others, and its reports stay with it.
    | {"told"}
)
_PARTS_OF_A_LICENCE = 5
Masks = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """What an export states of a facility beyond an own table."""

    name2: str
    street2: str
    source_id: str
    codes: tuple[str, ...]
    serves_only: tuple[str, ...]
    former_ids: tuple[str, ...]
    licences: tuple[Licence, ...]


def export_sheet(table: RawTable) -> Sheet | None:
    """A table under its header, if it is an export of ours; None for every other."""
    sheet = under_header(answer_rows(table) or table, _KNOWN_BY)
    if sheet is None:
        return None
    columns = {name: at for name, at in sheet.columns.items() if name != "position"}
    if "position" in sheet.columns:
        columns["coord_source"] = sheet.columns["position"]
    return replace(sheet, columns=columns)


def is_export(sheet: Sheet) -> bool:
    """Whether a sheet is one of `export_sheet`."""
    return sheet.translation is None and sheet.columns.keys() >= _KNOWN_BY


def describe(sheet: Sheet, notes: Notes) -> None:
    """Say of the source what the export says of its directory."""
    row = next((cells for _line, cells in sheet.rows), ())
    notes.title = sheet.text(row, "directory")
    notes.organisation = sheet.text(row, "directory_source")
    notes.licence = sheet.text(row, "directory_license")
    if sheet.text(row, "demonstration").lower() == "true":
        notes.demonstration = True
        notes.remark(None, "demonstration", "true", _("says that its programs are invented"))


def kept(sheet: Sheet, row: Sequence[Cell]) -> Kept | None:
    """What a row states of its facility beyond an own table; None of what is no export."""
    if not is_export(sheet):
        return None
    return Kept(
        name2=sheet.text(row, "facility_name_2"),
        street2=sheet.text(row, "street_line_2"),
        source_id=sheet.text(row, "source_id"),
        codes=tuple(sheet.text(row, "source_codes").split()),
        serves_only=_listed(sheet.text(row, "serves_only")),
        former_ids=_listed(sheet.text(row, "former_ids")),
        licences=tuple(
            _licence(one) for one in sheet.text(row, "licences").split(" | ") if one.strip()
        ),
    )


def apply(record: FacilityRecord, more: Kept) -> None:
    """Take a record apart into what was joined for the columns of an own table."""
    record.name2 = more.name2
    record.name1 = record.name1.removesuffix(f", {more.name2}") if more.name2 else record.name1
    record.street2 = more.street2
    whole = record.street1
    record.street1 = "" if whole == more.street2 else whole.removesuffix(f", {more.street2}")
    record.source_id = more.source_id
    record.codes, record.serves_only = more.codes, more.serves_only
    record.other_ids, record.licences = more.former_ids, more.licences


def masks_of(sheet: Sheet, row: Sequence[Cell], facts: dict[str, Masks]) -> dict[str, Masks]:
    """The masks of a program, told apart into none and not published; a filled cell counts."""
    silent = set(_listed(sheet.text(row, "not_published")))
    open_still = _open_still(sheet.text(row, "not_published_codes"))
    told = dict(facts)
    for group, codes in fact_groups().items():
        if group not in told:
            continue
        stated, unsaid = told[group]
        is_filled = bool(sheet.text(row, codes.column))
        if codes.silence_is_yes:
            told[group] = told[group] if is_filled else (0, 0)
        # A cell that is not understood says nothing, whoever wrote it there.
        elif (stated or group not in silent) and not (unsaid and is_filled):
            told[group] = (stated, open_still.get(group, 0) & ~stated)
    return told


def _open_still(text: str) -> dict[str, int]:
    found = {}
    for part in text.split():
        group, _equals, codes = part.partition("=")
        if group in fact_groups():
            vocabulary = fact_groups()[group].vocabulary
            found[group] = vocabulary.bits(one for one in codes.split(",") if one in vocabulary)
    return found


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split(";") if one)


def _licence(text: str) -> Licence:
    parts = [one.strip() for one in text.split(";")]
    parts += [""] * (_PARTS_OF_A_LICENCE - len(parts))
    authority, number, kind, expires, beds = parts[:_PARTS_OF_A_LICENCE]
    try:
        until = date.fromisoformat(expires) if expires else None
    except ValueError:
        until = None
    return Licence(authority, number, kind, until, int(beds) if beds.isdigit() else None)
