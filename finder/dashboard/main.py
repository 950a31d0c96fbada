"""The dashboard's script: Streamlit runs it when a page is opened, and for the map's streets."""

from __future__ import annotations

from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from finder.dashboard.facility_page import facility_page
from finder.dashboard.find import find_page
from finder.dashboard.frame import frame
from finder.dashboard.link_state import current_id, current_link, current_pairs
from finder.dashboard.tongue import tongue
from finder.locale import _, speaking
from finder.pages.frame import surroundings
from finder.pages.frame.served import served
from finder.pages.frame.tongues import page_of
from finder.settings import Settings


def main() -> None:
    """Draw the page that the address names, in the language that it asks for."""
    criteria = current_link().criteria
    with speaking(tongue(criteria)), page_of(current_pairs()):
        find = st.Page(find_page, title=_("Find a program"), default=True)
        facility = st.Page(
            facility_page, title=_("A program"), url_path="facility", visibility="hidden"
        )
        address = Settings.from_environment().desk
        desks = [_desk(address)] if address else []
        page = st.navigation([find, facility, *desks], position="hidden")
        if page in desks:
            st.set_page_config(page_title=_("The desk"), layout="wide")
            page.run()
            return
        st.set_page_config(
            page_title=_title(page.url_path == facility.url_path),
            layout="wide",
            initial_sidebar_state="collapsed",
        )
        frame(criteria)
        page.run()


def _desk(address: str) -> StreamlitPage:
    """The page of the team; what it needs is read when it is first opened."""

    def draw() -> None:
        desk_page = import_module("finder.dashboard.desk.page").desk_page
        desk_page(address)

    return st.Page(draw, title=_("The desk"), url_path="desk", visibility="hidden")


def _title(is_facility: bool) -> str:
    """That of the first paint: Streamlit would put its own in the place of it."""
    if is_facility:
        return surroundings.facility_title(served().directory, current_id())
    return surroundings.title(current_link().criteria)


main()
