"""What was asked, in the language that it wants."""

from __future__ import annotations

from collections.abc import Iterable

from finder.criteria.codec import Link, read_pairs
from finder.locale import language, speaking

__all__ = ["spoken_language", "understood"]


def understood(pairs: Iterable[tuple[str, str]]) -> Link:
    """Read keys and texts; its sentences are in the language of `hl`, if that is asked."""
    given = list(pairs)
    link = read_pairs(given)
    code = spoken_language(link)
    if code == language():
        return link
    with speaking(code):
        return read_pairs(given)


def spoken_language(link: Link) -> str:
    """The language that a link asks for, else the one that is spoken now."""
    return link.criteria.get("hl") or language()
