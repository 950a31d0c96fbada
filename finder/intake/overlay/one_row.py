"""The cells of one row, checked as an import checks them: what a report of the desk says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from finder.directory import FacilityRecord, ProgramRecord
from finder.intake.files.sheets import Sheet
from finder.intake.overlay.overlay import OverlayRow, OverlayRows
from finder.intake.rows.cells import Cell, text_of
from finder.intake.rows.checks import Finding, Notes
from finder.intake.table.table import facility_of
from finder.intake.table.table_columns import REQUIRED, column_names, list_columns
from finder.intake.table.table_rows import RowReader
from finder.locale import _
from finder.vocabulary import DETOX_SUBSTANCES

__all__ = ["IDENTIFYING", "checked_cells", "listing"]

# What says which program it is, and where; of a place that no source lists it is said too.
IDENTIFYING = ("facility_id", "care_level", "facility_name", "street", "city", "state", "zip")
_TEXTS = ("phone", "intake_phone", "npi", "latitude", "longitude", *IDENTIFYING)
_DAYS = ("openings_on", "verified_on")


def checked_cells(
    cells: Mapping[str, Cell], today: date
) -> tuple[dict[str, str | float], dict[str, str]]:
    """What cells by column state, each in one spelling, and by column why one is refused.

    An empty cell says nothing and is left out. Numbers are numbers, codes stand in the order of
    their vocabulary, days are ISO days.
    """
    given = {name: cell for name, cell in cells.items() if text_of(cell)}
    unknown = {
        name: _("is no column of an own table") for name in given if name not in column_names()
    }
    known = {name: cell for name, cell in given.items() if name not in unknown}
    named = {"facility_id": "x", "state": "", **known}
    notes = Notes("")
    sheet = Sheet((), {name: place for place, name in enumerate(named)}, (), len(named))
    row = OverlayRows(sheet, notes, today).overlay(1, list(named.values()))
    refused = _by_column((*notes.refused_rows, *notes.refused_values))
    if row is None:
        return {}, refused | unknown
    return _stated(row, known), refused | unknown


def listing(
    cells: Mapping[str, Cell], today: date
) -> tuple[FacilityRecord | None, dict[str, str], list[str]]:
    """The facility of one row that states all that a new listing must; else by column why not.

    Last what an import would keep and remark on, such as a ZIP code of another state.
    """
    named = {**dict.fromkeys(REQUIRED, ""), **cells}
    given = {name: cell for name, cell in named.items() if name != "facility_id"}
    missing = {name: _("is missing") for name in REQUIRED if not text_of(given[name])}
    if missing:
        return None, missing, []
    notes = Notes("")
    sheet = Sheet((), {name: place for place, name in enumerate(given)}, (), len(given))
    row = RowReader(sheet, notes, today).read(1, list(given.values()))
    refused = _by_column((*notes.refused_rows, *notes.refused_values))
    remarks = [f"{one.value}: {one.reason}" for one in notes.remarks if one.field == "zip"]
    return facility_of([row], notes) if row else None, refused, remarks


def _by_column(findings: Iterable[Finding]) -> dict[str, str]:
    """Why a cell is refused, by each column that a finding is about."""
    return {
        name: f"{one.value}: {one.reason}" for one in findings for name in one.field.split(", ")
    }


def _stated(row: OverlayRow, known: Mapping[str, Cell]) -> dict[str, str | float]:
    program = row.program
    stated: dict[str, Any] = {name: text_of(known[name]) for name in _TEXTS if name in known}
    stated |= {name: _plain(value) for name, value in program.numbers.items()}
    stated |= {
        "cost_per": program.cost_per,
        "website": row.website,
        "detox": row.detox,
        "detox_for": ";".join(DETOX_SUBSTANCES.codes_of(row.detox_for)),
        "program_name": program.name,
        "source_url": program.source_url,
        "notes": program.notes,
    }
    for name in _DAYS:
        day = getattr(program, name)
        stated[name] = day and day.isoformat()
    stated |= _codes(program, row.groups)
    order = [*IDENTIFYING, *sorted(column_names())]
    return {
        name: stated[name] for name in dict.fromkeys(order) if stated.get(name) not in (None, "")
    }


def _codes(program: ProgramRecord, groups: frozenset[str]) -> dict[str, str]:
    return {
        column: ";".join(vocabulary.codes_of(program.facts[group][0]))
        for column, (group, vocabulary) in list_columns().items()
        if group in groups and group in program.facts
    }


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
