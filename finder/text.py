"""Plain forms of names, for comparing what people and listings write in different ways."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["decapitalized", "printable", "unaccented", "words_of"]

_WORD = re.compile(r"[^\W_]+")


def unaccented(text: str) -> str:
    """The text with every accent taken off its letter."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def decapitalized(words: str) -> str:
    """Words as they stand inside a sentence: without their first capital, unless it is a name's
    initials (LGBTQ, HIV, DUI).
    """
    first = words.partition(" ")[0]
    return (
        words
        if first[1:].upper() == first[1:] and len(first) > 1
        else words[:1].lower() + words[1:]
    )


def printable(text: str, most: int) -> str:
    """What a visitor wrote, safe to show back: at most so many characters, none that control."""
    return "".join(letter for letter in text[: 2 * most] if letter.isprintable())[:most]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name: runs of letters and digits, without case and accents."""
    return tuple(_WORD.findall(unaccented(text).casefold()))
