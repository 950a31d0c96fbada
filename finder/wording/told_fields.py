"""The facts that are asked of a program, as cells of an own table: at the desk, or of it itself.

Whoever asks draws the fields; which there are, what they are called, what is known and what is new
of what was told is said here once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from finder.criteria.numbers import number_text
from finder.criteria.others import FRESH_FOR
from finder.directory import Program
from finder.groups import fact_groups
from finder.locale import _, mark
from finder.vocabulary import CARE_LEVELS, Vocabulary
from finder.wording.statements import level_name
from finder.wording.words import date_words

__all__ = [
    "CODES",
    "LABELS",
    "NUMBER_ROWS",
    "PER",
    "age_words",
    "asks_when",
    "cells_of",
    "cells_words",
    "changed",
    "program_title",
    "words_of",
]

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
NUMBER_ROWS = (
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


# The columns of codes, and the group of facts that each fills.
CODES: Mapping[str, str] = {"when": "when", "payments": "pay"}


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
    for name, group in CODES.items():
        stated, _unknown = program.facts[group]
        if stated:
            found[name] = ";".join(words_of(name).codes_of(stated))
    return found


def asks_when(program: Program) -> bool:
    """Whether its times of day are asked: who lives there comes at no time of day."""
    return program.care is None or not CARE_LEVELS[program.care].lives_in


def words_of(name: str) -> Vocabulary[Any]:
    """The codes that a column of codes takes."""
    return fact_groups()[CODES[name]].vocabulary


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


def age_words(program: Program) -> str:
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


def cells_words(cells: Mapping[str, str | float]) -> str:
    """What cells say, in words: `Hours a week, least: 9; Hours a week, most: 12`."""
    said = []
    order = list(LABELS)
    for name in sorted(cells, key=lambda name: order.index(name) if name in order else len(order)):
        cell = cells[name]
        text = number_text(cell) if isinstance(cell, int | float) else cell
        if name in CODES:
            text = ", ".join(_(words_of(name)[code].label) for code in text.split(";"))
        elif name == "cost_per":
            text = _(PER[text])
        if name in LABELS:
            said.append(_("{label}: {value}").format(label=_(LABELS[name]), value=text))
        elif name != "openings_on":
            said.append(text)
    return "; ".join(said)
