"""Columns on what hours and prices rest on, beside those that are published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from finder.directory import Directory, Program
from finder.export.program_facts import hours_of, number
from finder.locale import mark

__all__ = ["BASIS_COLUMNS"]

Value = str | float | bool | date | None


def _hours_basis(_directory: Directory, program: Program) -> Value:
    return hours_of(program)["basis"]


def _hours_by_code(_directory: Directory, program: Program) -> Value:
    hours = hours_of(program)
    return hours["low"] if hours["basis"] == "code" else None


def _cash_low(_directory: Directory, program: Program) -> Value:
    return None if program.cash is None else number(program.cash.low)


def _cash_high(_directory: Directory, program: Program) -> Value:
    return None if program.cash is None else number(program.cash.high)


def _cash_per(_directory: Directory, program: Program) -> Value:
    return None if program.cash is None else program.cash.unit


def _cash_as_of(_directory: Directory, program: Program) -> Value:
    day = None if program.cash is None else program.cash.as_of
    return None if day is None else day.isoformat()


def _is_floor(directory: Directory, program: Program) -> Value:
    return bool(directory.prices.floor["month"][program.row]) or None


# Name, what it means, and the cell of a program.
BASIS_COLUMNS: tuple[tuple[str, str, Callable[[Directory, Program], Value]], ...] = (
    (
        "hours_basis",
        mark("What hours rest on: published, code or level; empty: not known."),
        _hours_basis,
    ),
    (
        "code_hours_low",
        mark("Least hours a week by a billing code in the hospital's price file."),
        _hours_by_code,
    ),
    ("cash_low", mark("Cash price in the hospital's price file, US dollars, from."), _cash_low),
    ("cash_high", mark("Cash price in the hospital's price file, US dollars, to."), _cash_high),
    ("cash_per", mark("What the cash price is for; empty: not stated."), _cash_per),
    ("cash_as_of", mark("Day of the hospital's price file."), _cash_as_of),
    ("cost_floor", mark("true: the price brought to a month is the least it can be."), _is_floor),
)
