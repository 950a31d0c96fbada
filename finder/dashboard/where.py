"""Under the place: what was understood, what else it could mean, and looking up an address."""

from __future__ import annotations

import streamlit as st

from finder import places
from finder.criteria import Criteria
from finder.dashboard.link_state import WIDGET, current_link, keep, put, told_by_widgets
from finder.dashboard.tongue import tongue
from finder.errors import PlaceNotFound
from finder.geocoding import geocoder_host, geocoder_url, look_up, looks_like_address
from finder.locale import _, speaking

__all__ = ["where_help"]

_FAILED = "where:failed"


def where_help(criteria: Criteria) -> None:
    """One line or a few choices that help with the place."""
    problem = told_by_widgets().get("near")
    if problem is None:
        st.session_state.pop(_FAILED, None)
        return
    typed = str(st.session_state.get(WIDGET + "near", ""))
    if looks_like_address(typed):
        _offer_look_up(typed)
    else:
        st.warning(problem.reason)
    if isinstance(problem, PlaceNotFound) and problem.choices:
        _offer_choices(problem.choices)


def _offer_choices(choices: tuple[str, ...]) -> None:
    with st.container(horizontal=True, key="where_choices"):
        for choice in choices:
            st.button(choice, key=f"where:{choice}", on_click=_choose, args=(choice,))


def _choose(town: str) -> None:
    put(near=places.find(town))


def _offer_look_up(address: str) -> None:
    """Say to whom the address would be sent, before it is."""
    url = geocoder_url()
    if url is None:
        st.warning(_("Street addresses are not looked up here; use a ZIP code, or town and state."))
        return
    if failed := st.session_state.get(_FAILED):
        st.warning(failed)
    message = _(
        "This looks like a street address. To look it up, it is sent to {host}, a service that is "
        "not ours; we keep only a point rounded to about a kilometer. A ZIP code does as well."
    )
    st.info(message.format(host=geocoder_host(url)))
    st.button(
        _("Look up this address"), key="where:look_up", on_click=_look_up, args=(address, url)
    )


def _look_up(address: str, url: str) -> None:
    try:
        with speaking(tongue(current_link().criteria)):
            put(near=look_up(address, url))
    except PlaceNotFound as problem:
        st.session_state[_FAILED] = problem.reason
        keep()
