"""The link is the state: reading it at the top of a run.

A run carries the address that the browser showed when it was sent. What is chosen on the page goes
into the address without a run (assets/panel_asking.js): so nothing of it is kept here. It comes
by the websocket, which has no bound for links, so that bound stands here.
"""

from __future__ import annotations

from itertools import accumulate

import streamlit as st

from finder.criteria import Link, read_pairs
from finder.criteria.mending import mended
from finder.limits import LINK_BYTES

__all__ = ["current_id", "current_link", "current_pairs"]

_ID = "id"


def current_link() -> Link:
    """What the address of the page asks, `id` of the detail page aside."""
    return read_pairs([pair for pair in current_pairs() if pair[0].lower() != _ID])


def current_id() -> str:
    """The facility that the address of a detail page names; empty if none."""
    ids = [text for key, text in current_pairs() if key.lower() == _ID]
    return ids[0].strip().lower() if ids else ""


def current_pairs() -> list[tuple[str, str]]:
    """The keys and texts of the address, as it was meant, as far as a link may go."""
    given = [(key, text) for key in st.query_params for text in st.query_params.get_all(key)]
    ends = accumulate(len(key) + len(text) + 2 for key, text in given)
    return mended([pair for pair, end in zip(given, ends, strict=True) if end <= LINK_BYTES])
