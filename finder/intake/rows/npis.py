"""National Provider Identifiers: ten digits, the last of which checks the others."""

from __future__ import annotations

import re
from collections.abc import Iterable

from finder.intake.rows.cells import Cell, text_of

__all__ = ["is_npi", "npis_in"]

_TEN_DIGITS = re.compile(r"[12]\d{9}", re.ASCII)
_BETWEEN = re.compile(r"[\s,;|/]+")
_WHOLE = re.compile(r"(\d{10})\.0+", re.ASCII)
# An NPI is checked as a card number of the health industry in the United States.
_PREFIX = "80840"


def is_npi(text: str) -> bool:
    """Whether a text is an NPI: ten digits with the check digit that Luhn's formula gives."""
    if not _TEN_DIGITS.fullmatch(text):
        return False
    total = 0
    for place, letter in enumerate(reversed(_PREFIX + text)):
        digit = int(letter) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def npis_in(cell: Cell) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The NPIs in a cell that lists them (`1003081399 1013055110`), and what in it is none."""
    words = [word for word in _BETWEEN.split(text_of(cell)) if word]
    words = [match[1] if (match := _WHOLE.fullmatch(word)) else word for word in words]
    return _distinct(filter(is_npi, words)), _distinct(one for one in words if not is_npi(one))


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
