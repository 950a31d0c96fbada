"""The language that a browser asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["preferred"]

_WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", re.ASCII)
_MOST_CHARACTERS = 500


def preferred(header: str, languages: Sequence[str]) -> str:
    """The one of `languages` that Accept-Language likes best (RFC 9110, section 12.5.4).

    `es-MX` is content with `es`. Where none is liked, or the header is unreadable: the first.
    """
    liked: dict[str, float] = {}
    for one in header[:_MOST_CHARACTERS].split(","):
        tag, *rest = one.split(";")
        code = tag.strip().lower().replace("_", "-").partition("-")[0]
        weight = _weight(rest)
        if code in languages and weight > liked.get(code, 0):
            liked[code] = weight
    # Of equals the one that is named first.
    return max(liked, key=lambda code: liked[code], default=languages[0])


def _weight(parameters: list[str]) -> float:
    for one in parameters:
        if found := _WEIGHT.fullmatch(one):
            return float(found[1])
    return 1.0
