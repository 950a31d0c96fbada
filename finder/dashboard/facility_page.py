"""The page of one facility, by link: /facility?id=… with the search that led to it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from finder.dashboard.link_state import current_id, current_link
from finder.dashboard.panel import main_content, panel
from finder.pages.find.find_parts import facility_parts
from finder.pages.find.live import live_surroundings
from finder.pages.frame.served import served
from finder.settings import Settings

__all__ = ["facility_page"]


def facility_page() -> None:
    """Everything that is known of the facility, or one sentence if there is none of that id."""
    link = current_link()
    criteria = link.criteria
    settings = Settings.from_environment()
    contact, hints = settings.contact, settings.hints
    around = live_surroundings(link, date.today(), contact=contact, hints=hints)
    facility_id = current_id()
    parts = facility_parts(served().directory, facility_id, criteria, around)
    panel("head", parts["head"], criteria)
    with main_content():
        for part in ("told", "place"):
            panel(part, parts[part], criteria)
    with st.container(key="shortlist_bar"):
        panel("shortlist", parts["shortlist"], criteria)
    panel("foot", parts["foot"], criteria, last=True)
