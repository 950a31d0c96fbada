"""The page of `python -m finder map FILE`: Streamlit runs it on this machine, for one person.

Its address carries a token, under which alone Streamlit answers (finder/command/mapping.py).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import streamlit as st

from finder.dashboard.captions import legible_captions
from finder.dashboard.mapping.chosen import choose
from finder.dashboard.mapping.outcome import checked, show
from finder.dashboard.mapping.using import use
from finder.errors import SourceRefused
from finder.intake.columns.choosing import layout_of
from finder.intake.files.files import open_file
from finder.intake.files.sheets import RawTable
from finder.intake.recognise import all_columns
from finder.locale import _, preferred_language, speaking


def main() -> None:
    """Draw the page in the language of the browser."""
    language = preferred_language(st.context.headers.get("Accept-Language") or "")
    with speaking(language):
        st.set_page_config(page_title=_("Say what the columns mean"), layout="wide")
        legible_captions()
        st.title(_("Say what the columns mean"))
        st.caption(
            _("This page is on this machine alone. It sends nothing out, and ends with Ctrl-C.")
        )
        path = _file()
        if path:
            _page(path)


def _page(path: str) -> None:
    try:
        tables = _tables(path, Path(path).stat().st_mtime_ns)
        layout = layout_of(tables)
    except (SourceRefused, OSError) as error:
        st.error(str(error))
        return
    except ValueError:
        st.error(_("No table with a header is in this file."))
        return
    choices = choose(path, tables, layout)
    outcome = checked(path, choices.toml())
    show(outcome)
    use(path, layout, choices.toml(), outcome)


@st.cache_resource(max_entries=2, show_spinner=False)
def _tables(path: str, changed: int) -> list[RawTable]:
    """The tables of a file, read once for each time that it changed."""
    return list(open_file(path, all_columns()).tables)


def _file() -> str:
    """The file that is looked at: dropped here, named here, or named in the call."""
    named = st.text_input(
        _("File on this machine"), os.environ.get("FINDER_MAP_FILE", ""), key="file"
    )
    dropped = st.file_uploader(_("Or drop a file here"), key="dropped")
    if dropped is None:
        return named.strip()
    folder = _folder()
    path = Path(folder.name) / Path(dropped.name).name
    if not path.exists() or path.read_bytes() != dropped.getvalue():
        path.write_bytes(dropped.getvalue())
    return str(path)


@st.cache_resource
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Where dropped files lie until the server ends."""
    return tempfile.TemporaryDirectory(prefix="finder-map-")


main()
