"""What stands above every page: styles, the way past the head, crisis lines."""

from __future__ import annotations

import streamlit as st

from finder.criteria import Criteria
from finder.dashboard.panel import panel
from finder.pages.frame import surroundings as pages
from finder.static_files import static_file
from finder.templating import html

__all__ = ["frame"]


def frame(criteria: Criteria) -> None:
    """The top of every page, whatever is asked."""
    st.html(f"<style>{static_file('page.css').content.decode()}</style>")
    panel("top", html("skip.html") + pages.strip() + html("lost.html"), criteria)
