"""The typeface of our PDFs, embedded in each, and what is done about characters that it lacks.

FiraGO (SIL Open Font License) covers Latin, Greek, Cyrillic, Arabic, Hebrew, Georgian, Thai and
Devanagari. The package pymupdf-fonts brings it as bytes; fpdf2 reads files.
"""

from __future__ import annotations

import atexit
import io
import unicodedata
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pymupdf_fonts
from fontTools.ttLib import TTFont

__all__ = ["FAMILY", "REPLACEMENT", "font_file", "is_right_to_left", "readable"]

FAMILY = "firago"
# Stands for a character that the typeface lacks, so that its reader sees that something was there.
REPLACEMENT = "◊"
_BUFFERS = {"": "figo", "B": "figbo"}
_RIGHT_TO_LEFT = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
# Joiners and variation selectors change the sign before them and have no shape of their own.
_SHAPELESS = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\u00ad")


@cache
def font_file(style: str) -> Path:
    """A file of the typeface, regular (`""`) or bold (`"B"`), there until the process ends."""
    path = _folder() / f"{FAMILY}{style}.ttf"
    path.write_bytes(_font_bytes(style))
    return path


@cache
def _folder() -> Path:
    folder = TemporaryDirectory(prefix="finder-fonts-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _font_bytes(style: str) -> bytes:
    content: bytes = pymupdf_fonts.fontbuffers[_BUFFERS[style]]()
    return content


@cache
def _covered() -> frozenset[int]:
    """The code points that both styles have a shape for."""
    shapes = [TTFont(io.BytesIO(_font_bytes(style))).getBestCmap() for style in _BUFFERS]
    return frozenset.intersection(*(frozenset(one) for one in shapes))


def readable(text: str) -> str:
    """The text in characters that can be printed; any other is seen as a lozenge."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_printed(one) for one in composed if one not in _SHAPELESS)


def _printed(character: str) -> str:
    if character == "\n" or ord(character) in _covered():
        return character
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Mn", "Me", "Sk"):  # controls, and marks that modify a sign
        return ""
    return REPLACEMENT


def is_right_to_left(text: str) -> bool:
    """Whether some of the text runs from right to left, so that its letters have to be shaped."""
    return any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in text)
