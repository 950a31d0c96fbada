"""The fields of a call: one for each fact of an own table, filled with what is known."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from finder.directory import Program
from finder.directory.tables import COST_PER
from finder.locale import _
from finder.wording.told_fields import (
    LABELS,
    NUMBER_ROWS,
    PER,
    age_words,
    asks_when,
    words_of,
)

__all__ = ["program_fields", "typed"]


def program_fields(program: Program, known: Mapping[str, str], key: str) -> None:
    """Draw the fields of a program inside a form. key: what their names begin with."""
    if asks_when(program):
        _chips("when", known, key)
    for row in NUMBER_ROWS:
        for place, name in zip(st.columns(len(row)), row, strict=True):
            place.text_input(_(LABELS[name]), known.get(name, ""), key=f"{key}-{name}")
    per, free = LABELS["cost_per"], LABELS["openings"]
    st.pills(
        _(per),
        COST_PER,
        default=known.get("cost_per"),
        format_func=lambda code: _(PER[code]),
        key=f"{key}-cost_per",
    )
    _chips("payments", known, key)
    st.text_input(_(free), known.get("openings", ""), key=f"{key}-openings")
    st.caption(age_words(program))


def typed(key: str) -> dict[str, str]:
    """What stands in the fields of a program now, as cells by column."""
    found = {}
    for name in LABELS:
        value = st.session_state.get(f"{key}-{name}")
        if isinstance(value, (list, tuple)):
            codes = words_of(name).codes
            value = ";".join(sorted(value, key=codes.index))
        found[name] = str(value or "").strip()
    return found


def _chips(name: str, known: Mapping[str, str], key: str) -> None:
    words = words_of(name)
    st.pills(
        _(LABELS[name]),
        words.codes,
        selection_mode="multi",
        default=known[name].split(";") if known.get(name) else None,
        format_func=lambda code: _(words[code].label),
        key=f"{key}-{name}",
    )
