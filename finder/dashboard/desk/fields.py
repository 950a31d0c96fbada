"""The fields of a call: one for each fact of an own table, filled with what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from finder.criteria.numbers import number_text
from finder.criteria.others import FRESH_FOR
from finder.directory import Program
from finder.directory.tables import COST_PER
from finder.locale import _, mark
from finder.vocabulary import CARE_LEVELS, PAYMENTS, SCHEDULES, Vocabulary
from finder.wording.statements import level_name
from finder.wording.words import date_words

__all__ = ["LABELS", "PER", "cells_of", "changed", "program_fields", "program_title", "typed"]

LABELS = {
    "hours_low": mark("Hours a week, least"),
    "hours_high": mark("Hours a week, most"),
    "days_per_week": mark("Days a week"),
    "sessions_per_week": mark("Sessions a week"),
    "weeks_low": mark("Weeks, least"),
    "weeks_high": mark("Weeks, most"),
    "cost_low": mark("Price in dollars, lowest"),
    "cost_high": mark("Price in dollars, highest"),
    "openings": mark("Places free now"),
    "cost_per": mark("The price is for a"),
    "when": mark("When"),
    "payments": mark("Payment"),
}
_ROWS = (
    ("hours_low", "hours_high", "days_per_week", "sessions_per_week"),
    ("weeks_low", "weeks_high", "cost_low", "cost_high"),
)
PER = {
    "session": mark("session"),
    "day": mark("day"),
    "week": mark("week"),
    "month": mark("month"),
    "program": mark("whole program"),
}
# Who tells one of these was asked about the whole.
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("hours_low", "hours_high"),
    ("weeks_low", "weeks_high"),
    ("cost_low", "cost_high", "cost_per"),
)
_RANGES = ("hours", "weeks", "cost")


@dataclass(frozen=True)
class _Codes:
    """A column of codes: the group of facts that it fills, and its words."""

    group: str
    words: Vocabulary[Any]


_CODES = {"when": _Codes("when", SCHEDULES), "payments": _Codes("pay", PAYMENTS)}


def program_title(program: Program) -> str:
    """`Intensive outpatient`, with the program's own name where it has one."""
    level = level_name(program.care)
    return f"{level}: {program.name}" if program.name else level


def cells_of(program: Program, today: date) -> dict[str, str]:
    """What is known of a program, as cells of an own table by column."""
    found: dict[str, str] = {}
    for name in _RANGES:
        value = getattr(program, name)
        if value is not None:
            ends = zip((f"{name}_low", f"{name}_high"), value, strict=True)
            found |= {end: number_text(one) for end, one in ends if one is not None}
    for name in ("days_per_week", "sessions_per_week"):
        if getattr(program, name) is not None:
            found[name] = number_text(getattr(program, name))
    if program.cost_per and program.cost is not None:
        found["cost_per"] = program.cost_per
    on = program.openings_on
    if program.openings is not None and on is not None and today - on <= FRESH_FOR:
        found["openings"] = number_text(program.openings)
    for name, codes in _CODES.items():
        stated, _unknown = program.facts[codes.group]
        if stated:
            found[name] = ";".join(codes.words.codes_of(stated))
    return found


def program_fields(program: Program, known: Mapping[str, str], key: str) -> None:
    """Draw the fields of a program inside a form. key: what their names begin with."""
    if program.care is None or not CARE_LEVELS[program.care].lives_in:
        _chips("when", known, key)
    for row in _ROWS:
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
    st.caption(_age(program))


def typed(key: str) -> dict[str, str]:
    """What stands in the fields of a program now, as cells by column."""
    found = {}
    for name in LABELS:
        value = st.session_state.get(f"{key}-{name}")
        if isinstance(value, (list, tuple)):
            codes = _CODES[name].words.codes
            value = ";".join(sorted(value, key=codes.index))
        found[name] = str(value or "").strip()
    return found


def changed(
    known: Mapping[str, str], told: Mapping[str, str], today: date, *, confirmed: bool
) -> dict[str, str]:
    """What a call adds: what differs from what is known; all of it where it was confirmed.

    Both ends of a range are told together, a price with what it is for, openings with their day.
    A field that was emptied says nothing: what is known stays until something else is told.
    """
    said = {name: text for name, text in told.items() if text}
    if not confirmed:
        said = {name: text for name, text in said.items() if text != known.get(name, "")}
    for together in _TOGETHER:
        if said.keys() & set(together):
            said |= {name: told[name] for name in together if told.get(name)}
    if "openings" in said:
        said["openings_on"] = today.isoformat()
    return said


def _chips(name: str, known: Mapping[str, str], key: str) -> None:
    words = _CODES[name].words
    st.pills(
        _(LABELS[name]),
        words.codes,
        selection_mode="multi",
        default=known[name].split(";") if known.get(name) else None,
        format_func=lambda code: _(words[code].label),
        key=f"{key}-{name}",
    )


def _age(program: Program) -> str:
    """How old what is known is."""
    said = []
    if program.verified_on:
        said.append(_("Last checked on {date}.").format(date=date_words(program.verified_on)))
    elif program.old:
        words = _("What was told on {date} is too old to count.")
        said.append(words.format(date=date_words(program.old.on)))
    else:
        said.append(_("What stands here comes from the directory. Nobody has checked it."))
    if program.openings_on:
        words = _("Places free were last told on {date}.")
        said.append(words.format(date=date_words(program.openings_on)))
    return " ".join(said)
