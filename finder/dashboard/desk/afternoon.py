"""Typing an afternoon in: many rows at once, as a table on the page or as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st
from sqlalchemy import Connection
from streamlit.runtime.scriptrunner import get_script_run_ctx

from finder.criteria import write
from finder.criteria.declared import CARE
from finder.dashboard.desk.area import places_in
from finder.dashboard.desk.here import Here
from finder.dashboard.desk.uploaded import known_cells, news, program_of
from finder.desk.people import Person
from finder.desk.reports import add
from finder.desk.said import Report
from finder.errors import DeskRefused, SourceRefused
from finder.intake.columns.level_words import care_level
from finder.intake.files.files import open_file
from finder.intake.files.sheets import under_header
from finder.intake.overlay.one_row import IDENTIFYING
from finder.intake.rows.cells import CellRefused, text_of
from finder.intake.table.table_columns import column_names
from finder.locale import _, plural
from finder.pages.nowhere.uploads import uploads
from finder.wording.told_fields import LABELS, cells_of, changed

__all__ = ["afternoon"]

_NAMES = ("facility_id", "care_level", "facility_name", "program_name")
_REQUIRED = frozenset({"facility_id", "care_level"})
_FILES = ("csv", "xlsx")
_MOST_SHOWN = 20
_KEPT = "afternoon-kept"


@dataclass(frozen=True)
class _Row:
    """What one row says that is new. line: where it stands, for who mends it.

    name: of the program, "" where the level tells which. wrong: why it cannot be saved, or "".
    """

    line: int
    facility_id: str
    care: str | None
    name: str
    facts: dict[str, Any]
    wrong: str = ""


def afternoon(here: Here) -> None:
    """The table of the area, to be typed in; a file of the same columns; and the same as files."""
    st.subheader(_("Type in what you heard"))
    _table(here)
    st.subheader(_("Or take in a file"))
    query = write(here.area)
    links = [
        f"[{name.upper()}](./api/v1/search?format={name}{f'&{query}' if query else ''})"
        for name in _FILES
    ]
    st.markdown(_("The table of your area as a file: {links}").format(links=" · ".join(links)))
    _file(here)


def _table(here: Here) -> None:
    kept: tuple[str, pd.DataFrame] | None = st.session_state.get(_KEPT)
    area = write(here.area)
    if kept is None or kept[0] != area:
        kept = area, _frame(here)
        st.session_state[_KEPT] = kept
        st.session_state["afternoon-key"] = uuid4().hex
    before = kept[1]
    shown = {name: st.column_config.TextColumn(_(label)) for name, label in LABELS.items()}
    edited = st.data_editor(
        before,
        hide_index=True,
        disabled=list(_NAMES),
        column_config=shown,
        key=st.session_state["afternoon-key"],
    )
    rows = list(_differing(before, edited, here))
    if st.button(_("Save the table"), type="primary", key="save-afternoon", disabled=not rows):
        _save(rows, here)


def _frame(here: Here) -> pd.DataFrame:
    levels = here.area[CARE] or ()
    rows = [
        {
            "facility_id": found.facility.id,
            "care_level": program.care or "",
            "facility_name": found.facility.name,
            "program_name": program.name,
            **{name: cells_of(program, here.today).get(name, "") for name in LABELS},
        }
        for found in places_in(here)
        for program in found.facility.programs
        if not levels or program.care in levels
    ]
    return pd.DataFrame(rows, columns=[*_NAMES, *LABELS], dtype="string")


def _differing(before: pd.DataFrame, edited: pd.DataFrame, here: Here) -> Iterator[_Row]:
    known, told = before.to_dict("records"), edited.to_dict("records")
    for line, (old, new) in enumerate(zip(known, told, strict=True), 1):
        cells = {name: text_of(None if pd.isna(new[name]) else new[name]) for name in LABELS}
        said = changed(
            {name: str(old[name]) for name in LABELS}, cells, here.today, confirmed=False
        )
        if said:
            care, name = str(new["care_level"]) or None, str(new["program_name"])
            yield _Row(line, str(new["facility_id"]), care, name, dict(said))


def _file(here: Here) -> None:
    """Take a file: its address is open for this session alone while the page asks for one."""
    context = get_script_run_ctx()
    session = context.session_id if context else ""
    uploads().open_for(session)
    dropped = st.file_uploader(
        _("CSV or XLSX with facility_id and care_level"), type=list(_FILES), key="afternoon-file"
    )
    if dropped is None:
        return
    try:
        rows = list(_rows_of(dropped.name, dropped.getvalue(), here))
    except (SourceRefused, CellRefused) as error:
        st.error(str(error))
        return
    st.write(plural("{n} row says something new.", "{n} rows say something new.", len(rows)))
    if st.button(_("Save the file"), type="primary", key="save-file", disabled=not rows):
        _save(rows, here)


def _rows_of(name: str, content: bytes, here: Here) -> Iterator[_Row]:
    """The rows of a file that say something new. Raises SourceRefused."""
    with tempfile.TemporaryDirectory(prefix="finder-desk-") as folder:
        path = Path(folder) / f"told{Path(name).suffix.lower()}"
        path.write_bytes(content)
        tables = list(open_file(str(path), column_names()).tables)
    sheets = [sheet for table in tables if (sheet := under_header(table, _REQUIRED))]
    if not sheets:
        reason = _("No table with the columns facility_id and care_level is in this file.")
        raise SourceRefused(name, reason)
    for sheet in sheets:
        for line, cells in sheet.rows:
            facts = {
                column: sheet.text(cells, column)
                for column in sheet.columns
                if column in column_names() and column not in IDENTIFYING
            }
            care = care_level(sheet.cell(cells, "care_level"))
            row = _row(line, sheet.text(cells, "facility_id"), care, facts, here)
            if row.facts:
                yield row


def _row(line: int, facility_id: str, care: str | None, cells: dict[str, str], here: Here) -> _Row:
    """What a row of a file says that is not known yet."""
    filled = {column: text for column, text in cells.items() if text}
    name = filled.get("program_name", "")
    place = here.directory.row_of(facility_id)
    if place is None:
        wrong = _("{id} is no place of this directory").format(id=facility_id or "—")
        return _Row(line, facility_id, care, name, filled, wrong)
    facility = here.directory.facility(place)
    program = program_of(facility, care, name)
    if program is None:
        wrong = _("this place lists no such level; a level is added on the page of the place")
        return _Row(line, facility.id, care, name, filled, wrong)
    said = news(known_cells(here.directory, facility, program), filled, here.today)
    return _Row(line, facility.id, program.care, program.name, said)


def _save(rows: list[_Row], here: Here) -> None:
    """All rows that hold; those that do not are said, with their lines, and stay to be mended."""
    refused: list[tuple[int, str]] = []

    def work(connection: Connection, person: Person) -> int:
        refused.clear()
        for row in rows:
            if reason := _add(connection, person, row, here):
                refused.append((row.line, reason))
        return len(rows) - len(refused)

    count = here.save(work)
    if count is None:
        return
    st.success(plural("{n} row is saved.", "{n} rows are saved.", count))
    if count and not refused:
        st.session_state.pop(_KEPT, None)
    for line, reason in refused[:_MOST_SHOWN]:
        st.error(_("Row {line}: {reason}").format(line=line, reason=reason))


def _add(connection: Connection, person: Person, row: _Row, here: Here) -> str:
    """Save a row; the reason against it, or ""."""
    if row.wrong:
        return row.wrong
    facts = dict(row.facts)
    report = Report(
        facility_id=row.facility_id,
        how="phone",
        learned_on=_day(facts.pop("verified_on", None), here.today),
        care=row.care,
        program_name=row.name,
        facts=_dated(facts, here),
        person_id=person.id,
        once=uuid4().hex,
    )
    try:
        add(connection, report, here.today)
    except DeskRefused as error:
        return str(error)
    return ""


def _day(text: object, today: date) -> date:
    """The day on which a row was checked; today where it does not say, or nobody can tell."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return today


def _dated(facts: Mapping[str, Any], here: Here) -> dict[str, Any]:
    day = {"openings_on": here.today.isoformat()} if "openings" in facts else {}
    return {**day, **facts}
