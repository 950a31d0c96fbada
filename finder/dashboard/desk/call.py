"""A call: phones to press, what to ask, a field for each fact; one press saves and opens the next.

Ctrl+Enter saves from anywhere. What the checks of an import refuse is said, and what was typed
stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import streamlit as st
from sqlalchemy import Connection

from finder.criteria.declared import CARE
from finder.dashboard.desk.fields import program_fields, typed
from finder.dashboard.desk.here import Here, asked, go
from finder.dashboard.desk.next_calls import next_task
from finder.dashboard.desk.words import OUTCOME_WORDS, hint_lines, plain
from finder.desk.calls import add_call, hold, let_go, take_call_back
from finder.desk.came import alike_of
from finder.desk.database import now
from finder.desk.hints import open_hints
from finder.desk.people import Person
from finder.desk.personal import doubts
from finder.desk.reports import add, take_back
from finder.desk.said import Report
from finder.directory import Facility, Program
from finder.locale import _
from finder.shortlist import picks_of, shortlist_of
from finder.wording.contact import ROLES, by_use, web_link
from finder.wording.questions import call_questions
from finder.wording.told_fields import cells_of, changed, program_title
from finder.wording.words import address

__all__ = ["call"]

_LAST = "desk-last-call"
_SAVE_KEY, _BACK_KEY = "ctrl+enter", "ctrl+backspace"
_MOST_QUESTIONS = 6


@dataclass(frozen=True)
class _Saved:
    """The call that was saved last, to be taken back: its number, and those of its reports."""

    place: str
    name: str
    call: int
    reports: tuple[int, ...]


def call(here: Here) -> None:
    """The sheet of the place in the address."""
    _offer_to_take_back(here)
    row = here.directory.row_of(asked("at"))
    if row is None:
        st.info(_("Everybody in the area is called, or this place is not listed now."))
        st.button(_("Back to the list"), on_click=go, args=("calls",))
        return
    facility = here.directory.facility(row)
    held = here.save(lambda connection, person: hold(connection, facility.id, person.id, now()))
    st.header(plain(facility.name))
    st.write(plain(address(facility)))
    if held is not None:
        words = _("{name} is calling this place now. Take another one.")
        st.warning(words.format(name=plain(held.who)))
    _phones(facility)
    _hints(facility, here)
    _questions(facility, here)
    _sheet(facility, here)


def _phones(facility: Facility) -> None:
    lines = []
    for phone in by_use(facility):
        number = plain(phone.text)
        shown = f"[{number}](tel:{phone.dial})" if phone.dial else number
        lines.append(f"{_(ROLES[phone.role])}: **{shown}**")
    if link := web_link(facility.website):
        lines.append(f"<{link}>")
    st.markdown(" · ".join(lines) if lines else _("No phone number is known."))


def _hints(facility: Facility, here: Here) -> None:
    """What visitors say of the place, to be asked about."""
    ids = (facility.id, *facility.former_ids)
    hints = here.read(lambda connection: open_hints(connection, here.today, ids))
    if hints:
        said = "\n".join(f"- {line}" for line in hint_lines(alike_of(hints)))
        st.warning(_("Visitors say, and nobody has looked into it yet:") + "\n\n" + said)


def _questions(facility: Facility, here: Here) -> None:
    search = here.area.replaced(pick=(facility.id,))
    picks = picks_of(here.directory, shortlist_of(here.directory, search), search, here.today)
    unknown = picks[0].found.ask if picks else ()
    wanted = call_questions(facility, unknown, here.area, here.today)
    first = [*wanted.first, *wanted.then][:_MOST_QUESTIONS]
    with st.expander(_("What to ask"), expanded=True):
        st.markdown("\n".join(f"- {plain(one)}" for one in first))


def _sheet(facility: Facility, here: Here) -> None:
    visit = _visit(facility.id)
    levels = here.area[CARE] or ()
    chosen = [one for one in facility.programs if not levels or one.care in levels]
    others = [one for one in facility.programs if one not in chosen]
    # Ctrl+Enter in a field would send it twice, as Enter and as the key of the button: the second
    # comes with the address of the place before, and empties the next sheet while somebody types.
    with st.form(f"sheet-{visit}", enter_to_submit=False):
        st.radio(
            _("How did the call end?"),
            list(OUTCOME_WORDS),
            index=None,
            format_func=lambda code: _(OUTCOME_WORDS[code]),
            key=f"{visit}-outcome",
            horizontal=True,
        )
        for program in chosen:
            _fields(program, visit, here)
        if others:
            with st.expander(_("Other levels of this place")):
                for program in others:
                    _fields(program, visit, here)
        st.checkbox(_("They said that all of this is right"), key=f"{visit}-confirmed")
        st.text_input(
            _("Note about the place"),
            key=f"{visit}-note",
            help=_("Only about the place. Nothing about who called or who looks for help."),
            max_chars=500,
        )
        st.text_input(_("Call again on (such as 2026-12-01)"), key=f"{visit}-again")
        sent = st.form_submit_button(
            _("Save and open the next"), type="primary", shortcut=_SAVE_KEY, key=f"{visit}-save"
        )
    if sent:
        _save(facility, visit, here)
    st.button(_("Back to the list without saving"), key="back", on_click=go, args=("calls",))


def _fields(program: Program, visit: str, here: Here) -> None:
    st.subheader(plain(program_title(program)))
    program_fields(program, _known(program, visit, here), _key(program, visit))


def _key(program: Program, visit: str) -> str:
    """Names a program's fields, whatever row it moves to while they are open."""
    return f"{visit}-{program.care}-{program.name}"


