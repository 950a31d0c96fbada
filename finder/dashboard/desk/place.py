"""A place: what was told of it and when, its sources side by side, and where they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pandas as pd
import streamlit as st
from sqlalchemy import Connection

from finder.dashboard.desk.area import places_in
from finder.dashboard.desk.here import Here, asked, go
from finder.dashboard.desk.words import HOW_WORDS, OUTCOME_WORDS, plain
from finder.desk.calls import calls_of
from finder.desk.people import Person
from finder.desk.reports import add, of_facility, take_back
from finder.desk.said import Report, Status, statuses
from finder.directory import Facility
from finder.locale import _, mark
from finder.vocabulary import CARE_LEVELS
from finder.wording.other_words import others
from finder.wording.provenance import origins
from finder.wording.statements import level_name
from finder.wording.told_fields import LABELS
from finder.wording.words import address, date_words

__all__ = ["KIND_WORDS", "STATUS_WORDS", "facts_words", "place"]

KIND_WORDS = {
    "facts": mark("Told"),
    "closed": mark("Closed for good"),
    "open": mark("Open again"),
    "level": mark("A level that is not listed"),
    "place": mark("A place that is not listed"),
    "same": mark("Is another place"),
    "take_back": mark("Taken back"),
    "accept": mark("Accepted"),
    "decline": mark("Declined"),
}
STATUS_WORDS: dict[Status, str] = {
    "holds": mark("counts"),
    "taken back": mark("taken back"),
    "proposed": mark("waits for a lead"),
    "accepted": mark("accepted"),
    "declined": mark("declined"),
}


def place(here: Here) -> None:
    """The place in the address; without one, the places of the area to choose from."""
    names = {found.facility.id: found.facility.name for found in places_in(here)}
    at = asked("at")
    row = here.directory.row_of(at) if at else None
    if row is not None:
        names.setdefault(at, here.directory.facility(row).name)

    def turn() -> None:
        go("place", st.session_state["place-chosen"] or "")

    if st.session_state.get("place-chosen") != (at or None):
        st.session_state["place-chosen"] = at if at in names else None
    st.selectbox(
        _("Which place"),
        list(names),
        format_func=lambda one: names[one],
        key="place-chosen",
        index=None,
        placeholder=_("Choose a place"),
        on_change=turn,
    )
    if row is None:
        return
    facility = here.directory.facility(row)
    st.header(plain(facility.name))
    st.write(plain(address(facility)))
    link = f"./facility?id={facility.id}"
    st.markdown(f"[{_('As visitors see it')}]({link})")
    st.button(_("Call"), key="call-it", on_click=go, args=("call", facility.id))
    _sources(facility, here)
    _history(facility, here)
    _add_level(facility, here)


def _sources(facility: Facility, here: Here) -> None:
    st.subheader(_("Who says what"))
    manifest = here.directory.manifest
    sources = origins(facility, manifest)
    if sources:
        rows = [{_("Source"): one.source, _("States"): one.fields} for one in sources]
        st.table(pd.DataFrame(rows).set_index(_("Source")))
    else:
        st.write(_("All of it comes from one source: {name}.").format(name=plain(_(manifest.name))))
    differing = others(facility, manifest)
    if differing:
        st.markdown(_("Where they differ, visitors see another answer first:"))
        lines = (f"{_(one.label)}: {one.words}" for one in differing)
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _history(facility: Facility, here: Here) -> None:
    st.subheader(_("What was told"))
    ids = (facility.id, *facility.former_ids)
    reports = here.read(lambda connection: of_facility(connection, ids))
    calls = here.read(lambda connection: calls_of(connection, ids))
    if not reports and not calls:
        st.write(_("Nothing yet."))
    status = statuses(reports)
    names = {one.id: one.name for one in here.people.team()}
    for report in reversed(reports):
        with st.container(border=True):
            st.markdown(f"**{_(KIND_WORDS[report.kind])}** · {_when(report, names)}")
            if words := facts_words(report):
                st.write(plain(words))
            st.caption(_(STATUS_WORDS[status[report.number]]))
            if status[report.number] == "holds" and report.kind in ("facts", "closed", "open"):
                _take_back(report, here)
    for call in calls:
        st.caption(
            _("{outcome} on {date}, {who}").format(
                outcome=_(OUTCOME_WORDS[call.outcome]),
                date=date_words(call.at.date()),
                who=plain(call.who) or _("somebody who left"),
            )
        )


def _when(report: Report, names: dict[int, str]) -> str:
    nobody = _("the place itself") if report.how == "facility" else _("somebody who left")
    who = names.get(report.person_id or 0) or nobody
    return _("{how} on {date}, {who}").format(
        how=_(HOW_WORDS[report.how]), date=date_words(report.learned_on), who=plain(who)
    )


def facts_words(report: Report) -> str:
    """What a report says, in one line."""
    parts = [level_name(report.care)] if report.care else []
    parts += [f"{_(LABELS.get(name, name))}: {value}" for name, value in report.facts.items()]
    return ", ".join(filter(None, (*parts, report.note)))


def _take_back(report: Report, here: Here) -> None:
    if st.button(_("Take it back"), key=f"back-{report.number}"):

        def work(connection: Connection, person: Person) -> int:
            return take_back(connection, report.number, person.id, once=f"back-{report.number}")

        if here.save(work):
            st.rerun()


def _add_level(facility: Facility, here: Here) -> None:
    st.subheader(_("A level that is not listed"))
    listed = {program.care for program in facility.programs}
    others = [code for code in CARE_LEVELS.codes if code not in listed]
    with st.form("add-level", border=False):
        care = st.selectbox(
            _("Care level"),
            others,
            index=None,
            format_func=lambda code: _(CARE_LEVELS[code].label),
            key="new-level",
            placeholder=_("Choose a level"),
        )
        sent = st.form_submit_button(_("Tell a lead"))
    if sent and care:
        report = Report(
            facility_id=facility.id,
            how="phone",
            learned_on=here.today,
            kind="level",
            care=care,
            once=uuid4().hex,
        )
        if here.save(lambda connection, person: _told(connection, report, person, here.today)):
            st.success(_("A lead will decide on it."))


def _told(connection: Connection, report: Report, person: Person, today: date) -> int:
    return add(connection, replace(report, person_id=person.id), today)
