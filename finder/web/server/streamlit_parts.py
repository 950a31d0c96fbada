"""The scripts that Streamlit fetches late, after its first run: asked for with the page instead.

Streamlit loads the code of each kind of widget when the first one is drawn. On a slow line that is
one more wait for forty small files, when everything else is there.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from finder.static_files import streamlit_folder

__all__ = ["late_parts"]

# What our pages are made of, by the name of Streamlit's part.
_DRAWN = (
    "BidiComponent",
    "Checkbox",
    "ComponentInstance",
    "Html",
)
_IMPORT = re.compile(r"""(?:import|from)\s*["']\./([\w.-]+\.js)["']""")


@cache
def late_parts() -> tuple[str, ...]:
    """The addresses, relative to the site, of those scripts and of what they import.

    Empty where another version of Streamlit calls them otherwise: then they come late, as ever.
    """
    folder = streamlit_folder() / "static" / "js"
    waiting = [file for name in _DRAWN for file in folder.glob(f"{name}.*.js")]
    found: dict[str, None] = {}
    while waiting:
        file = waiting.pop()
        if file.name not in found:
            found[file.name] = None
            waiting += _imported(file)
    return tuple(f"./static/js/{name}" for name in sorted(found))


def _imported(file: Path) -> list[Path]:
    names = _IMPORT.findall(file.read_text(encoding="utf-8"))
    return [file.with_name(name) for name in names if file.with_name(name).is_file()]