def _known(program: Program, visit: str, here: Here) -> dict[str, str]:
    """What was known when the sheet was opened: nothing moves in a field while somebody types."""
    kept: dict[str, dict[str, str]] = st.session_state.setdefault(f"{visit}-known", {})
    return kept.setdefault(_key(program, visit), cells_of(program, here.today))


def _visit(place: str) -> str:
    """Names the fields of one visit to a place: the next visit begins anew."""
    if st.session_state.get("desk-visit", ("", ""))[0] != place:
        st.session_state["desk-visit"] = place, uuid4().hex
    return str(st.session_state["desk-visit"][1])


def _save(facility: Facility, visit: str, here: Here) -> None:
    note = str(st.session_state[f"{visit}-note"]).strip()
    if not _note_is_meant(note, facility, here, visit):
        return
    again, reason = _day(str(st.session_state[f"{visit}-again"]).strip(), here.today)
    outcome = st.session_state[f"{visit}-outcome"]
    if reason or outcome is None:
        st.error(reason or _("Say how the call ended."))
        return
    told = _told(facility, visit, here)

    def work(connection: Connection, person: Person) -> _Saved:
        reports = [
            add(connection, report, here.today)
            for report in _reports(facility, told, outcome, note, visit, person, here.today)
        ]
        number = add_call(
            connection, facility.id, person.id, outcome, now(), again, once=f"call-{visit}"
        )
        let_go(connection, person.id)
        return _Saved(facility.id, facility.name1, number, tuple(reports))

    saved = here.save(work)
    if saved is None:
        return
    st.session_state[_LAST] = saved
    st.session_state.pop("desk-visit", None)
    following = next_task(here, after=facility.id)
    go("call", following.facility.id if following else "-")
    st.rerun()


def _told(facility: Facility, visit: str, here: Here) -> list[tuple[Program, dict[str, str]]]:
    """What each program's fields say that is new."""
    confirmed = bool(st.session_state[f"{visit}-confirmed"])
    found = []
    for program in facility.programs:
        known, told = _known(program, visit, here), typed(_key(program, visit))
        said = changed(known, told, here.today, confirmed=confirmed)
        if said:
            found.append((program, said))
    return found


def _reports(
    facility: Facility,
    told: list[tuple[Program, dict[str, str]]],
    outcome: str,
    note: str,
    visit: str,
    person: Person,
    today: date,
) -> list[Report]:
    found = [
        Report(
            facility_id=facility.id,
            how="phone",
            learned_on=today,
            care=program.care,
            program_name=program.name,
            facts=said,
            person_id=person.id,
            once=f"{visit}-{place}",
        )
        for place, (program, said) in enumerate(told)
    ]
    if outcome == "closed":
        found.append(
            Report(
                facility_id=facility.id,
                how="phone",
                learned_on=today,
                kind="closed",
                note=note,
                person_id=person.id,
                once=f"{visit}-closed",
            )
        )
    elif note:
        found.append(
            Report(
                facility_id=facility.id,
                how="phone",
                learned_on=today,
                note=note,
                person_id=person.id,
                once=f"{visit}-note",
            )
        )
    return found


def _note_is_meant(note: str, facility: Facility, here: Here, visit: str) -> bool:
    """Whether a note may be saved: one that looks like a person's is questioned once."""
    numbers = [one.dial or one.text for one in facility.phones] + list(facility.npi)
    found = doubts(note, numbers, here.today)
    if not found or st.session_state.get(f"{visit}-meant") == note:
        return True
    for one in found:
        st.warning(one)
    st.session_state[f"{visit}-meant"] = note
    st.error(
        _("Nothing is saved yet. Take out what is about a person; or save again if it is not.")
    )
    return False


def _day(text: str, today: date) -> tuple[date | None, str]:
    if not text:
        return None, ""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None, _("Call again on: write a day such as {day}.").format(day=today.isoformat())
    return found, ""


def _offer_to_take_back(here: Here) -> None:
    saved: _Saved | None = st.session_state.get(_LAST)
    if saved is None:
        return
    words, button = st.columns([4, 1], vertical_alignment="center")
    words.success(_("Saved: {name}").format(name=plain(saved.name)))
    if button.button(_("Take it back"), key="take-back", shortcut=_BACK_KEY):

        def work(connection: Connection, person: Person) -> bool:
            for number in saved.reports:
                take_back(connection, number, person.id, once=f"back-{number}")
            take_call_back(connection, saved.call, now())
            return True

        if here.save(work):
            st.session_state.pop(_LAST)
            go("call", saved.place)
            st.rerun()
