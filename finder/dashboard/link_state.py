"""The link is the state: reading it at the top of a run.

A run carries the address that the browser showed when it was sent. What is chosen on the page goes
into the address without a run (assets/panel_asking.js): so nothing of it is kept here.
"""

from __future__ import annotations

import streamlit as st

from finder.criteria import Link, read_pairs

__all__ = ["current_link"]

_EXTRA_KEYS = ("id",)


def current_link() -> Link:
    """What the address of the page asks, `id` of the detail page aside."""
    pairs = [
        (key, text)
        for key in st.query_params
        if key not in _EXTRA_KEYS
        for text in st.query_params.get_all(key)
    ]
    return read_pairs(pairs)
