"""The Find page: ask bar, heading, list and map."""

from __future__ import annotations

from datetime import date

import streamlit as st

from finder.dashboard.link_state import current_link
from finder.dashboard.map_panel import map_panel
from finder.dashboard.panel import main_content, panel
from finder.pages.find.find_parts import find_parts
from finder.pages.find.live import live_surroundings
from finder.pages.frame.caching import answered
from finder.pages.frame.served import served

__all__ = ["find_page"]


def find_page() -> None:
    """Draw the page for the link that is open."""
    link = current_link()
    criteria = link.criteria
    results = answered(served().directory, criteria)
    parts = find_parts(results, live_surroundings(link, date.today()))
    panel("head", parts["head"], criteria)
    with main_content():
        for part in ("ask", "told", "heading"):
            panel(part, parts[part], criteria)
        in_list, on_map = st.columns([4, 3], gap="medium")
        with in_list, st.container(key="list_side"):
            panel("list", parts["list"], criteria)
        with on_map, st.container(key="map_side"):
            map_panel(results)
    with st.container(key="shortlist_bar"):
        panel("shortlist", parts["shortlist"], criteria)
    panel("foot", parts["foot"], criteria, last=True)
