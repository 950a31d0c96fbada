"""The host's colour, made to be read: as it is where that can be, else darker or lighter.

Contrast as WCAG 2.2 has it, 4.5 to 1 for text, on every surface that the colour stands on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Dress", "contrast", "dress_of", "hex_colour"]

Colour = tuple[int, int, int]
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE | re.ASCII)
_LEAST = 4.5
_SOFT = 0.12
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
# Paper and surface of tokens.css, light and dark.
_LIGHT: tuple[Colour, ...] = ((250, 247, 242), _WHITE)
_DARK: tuple[Colour, ...] = ((20, 25, 26), (28, 35, 36))
_STEPS = 100


@dataclass(frozen=True)
class Dress:
    """A colour for text and buttons, a soft one behind text, and what is written on the first."""

    accent: str
    soft: str
    ink: str


def hex_colour(text: str) -> Colour | None:
    """Red, green and blue of `0e5a5a`, `#0E5A5A` or `0aa`; None for anything else."""
    found = _HEX.fullmatch(text.strip())
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(2 * one for one in found[1])
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def dress_of(colour: Colour, *, dark: bool) -> Dress:
    """The colour as it can be read on our surfaces, light or dark."""
    surfaces, far = (_DARK, _WHITE) if dark else (_LIGHT, _BLACK)
    tried = (_mixed(colour, far, step / _STEPS) for step in range(_STEPS + 1))
    # Black on our light surfaces, white on the dark ones, can always be read.
    accent = next(one for one in tried if _is_read(one, surfaces))
    ink = max((_WHITE, _BLACK), key=lambda one: contrast(one, accent))
    return Dress(_written(accent), _written(_soft(accent, surfaces)), _written(ink))


def contrast(one: Colour, other: Colour) -> float:
    """From 1, the same, to 21, black on white."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _is_read(accent: Colour, surfaces: tuple[Colour, ...]) -> bool:
    behind = (*surfaces, _soft(accent, surfaces))
    return all(contrast(accent, one) >= _LEAST for one in behind)


def _soft(accent: Colour, surfaces: tuple[Colour, ...]) -> Colour:
    return _mixed(surfaces[-1], accent, _SOFT)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    """share: how much of the other."""
    red, green, blue = (
        round(mine + (its - mine) * share) for mine, its in zip(one, other, strict=True)
    )
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _written(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
