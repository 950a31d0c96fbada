"""`cms-hpt.txt`: where a hospital's price files are, as it has to say itself (45 CFR 180.50).

Blocks of lines, one for each location: `location-name: …`, `source-page-url: …`, `mrf-url: …`,
`contact-name: …`, `contact-email: …`. Only the address of the file is needed.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from finder.text import printable

__all__ = ["INDEX_PATH", "PriceFileAddress", "addresses_in"]

INDEX_PATH = "/cms-hpt.txt"
_LINE = re.compile(r"\s*([A-Za-z][A-Za-z _-]*?)\s*:\s*(.*?)\s*")
_MOST_OF_A_NAME = 120


class PriceFileAddress(NamedTuple):
    """A file, and the locations that it is named for."""

    address: str
    locations: tuple[str, ...]


def addresses_in(text: str, root: str) -> list[PriceFileAddress]:
    """The files that an index names, in its order, each once. root: the address it stands at.

    Empty where it names none: then the text is something else.
    """
    found: dict[str, list[str]] = {}
    location = ""
    for line in text.lstrip("\ufeff").splitlines():
        match = _LINE.fullmatch(line)
        name, value = (match[1].lower().replace("_", "-"), match[2]) if match else ("", "")
        if name == "location-name":
            location = printable(value, _MOST_OF_A_NAME)
        elif name == "mrf-url" and (address := _web_address(value, root)):
            found.setdefault(address, []).extend([location] if location else [])
    return [PriceFileAddress(address, tuple(names)) for address, names in found.items()]


def _web_address(text: str, root: str) -> str:
    """An address of the web as it can be asked for; "" for what is none."""
    try:
        address = urljoin(root, text.strip("<>\"' "))
        parts = urlsplit(address)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    whole = parts.scheme in ("http", "https") and has_host and not re.search(r"[\s<>\"]", address)
    return address.partition("#")[0] if text and whole else ""
