"""The dashboard's script: Streamlit runs it when a page is opened, and for the map's streets."""

from __future__ import annotations

import streamlit as st

from finder.dashboard.facility_page import facility_page
from finder.dashboard.find import find_page
from finder.dashboard.frame import frame
from finder.dashboard.link_state import current_link
from finder.dashboard.tongue import tongue
from finder.locale import _, speaking
from finder.pages.frame.tongues import page_of


def main() -> None:
    """Draw the page that the address names, in the language that it asks for."""
    criteria = current_link().criteria
    query = [(key, text) for key in st.query_params for text in st.query_params.get_all(key)]
    with speaking(tongue(criteria)), page_of(query):
        st.set_page_config(
            page_title=_("Find a program"),
            layout="wide",
            initial_sidebar_state="collapsed",
        )
        find = st.Page(find_page, title=_("Find a program"), default=True)
        facility = st.Page(
            facility_page, title=_("A program"), url_path="facility", visibility="hidden"
        )
        page = st.navigation([find, facility], position="hidden")
        frame(criteria)
        page.run()


main()
