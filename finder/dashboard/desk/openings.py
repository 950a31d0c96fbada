"""Openings: all programs of the area, as a plain form or as one table."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import pandas as pd
import streamlit as st
from sqlalchemy import Connection

from finder.criteria import write
from finder.criteria.declared import CARE
from finder.criteria.numbers import number_text
from finder.criteria.others import FRESH_FOR
from finder.dashboard.desk.area import places_in
from finder.dashboard.desk.buttons import how_many_shown, more_button
from finder.dashboard.desk.here import Here
from finder.dashboard.desk.words import plain
from finder.desk.people import Person
from finder.desk.reports import add
from finder.desk.said import Report
from finder.directory import Facility, Program
from finder.locale import _, mark, plural
from finder.wording.told_fields import program_title
from finder.wording.words import date_words

__all__ = ["openings"]

# One press: what is kept is the least that is certain.
_PRESSED = {"0": "0", "1–2": "1", "3+": "3"}
_SHOWN = 20
_VIEWS = {"form": mark("As a list"), "table": mark("As a table")}


@dataclass(frozen=True)
class _Line:
    """A program whose openings can be told."""

    facility: Facility
    program: Program

    @property
    def key(self) -> str:
        """Names it among all."""
        return f"{self.facility.id}-{self.program.care}-{self.program.name}"


def openings(here: Here) -> None:
    """The form, or the table: the same rows."""
    levels = here.area[CARE] or ()
    lines = [
        _Line(found.facility, program)
        for found in places_in(here)
        for program in found.facility.programs
        if not levels or program.care in levels
    ]
    st.subheader(plural("Openings of {n} program", "Openings of {n} programs", len(lines)))
    st.caption(_("They count for 7 days. 1–2 is kept as 1 and 3+ as 3: the least that is certain."))
    view = st.segmented_control(
        _("Shown"),
        list(_VIEWS),
        default="form",
        format_func=lambda code: _(_VIEWS[code]),
        key="openings-view",
        label_visibility="collapsed",
    )
    if view == "table":
        _table(lines, here)
    else:
        _form(lines, here)


def _form(lines: list[_Line], here: Here) -> None:
    shown = how_many_shown("openings", _SHOWN)
    for line in lines[:shown]:
        with st.container(border=True):
            told, choice, number = st.columns([4, 2, 1], vertical_alignment="center")
            name = f"{line.facility.name1}, {program_title(line.program)}"
            told.markdown(
                f"**{plain(line.facility.name1)}** · {plain(program_title(line.program))}"
            )
            told.caption(_age(line.program, here))
            pressed = choice.pills(
                _("Places free at {name}").format(name=name),
                list(_PRESSED),
                key=f"open-{line.key}",
                label_visibility="collapsed",
            )
            typed = number.text_input(
                _("Number at {name}").format(name=name),
                key=f"number-{line.key}",
                placeholder=_("Number"),
                label_visibility="collapsed",
            )
            _tell(line, typed.strip() or _PRESSED.get(pressed or "", ""), here)
    more_button("openings", _("Show more programs"), shown, len(lines))


def _tell(line: _Line, text: str, here: Here) -> None:
    """Save what was pressed or typed, once for each change."""
    done = st.session_state.setdefault("openings-told", {})
    if not text or done.get(line.key) == text:
        return
    if here.save(lambda connection, person: _add(connection, person, [(line, text)], here)):
        done[line.key] = text
        words = _("Saved: {name}, {n} free").format(name=plain(line.facility.name1), n=plain(text))
        st.success(words)


def _table(lines: list[_Line], here: Here) -> None:
    """Kept as it was opened until it is saved: what is typed goes with no word of others."""
    kept: tuple[str, list[_Line]] | None = st.session_state.get("openings-kept")
    area = write(here.area)
    if kept is None or kept[0] != area:
        kept = area, lines
        st.session_state["openings-kept"] = kept
        st.session_state["openings-table"] = uuid4().hex
    lines = kept[1]
    known = [_fresh(line.program, here) for line in lines]
    place, level, free, age = _("Place"), _("Care level"), _("Places free now"), _("Last told")
    frame = pd.DataFrame(
        {
            place: [line.facility.name for line in lines],
            level: [program_title(line.program) for line in lines],
            free: pd.array([float(one) if one else None for one in known], dtype="Float64"),
            age: [_age(line.program, here) for line in lines],
        }
    )
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=[place, level, age],
        column_config={free: st.column_config.NumberColumn(min_value=0, step=1)},
        key=st.session_state["openings-table"],
    )
    told = [
        (line, number_text(float(value)))
        for line, value, before in zip(lines, edited[free], known, strict=True)
        if not pd.isna(value) and number_text(float(value)) != before
    ]
    if st.button(_("Save the table"), type="primary", key="save-openings", disabled=not told):
        count = here.save(lambda connection, person: _add(connection, person, told, here))
        if count:
            st.session_state.pop("openings-kept")
            st.success(plural("{n} row is saved.", "{n} rows are saved.", count))


def _add(connection: Connection, person: Person, told: list[tuple[_Line, str]], here: Here) -> int:
    for line, text in told:
        add(
            connection,
            Report(
                facility_id=line.facility.id,
                how="phone",
                learned_on=here.today,
                care=line.program.care,
                program_name=line.program.name,
                facts={"openings": text, "openings_on": here.today.isoformat()},
                person_id=person.id,
                once=uuid4().hex,
            ),
            here.today,
        )
    return len(told)


def _fresh(program: Program, here: Here) -> str:
    on = program.openings_on
    if program.openings is None or on is None or here.today - on > FRESH_FOR:
        return ""
    return number_text(program.openings)


def _age(program: Program, here: Here) -> str:
    on = program.openings_on
    if program.openings is None or on is None:
        return _("never told")
    words = _("{n} on {date}")
    if here.today - on > FRESH_FOR:
        words = _("{n} on {date}: too old to count")
    return words.format(n=number_text(program.openings), date=date_words(on))
