"""Whom a California licence is for: dhcs_populations.csv, a row for each target population.

A label says for whom a place is; what it does not say, such as the ages of CO-ED, is not
published. Codes are those of the criteria's columns.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from finder.groups import fact_groups
from finder.text import words_of

__all__ = ["facts_of"]

_FILE = Path(__file__).with_name("dhcs_populations.csv")
_GROUPS = ("gender", "age", "for")
# A licence for both says so; one for women alone says that men are not taken.
_EXHAUSTIVE = ("gender",)
Facts = dict[str, tuple[int, int]]


def facts_of(label: str, adolescent_waiver: bool) -> tuple[Facts, bool]:
    """The facts that a label states (see `ProgramRecord`), and whether the label is known.

    label: with or without its number, such as `1.4 WOMEN/CHILDREN`; "" states nothing.
    """
    words = tuple(word for word in words_of(label) if not word.isdigit())
    row = _table().get(words, {})
    stated = {group: _codes(row, group) for group in _GROUPS}
    if adolescent_waiver:
        stated["age"] |= {"adolescent"}
    return {group: _masks(group, codes) for group, codes in stated.items()}, bool(row) or not words


def _codes(row: dict[str, str], group: str) -> set[str]:
    column = fact_groups()[group].column
    return {code for code in row.get(column, "").split(";") if code}


def _masks(group: str, codes: set[str]) -> tuple[int, int]:
    vocabulary = fact_groups()[group].vocabulary
    mask = vocabulary.bits(codes)
    said_all = bool(codes) and group in _EXHAUSTIVE
    return mask, 0 if said_all else vocabulary.all_bits & ~mask


@cache
def _table() -> dict[tuple[str, ...], dict[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {words_of(row["label"]): row for row in csv.DictReader(file)}
