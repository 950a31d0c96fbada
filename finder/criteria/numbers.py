"""Numbers as they stand in a link: plain, with one spelling each."""

from __future__ import annotations

import re

import numpy as np

__all__ = ["number_text", "read_number"]

_NUMBER = re.compile(r"\d{1,12}(?:\.\d*)?|\.\d+", re.ASCII)
_MOST_DIGITS = 400


def read_number(text: str) -> float | None:
    """A plain number of 0 or more, or None if the text is no such number."""
    digits = text.strip()
    plain = len(digits) <= _MOST_DIGITS and _NUMBER.fullmatch(digits)
    return float(digits) if plain else None


def number_text(value: float) -> str:
    """A number without needless digits: 25, 12.5. `read_number` reads the same number back."""
    return np.format_float_positional(value, trim="-")
