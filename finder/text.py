"""Plain forms of names, for comparing what people and listings write in different ways."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["decapitalized", "printable", "quotable", "unaccented", "words_of"]

# Up to three words of letters; underscores and the like are those of keys.
_FEW_LETTERS = re.compile(r"[^\W\d_]+(?:[ ,._'’-]{1,2}[^\W\d_]+){0,2}\.?")
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


def quotable(text: str, most: int = 24) -> str:
    """What a page may quote of a link that was not understood; "" where nothing is.

    Only few letters: a link comes from anybody, and what a page says is read as the word of who
    runs it. No text with a number to call, an address to open or a whole sentence is repeated.
    """
    shown = printable(text.strip(), most + 1)
    return shown if len(shown) <= most and _FEW_LETTERS.fullmatch(shown) else ""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name: runs of letters and digits, without case and accents."""
    return tuple(_WORD.findall(unaccented(text).casefold()))
