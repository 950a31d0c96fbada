"""The street map that a visitor can ask for: whose it is, and where its pictures come from.

`FINDER_TILES` is a tile URL template (`https://tiles.example/{z}/{x}/{y}.png`) or `none`, which
never offers streets; `FINDER_TILES_CREDIT` is the line that its terms want on the map. Without
both it is the standard map of OpenStreetMap, whose policy allows it for modest use.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from finder.errors import SettingRefused

__all__ = ["STANDARD_TILES", "TileSource", "tile_source"]

STANDARD_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"

# https://osmfoundation.org/wiki/Licence/Attribution_Guidelines
_STANDARD_CREDIT = "© OpenStreetMap contributors"
_STANDARD_CREDIT_URL = "https://www.openstreetmap.org/copyright"


@dataclass(frozen=True)
class TileSource:
    """A map service: its URL template, and the credit that it asks for, as text and link."""

    template: str
    credit: str
    credit_url: str = ""

    @property
    def host(self) -> str:
        """The name of the service to tell a visitor, `tile.openstreetmap.org`."""
        return (urlsplit(self.template).hostname or "").removeprefix("{s}.")

    @property
    def origin(self) -> str:
        """The origin of its pictures as a Content-Security-Policy writes it."""
        parts = urlsplit(self.template)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def tile_source(settings: Mapping[str, str] | None = None) -> TileSource | None:
    """The street map to offer, or None where the operator offers none.

    Raises SettingRefused, naming the setting, if FINDER_TILES is no tile URL template.
    """
    settings = os.environ if settings is None else settings
    template = settings.get("FINDER_TILES", "").strip() or STANDARD_TILES
    if template.lower() == "none":
        return None
    _check(template)
    if urlsplit(template).netloc == urlsplit(STANDARD_TILES).netloc:
        return TileSource(template, _STANDARD_CREDIT, _STANDARD_CREDIT_URL)
    source = TileSource(template, settings.get("FINDER_TILES_CREDIT", "").strip())
    return source if source.credit else TileSource(template, source.host)


def _check(template: str) -> None:
    """Refuse what is no web address of tiles, or could carry more than one origin into a header."""
    parts = urlsplit(template)
    whole = all(f"{{{letter}}}" in parts.path + parts.query for letter in "zxy")
    plain = not any(character in parts.netloc for character in " ,;'\"*@")
    if parts.scheme not in ("http", "https") or not parts.hostname or not whole or not plain:
        raise SettingRefused(
            f"FINDER_TILES: a URL template with {{z}}, {{x}} and {{y}}, or none; got {template!r}"
        )
