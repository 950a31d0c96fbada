"""The dashboard's script: Streamlit runs it when a page is opened, and for the map's streets."""

from __future__ import annotations

import streamlit as st

from finder.dashboard.facility_page import facility_page
from finder.dashboard.find import find_page
from finder.dashboard.frame import frame
from finder.dashboard.link_state import current_id, current_link, current_pairs
from finder.dashboard.tongue import tongue
from finder.locale import _, speaking
from finder.pages.frame import surroundings
from finder.pages.frame.served import served
from finder.pages.frame.tongues import page_of


def main() -> None:
    """Draw the page that the address names, in the language that it asks for."""
    criteria = current_link().criteria
    with speaking(tongue(criteria)), page_of(current_pairs()):
        find = st.Page(find_page, title=_("Find a program"), default=True)
        facility = st.Page(
            facility_page, title=_("A program"), url_path="facility", visibility="hidden"
        )
        page = st.navigation([find, facility], position="hidden")
        st.set_page_config(
            page_title=_title(page.url_path == facility.url_path),
            layout="wide",
            initial_sidebar_state="collapsed",
        )
        frame(criteria)
        page.run()


def _title(is_facility: bool) -> str:
    """That of the first paint: Streamlit would put its own in the place of it."""
    if is_facility:
        return surroundings.facility_title(served().directory, current_id())
    return surroundings.title(current_link().criteria)


main()
