"""Buttons that several parts of the desk have: the sheet of a call, and more of a long list."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from finder.dashboard.desk.here import go
from finder.dashboard.desk.words import plain
from finder.directory import Facility
from finder.locale import _

__all__ = ["call_button", "how_many_shown", "more_button"]


def call_button(
    facility: Facility, key: str, *, width: Literal["content", "stretch"] = "content"
) -> None:
    """Opens the call sheet of a place."""
    st.button(
        _("Call"),
        key=key,
        help=_("Open the call sheet of {name}").format(name=plain(facility.name1)),
        on_click=go,
        args=("call", facility.id),
        width=width,
    )


def how_many_shown(part: str, at_first: int) -> int:
    """How many of a list are shown by now. part: of the desk, which keeps it for its own."""
    return int(st.session_state.get(f"{part}-shown", at_first))


def more_button(part: str, label: str, shown: int, count: int) -> None:
    """Shows twice as many; nothing where all are shown."""
    if count > shown:
        st.button(label, key=f"{part}-more", on_click=_show, args=(part, shown * 2))


def _show(part: str, count: int) -> None:
    st.session_state[f"{part}-shown"] = count
