"""A part of the page that is our own HTML, alive: its links and fields ask without a run."""

from __future__ import annotations

import json
import time
from functools import cache
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finder.criteria import Criteria, write
from finder.static_files import versioned

__all__ = ["main_content", "panel"]


def panel(part: str, html: str, criteria: Criteria, *, last: bool = False) -> None:
    """Draw the HTML of a part, by its name (finder/pages/find/find_parts.py).

    criteria: the search that it was drawn for. last: with this one the page is whole, and the first
    paint from the server goes away.
    """
    _component()(
        key=part,
        data={
            "part": part,
            "html": html,
            "link": write(criteria),
            # Tells what a run has drawn from the same thing drawn again by the browser alone.
            "drawn": time.time_ns(),
            "last": last,
        },
    )


def main_content() -> DeltaGenerator:
    """The container of what a page is for, between head and foot.

    Streamlit's own landmark holds the whole page; panel_views.js names this one instead.
    """
    return st.container(key="main")


@cache
def _component() -> Any:
    """The script is fetched once by its address: Streamlit sends what it is given with each panel
    of each run."""
    address = json.dumps(f"./assets/{versioned('panel.js')}")
    script = f"""const found = await import(new URL({address}, document.baseURI).href);
        export default found.default;"""
    return st.components.v2.component("finder_panel", js=script, isolate_styles=False)
