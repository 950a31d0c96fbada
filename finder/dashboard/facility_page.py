"""The page of one facility, by link: /facility?id=… with the search that led to it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from finder.criteria import write
from finder.dashboard.frame import link_to, notices
from finder.dashboard.link_state import open_link
from finder.dashboard.panel import panel
from finder.render import detail, pages
from finder.render.shortlist_bar import shortlist_bar
from finder.settings import Settings
from finder.web.plain import codebook
from finder.web.served import served

__all__ = ["facility_page"]


def facility_page() -> None:
    """Everything that is known of the facility, or one sentence if there is none of that id."""
    link = open_link()
    directory = served().directory
    notices(link)
    html = detail.page(
        directory,
        st.query_params.get("id", ""),
        link.criteria,
        date.today(),
        link_to,
        Settings.from_environment().contact,
        codebook(),
    )
    base = write(link.criteria)
    panel("place", html, base)
    if "pick" in link.criteria:
        with st.container(key="shortlist_bar"):
            panel("shortlist", shortlist_bar(directory, link.criteria, link_to), base)
    panel("whole", pages.foot(directory.manifest, link_to, link.criteria), base, last=True)
