"""A part of the page that is our own HTML, with the links in it followed without a reload."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import streamlit as st

from finder.dashboard.link_state import go
from finder.static_files import versioned

__all__ = ["panel"]

# The number of the last click on a link that was followed.
_DONE = "panel:moves_done"


def panel(
    key: str,
    html: str,
    base: str,
    *,
    top_when_changed: str = "",
    holds_list: bool = False,
    last: bool = False,
) -> None:
    """Draw HTML. base: the link that it was drawn for, canonical.

    top_when_changed: when this differs from the last drawing, its top is scrolled into view.
    holds_list: it answers to a pin that is chosen on the map. last: drawn with this, the page is
    whole, and the first paint from the server goes away.
    """
    _component()(
        key=key,
        data={
            "html": html,
            "base": base,
            "top_when_changed": top_when_changed,
            "holds_list": holds_list,
            "replaces_first_paint": last,
            "moves_done": st.session_state.get(_DONE, 0),
        },
        on_go_change=lambda: _follow(key),
    )


@cache
def _component() -> Any:
    """The script is fetched once by its address: Streamlit sends what it is given with each panel
    of each run."""
    address = json.dumps(f"./assets/{versioned('panel.js')}")
    script = f"""const found = await import(new URL({address}, document.baseURI).href);
        export default found.default;"""
    return st.components.v2.component("finder_panel", js=script, isolate_styles=False)


def _follow(key: str) -> None:
    """Follow the links that were clicked and not followed yet, in their order."""
    for move in st.session_state[key].get("go") or ():
        if move["number"] > st.session_state.get(_DONE, 0):
            st.session_state[_DONE] = move["number"]
            go(str(move["base"]), str(move["target"]))
