"""Streamlit's index page as text, and what is written into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from finder.static_files import versioned
from finder.web.server.streamlit_files import frame_scripts
from finder.web.server.streamlit_parts import late_parts

__all__ = ["Paint", "written_into"]

_LANGUAGE = re.compile(r'<html lang="[^"]*">')
_ICON = re.compile(r'<link rel="shortcut icon"[^>]*>')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_AFTER_THE_PAINT = re.compile(r'[ \t]*<link rel="(?:modulepreload|stylesheet)"[^>]*>\n?')
_ROOT = re.compile(r'<div id="root">')


@dataclass(frozen=True)
class Paint:
    """HTML for the head of the page and for its body.

    The body also says what to do without scripts, in the place of Streamlit's own word on that.
    view: `list` or `map`, whichever is shown where they take turns.
    """

    language: str
    head: str
    body: str
    view: str = "list"


def written_into(page: str, paint: Paint) -> str:
    """The index page with all of it. Raises ValueError where the page is not as expected.

    Streamlit's style sheet comes after the paint: a browser shows nothing of what stands after a
    style sheet until it is there.
    """
    opened = f'<html lang="{paint.language}" data-view="{paint.view}">'
    page = _replaced(_LANGUAGE, page, lambda _found: opened)
    page = _replaced(_ICON, page, lambda _found: "")
    page = _replaced(_TITLE, page, lambda _found: paint.head)
    page = _replaced(_NO_SCRIPT, page, lambda _found: "")
    later = "".join(_AFTER_THE_PAINT.findall(page)) + _fetched_ahead(page)
    page = _AFTER_THE_PAINT.sub("", page)
    return _replaced(_ROOT, page, lambda found: paint.body + later + found[0])


def _fetched_ahead(page: str) -> str:
    """What the page asks for later: known now, and fetched when nothing else is waiting."""
    scripts = [address for address in late_parts() if address not in page]
    widgets = (
        f'<link rel="modulepreload" fetchpriority="low" crossorigin href="{address}">'
        for address in scripts
    )
    of_the_map = [*frame_scripts(), f"./assets/{versioned('map.js')}"]
    frame = (f'<link rel="prefetch" href="{address}">' for address in of_the_map)
    return "\n".join((*widgets, *frame, ""))


def _replaced(
    pattern: re.Pattern[str], page: str, replacement: Callable[[re.Match[str]], str]
) -> str:
    written, times = pattern.subn(replacement, page, count=1)
    if not times:
        raise ValueError(f"the index page has nothing like {pattern.pattern}")
    return written
