"""The team's area: a search of the finder, in the address as everywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from finder.criteria import Criteria, read, read_pairs, sentence, write
from finder.dashboard.desk.here import Here
from finder.dashboard.link_state import current_pairs
from finder.locale import _, plural
from finder.pages.frame.caching import answered
from finder.search import FoundFacility, whole_list

__all__ = ["MOST_PLACES", "area_of", "ask_area", "places_in"]

# What a team can call; a state has no more of one level.
MOST_PLACES = 1_500
_OWN_KEYS = ("do", "at")


def area_of() -> Criteria:
    """The search in the address of the desk."""
    pairs = [pair for pair in current_pairs() if pair[0].lower() not in _OWN_KEYS]
    return read_pairs(pairs).criteria


def ask_area(here: Here) -> None:
    """Which area: shown in words, changed by pasting the link of a search."""
    results = answered(here.directory, here.area, here.today)
    words = sentence(here.area) or _("every program")
    count = plural("{n} place", "{n} places", results.total)
    st.caption(_("Your area: {search} ({places}).").format(search=words, places=count))
    if results.total > MOST_PLACES:
        st.warning(_("The first {n} places are used. Choose a smaller area.").format(n=MOST_PLACES))
    with st.expander(_("Change the area")):
        st.text_input(
            _("Paste the link of a search in the finder"), key="area-link", on_change=_take_area
        )
        if wrong := st.session_state.get("area-wrong"):
            st.error(wrong)


def places_in(here: Here) -> Iterator[FoundFacility]:
    """The places of the area, the best first, as far as a team can call."""
    results = answered(here.directory, here.area, here.today)
    return islice(whole_list(results, here.today), MOST_PLACES)


def _take_area() -> None:
    text = str(st.session_state["area-link"]).strip()
    link = read(urlsplit(text).query if "?" in text else text)
    st.session_state["area-wrong"] = ""
    if link.told or not text:
        st.session_state["area-wrong"] = _(
            "This is not the link of a search. Search in the finder, and copy its address."
        )
        return
    kept = {key: st.query_params[key] for key in _OWN_KEYS if key in st.query_params}
    st.session_state["area-link"] = ""
    st.query_params.from_dict({**kept, **dict(parse_qsl(write(link.criteria)))})
