"""Where a price file was fetched from: a small note that stands beside it.

`charges.csv` has its note in `charges.csv.fetched.json`: {"address": "https://…"}. A file without
one was brought by hand, and nothing is said of its address.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from finder.errors import SourceRefused
from finder.locale import _

__all__ = ["address_of_file", "note_of", "note_path"]

_ENDING = ".fetched.json"


def note_path(path: str | Path) -> Path:
    """Where the note on a file stands."""
    return Path(f"{path}{_ENDING}")


def note_of(path: str | Path) -> dict[str, Any]:
    """The note on a file; empty where there is none. Raises SourceRefused for one that is none."""
    beside = note_path(path)
    try:
        note = json.loads(beside.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SourceRefused(str(beside), _("is no note on a fetched file")) from error
    if not isinstance(note, dict):
        raise SourceRefused(str(beside), _("is no note on a fetched file"))
    return note


def address_of_file(path: str | Path) -> str:
    """The address on the web that a file was fetched from; "" where none is known."""
    address = str(note_of(path).get("address", ""))
    parts = urlsplit(address)
    return address if parts.scheme in ("http", "https") and parts.hostname else ""
