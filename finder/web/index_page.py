"""Streamlit's index page as text, and what is written into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Paint", "written_into"]

_LANGUAGE = re.compile(r'<html lang="[^"]*">')
_ICON = re.compile(r'<link rel="shortcut icon"[^>]*>')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_ROOT = re.compile(r'<div id="root">')


@dataclass(frozen=True)
class Paint:
    """HTML for the head of the page and for its body.

    The body also says what to do without scripts, in the place of Streamlit's own word on that.
    """

    language: str
    head: str
    body: str


def written_into(page: str, paint: Paint) -> str:
    """The index page with all of it. Raises ValueError where the page is not as expected."""
    page = _replaced(_LANGUAGE, page, lambda _found: f'<html lang="{paint.language}">')
    page = _replaced(_ICON, page, lambda _found: "")
    page = _replaced(_TITLE, page, lambda _found: paint.head)
    page = _replaced(_NO_SCRIPT, page, lambda _found: "")
    return _replaced(_ROOT, page, lambda found: paint.body + found[0])


def _replaced(
    pattern: re.Pattern[str], page: str, replacement: Callable[[re.Match[str]], str]
) -> str:
    written, times = pattern.subn(replacement, page, count=1)
    if not times:
        raise ValueError(f"the index page has nothing like {pattern.pattern}")
    return written
