"""`/desk`: who is signed in, which area, and the part of the day's work that is open."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from finder.criteria.codec import write
from finder.dashboard.captions import legible_captions
from finder.dashboard.desk.afternoon import afternoon
from finder.dashboard.desk.area import area_of, ask_area
from finder.dashboard.desk.call import call
from finder.dashboard.desk.came_in import came_in
from finder.dashboard.desk.here import Here, asked, go, sent_token
from finder.dashboard.desk.links import links
from finder.dashboard.desk.new_place import new_place
from finder.dashboard.desk.next_calls import next_calls
from finder.dashboard.desk.openings import openings
from finder.dashboard.desk.place import place
from finder.dashboard.desk.progress import progress
from finder.dashboard.desk.team import team
from finder.dashboard.desk.words import plain
from finder.desk.database import now
from finder.desk.opened import desk_at
from finder.desk.people import People
from finder.errors import DeskAway, DeskRefused
from finder.locale import _, mark
from finder.pages.frame.served import served

__all__ = ["desk_page"]

_PARTS: dict[str, tuple[str, Callable[[Here], None]]] = {
    "calls": (mark("Next calls"), next_calls),
    "openings": (mark("Openings"), openings),
    "table": (mark("Type in a table"), afternoon),
    "came": (mark("What came in"), came_in),
    "links": (mark("Ask by a link"), links),
    "place": (mark("A place"), place),
    "new": (mark("A new place"), new_place),
    "progress": (mark("How far are we"), progress),
    "people": (mark("People"), team),
}
_CALL = "call"
_FIRST = "calls"
_STYLE = """<style>
[data-testid="stMainBlockContainer"] { max-width: 74rem; padding: 1.2rem 1.2rem 3rem; }
[data-testid="stHeader"] { display: none; }
</style>"""


def desk_page(address: str) -> None:
    """Draw it. address: of the desk's database."""
    st.html(_STYLE)
    legible_captions()
    token = sent_token()
    try:
        desk = desk_at(address)
        person = People(desk).session_of(token)
    except (DeskAway, DeskRefused):
        st.error(_("The desk cannot be reached now. Try again in a minute."))
        return
    if person is None:
        st.title(_("The desk"))
        st.write(_("The desk is for the team: open the invitation that a lead sent you."))
        return
    here = Here(desk, person, token, area_of(), served().directory, now().date())
    st.title(_("The desk"))
    do = asked("do")
    if do not in (_CALL, *_PARTS):
        do = _FIRST
    _choose_part(do, person.is_lead)
    try:
        if do == _CALL:
            call(here)
        else:
            ask_area(here)
            _PARTS[do][1](here)
    except DeskAway:
        st.error(_("The desk cannot be reached now. Try again in a minute."))
    _foot(here)


def _choose_part(do: str, is_lead: bool) -> None:
    """One press for each part; it stands in the address, so that Back goes back."""
    parts = [name for name in _PARTS if name != "people" or is_lead]
    shown = do if do in parts else None
    if st.session_state.get("desk-part") != shown:
        st.session_state["desk-part"] = shown

    def turn() -> None:
        go(st.session_state["desk-part"] or _FIRST)

    st.segmented_control(
        _("Parts of the desk"),
        parts,
        format_func=lambda name: _(_PARTS[name][0]),
        key="desk-part",
        on_change=turn,
        label_visibility="collapsed",
    )


def _foot(here: Here) -> None:
    st.divider()
    query = write(here.area)
    find = f"./?{query}" if query else "./"
    st.markdown(
        _("You are {name}. [Leave the desk]({leave}) · [Find a program]({find})").format(
            name=plain(here.person.name), leave="./desk/leave", find=find
        )
    )
