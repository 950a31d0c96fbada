"""What the labels of the locator mean in SAMHSA's codes: locator_labels.csv, a row for each
wording that is not that of the code sheet.

The locator states services as words, whose wording changes over the years. A label in the words
of the code sheet is that code; one in the table is the code beside it, or none, and then `why`
says why. Any other label is unknown: it is reported and nothing is made of it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from finder.intake.samhsa.samhsa_codes import code_table
from finder.text import words_of

__all__ = ["Label", "code_of", "labels"]

_FILE = Path(__file__).with_name("locator_labels.csv")
_Words = tuple[str, ...]


@dataclass(frozen=True)
class Label:
    """A wording of some year. category: key of its group (f2). code: "" where it is left unused."""

    category: str
    label: str
    code: str
    why: str


@cache
def labels() -> tuple[Label, ...]:
    """The table, read once."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Label(**row) for row in csv.DictReader(file))


@cache
def code_of(category: str, label: str) -> str | None:
    """The code of a label of a category; "" where none is made of it, None where it is unknown."""
    words = words_of(label)
    for known in (_of_table(), _of_sheet()):
        if (category, words) in known:
            return known[category, words]
    # Categories were renamed and split; a wording that only one code bears still tells it.
    return _of_any_category().get(words)


@cache
def _of_table() -> dict[tuple[str, _Words], str]:
    return {(one.category, words_of(one.label)): one.code for one in labels()}


@cache
def _of_sheet() -> dict[tuple[str, _Words], str]:
    codes = code_table().codes.values()
    return {(one.category_code, words_of(one.name)): one.code for one in codes}


@cache
def _of_any_category() -> dict[_Words, str]:
    codes: dict[_Words, set[str]] = {}
    for (_category, words), code in _of_sheet().items():
        codes.setdefault(words, set()).add(code)
    return {words: next(iter(some)) for words, some in codes.items() if len(some) == 1}
