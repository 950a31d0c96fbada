"""Lists of words in a sentence: `a, b and c`, and what the last word does to the one before it."""

from __future__ import annotations

import re

from babel import Locale
from babel.lists import format_list

__all__ = ["listed"]

# Spanish: "y" before the sound of i is "e" (but not before "hie"), "o" before that of o is "u".
# Real Academia Española, Ortografía de la lengua española (2010), on "y/e" and "o/u".
_SPANISH = (
    (re.compile(r" y (?=h?[ií](?!e))", re.IGNORECASE), " e "),
    (re.compile(r" o (?=h?[oó])", re.IGNORECASE), " u "),
)
_SOUNDS = {"es": _SPANISH}


def listed(words: list[str], locale: Locale, *, either: bool = False) -> str:
    """`a, b and c`, or `a, b or c`, as the language writes it. No word gives an empty text."""
    if len(words) < 2:
        return "".join(words)
    if locale.language == "en":
        # Without the comma before "and" that CLDR has for the United States.
        return f"{', '.join(words[:-1])} {'or' if either else 'and'} {words[-1]}"
    *first, last = words
    before = format_list([*first, "\0"], "or" if either else "standard", locale)
    joint = before.removesuffix("\0")
    for sound, instead in _SOUNDS.get(locale.language, ()):
        if sound.match(joint[-3:] + last):
            joint = joint[:-3] + instead
    return joint + last
