"""People: who is of the team, invitations, and what waits for a lead's word."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from sqlalchemy import Connection

from finder.dashboard.desk.here import Here, site_address
from finder.dashboard.desk.place import KIND_WORDS, facts_words
from finder.dashboard.desk.words import plain
from finder.desk.people import INVITATION_DAYS, Person
from finder.desk.reports import add, decide, since
from finder.desk.said import Report, statuses
from finder.desk.waiting import NAMED, Waiting, waiting
from finder.errors import DeskAway, DeskRefused
from finder.locale import _, mark, plural
from finder.wording.words import address, date_words

__all__ = ["team"]

_MOST_LOST, _MOST_WORDS = 20, 3
_ROLE_WORDS = {"reporter": mark("Reporter"), "lead": mark("Lead")}


def team(here: Here) -> None:
    """For leads alone; the database is asked again at each change."""
    if not here.person.is_lead:
        st.info(_("Only a lead can do this."))
        return
    reports = here.read(lambda connection: since(connection, 0))
    _proposals(reports, here)
    _without_a_place(reports, here)
    st.subheader(_("The team"))
    for person in here.people.team():
        name, button = st.columns([5, 1], vertical_alignment="center")
        since_words = _("since {date}").format(date=date_words(person.since.date()))
        name.markdown(f"**{plain(person.name)}** · {_(_ROLE_WORDS[person.role])} · {since_words}")
        button.button(
            _("Take out"),
            key=f"out-{person.id}",
            help=_("End all sessions of {name}. What they reported stays.").format(
                name=plain(person.name)
            ),
            on_click=_take_out,
            args=(here, person.name),
        )
    if wrong := st.session_state.pop("team-wrong", ""):
        st.error(wrong)
    for invited in here.people.invited():
        words = _("{name} is invited until {date}.")
        st.caption(
            words.format(name=plain(invited.name), date=date_words(invited.expires_at.date()))
        )
    _invite(here)


def _invite(here: Here) -> None:
    st.subheader(_("Invite somebody"))
    with st.form("invite", clear_on_submit=True):
        name = st.text_input(_("Name"), key="invite-name", max_chars=80)
        is_lead = st.checkbox(_("As a lead, who invites and decides"), key="invite-lead")
        sent = st.form_submit_button(_("Make an invitation"), type="primary")
    if not sent:
        return
    try:
        token = here.people.invite(name, "lead" if is_lead else "reporter", by=here.person)
    except (DeskRefused, DeskAway) as error:
        st.error(str(error))
        return
    words = _(
        "Send this link to {name} alone. It is good once, for {n} days; it is shown now only."
    )
    st.write(words.format(name=plain(name), n=INVITATION_DAYS))
    st.code(f"{site_address()}/desk/invitation/{token}", language=None)


def _take_out(here: Here, name: str) -> None:
    try:
        here.people.revoke(name, by=here.person)
    except (DeskRefused, DeskAway) as error:
        st.session_state["team-wrong"] = str(error)


def _proposals(reports: list[Report], here: Here) -> None:
    status = statuses(reports)
    waiting = [one for one in reports if status[one.number] == "proposed"]
    st.subheader(_("Waiting for a lead"))
    if not waiting:
        st.write(_("Nothing yet."))
    for report in waiting:
        with st.container(border=True):
            st.markdown(f"**{_(KIND_WORDS[report.kind])}** · {plain(_place(report, here))}")
            st.write(plain(facts_words(report)))
            yes, no = st.columns(2)
            with yes:
                _decide(report, here, accept=True)
            with no:
                _decide(report, here, accept=False)


def _decide(report: Report, here: Here, *, accept: bool) -> None:
    label = _("Accept") if accept else _("Decline")
    if not st.button(label, key=f"decide-{report.number}-{accept}"):
        return

    def work(connection: Connection, person: Person) -> int:
        if not person.is_lead:
            raise DeskRefused(_("Only a lead can do this."))
        return decide(connection, report.number, person.id, accept=accept)

    if here.save(work):
        st.rerun()


def _place(report: Report, here: Here) -> str:
    row = here.directory.row_of(report.facility_id)
    if row is not None:
        return here.directory.facility(row).name
    return str(report.facts.get("facility_name", report.facility_id))


def _without_a_place(reports: list[Report], here: Here) -> None:
    """Reports whose place is not listed now, each with the listed place that may be meant."""
    lost = waiting(reports, here.directory)
    if not lost:
        return
    st.subheader(_("Reports whose place is no longer listed"))
    st.caption(_("They count again when the place is back, or when you say which place it is now."))
    for one in lost[:_MOST_LOST]:
        with st.container(border=True):
            count = plural("{n} report", "{n} reports", len(one.reports))
            named = plain(", ".join(filter(None, (one.name or one.facility_id, one.town))))
            st.markdown(f"**{named}** · {count}")
            for report in one.reports[-_MOST_WORDS:]:
                st.caption(plain(facts_words(report)) or _(KIND_WORDS[report.kind]))
            if one.guess is None:
                st.write(_("No listed place is near it in name or number."))
            else:
                words = _("Nearest in name or number: {name}, {address}")
                listed = words.format(name=one.guess.name, address=address(one.guess))
                st.write(plain(listed))
            _name_another(one, here)
    if len(lost) > _MOST_LOST:
        st.caption(_("The first {n} are shown.").format(n=_MOST_LOST))


def _name_another(one: Waiting, here: Here) -> None:
    with st.form(f"same-{one.facility_id}", border=False):
        named = st.text_input(
            _("Number of the place that it is now"),
            one.guess.id if one.guess else "",
            key=f"same-{one.facility_id}-id",
            help=_("It stands at the foot of the page of a place."),
        )
        sent = st.form_submit_button(_("It is this place"))
    if not sent:
        return
    row = here.directory.row_of(named.strip())
    if row is None:
        st.error(_("{id} is no place of this directory").format(id=named.strip() or "—"))
        return
    report = Report(
        facility_id=one.facility_id,
        how="document",
        learned_on=here.today,
        kind="same",
        facts={NAMED: here.directory.facility(row).id},
        once=f"same-{one.facility_id}-{named.strip()}-{len(one.reports)}",
    )

    def work(connection: Connection, person: Person) -> int:
        if not person.is_lead:
            raise DeskRefused(_("Only a lead can do this."))
        return add(connection, replace(report, person_id=person.id), here.today)

    if here.save(work):
        st.rerun()
