"""The settings of an operator, read from the environment in one place.

    FINDER_DIRECTORY    folder of an imported directory, or an address that pyarrow understands
    FINDER_TILES        tile URL template of the street map that visitors may ask for, or none
    FINDER_GEOCODER     address of a Nominatim service for street addresses, or none
    FINDER_ROUTER       address of an OSRM or Valhalla of the operator's, for minutes by the roads
    FINDER_OPERATOR     who runs this finder, as the start page says it
    FINDER_CONTACT      mail address or web address where a wrong listing is reported
    FINDER_ALLOW_INDEX  1 lets search engines list the site; otherwise they are asked not to
    FINDER_LANGUAGES    languages that are offered before their translation is finished: pt,fr
    FINDER_FRAMES       addresses of sites that may show /embed in a frame, or *; otherwise none may
    FINDER_URL          the site's own address, for links that leave it: feeds, sitemap, QR codes
    FINDER_DESK         database of the desk; without it nothing of the desk exists
    FINDER_DESK_TEAM    the name that stands behind what the desk reports
    FINDER_DESK_REPORTS 0: visitors cannot say at the desk what is wrong with a listing

All are optional; an empty one counts as not given.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from finder.errors import SettingRefused
from finder.geocoding import geocoder_url
from finder.locale.catalogues import asked_for, languages_in
from finder.map.tiles import TileSource, tile_source
from finder.text import printable

__all__ = ["Settings"]

_MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+")
_MOST_OF_A_NAME = 80
_BARE_ADDRESSES = {
    "FINDER_URL": "the web address of this site",
    "FINDER_ROUTER": "the web address of an OSRM or Valhalla",
}
# A scheme and a host, all hosts below one as `https://*.clinic.example`, and a port.
_ORIGIN = re.compile(
    r"https?://(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::(?:\d{1,5}|\*))?",
    re.IGNORECASE | re.ASCII,
)
_ON, _OFF = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


@dataclass(frozen=True)
class Settings:
    """directory: None is the demonstration. tiles, geocoder: None where the operator has none.

    contact: mail or web address, operator: who runs it, desk: address of its database, router: a
    routing engine's address; None where there is none. team: "" where the operator names none.
    languages: those that are offered though their translation is not finished. hints: visitors may
    say what is wrong with a listing; without a desk there is nobody to whom. frames: sources of a
    Content-Security-Policy that may frame /embed; none: only this site itself.
    """

    directory: str | None = None
    tiles: TileSource | None = None
    geocoder: str | None = None
    contact: str | None = None
    allow_index: bool = False
    url: str | None = None
    operator: str | None = None
    desk: str | None = None
    team: str = ""
    hints: bool = False
    router: str | None = None
    languages: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read them. Raises SettingRefused, naming the setting, for one that is not understood."""
        given = os.environ if environment is None else environment
        return cls(
            directory=given.get("FINDER_DIRECTORY", "").strip() or None,
            tiles=tile_source(given),
            geocoder=_geocoder(given),
            contact=_contact(given.get("FINDER_CONTACT", "").strip()),
            allow_index=_switch("FINDER_ALLOW_INDEX", given.get("FINDER_ALLOW_INDEX", "")),
            url=_bare_address("FINDER_URL", given.get("FINDER_URL", "").strip()),
            operator=printable(given.get("FINDER_OPERATOR", "").strip(), _MOST_OF_A_NAME) or None,
            desk=given.get("FINDER_DESK", "").strip() or None,
            team=printable(given.get("FINDER_DESK_TEAM", "").strip(), _MOST_OF_A_NAME),
            hints=bool(given.get("FINDER_DESK", "").strip()) and _takes_hints(given),
            router=_bare_address("FINDER_ROUTER", given.get("FINDER_ROUTER", "").strip()),
            languages=_languages(given),
            frames=_frames(given.get("FINDER_FRAMES", "")),
        )

    @property
    def contact_link(self) -> str | None:
        """The contact as the target of a link."""
        if self.contact is None or _is_web_address(self.contact):
            return self.contact
        return f"mailto:{quote(self.contact, safe='@+')}"


def _geocoder(given: Mapping[str, str]) -> str | None:
    address = geocoder_url(given)
    if address is not None and not _is_web_address(address):
        raise SettingRefused(f"FINDER_GEOCODER: a web address, or none; got {address!r}")
    return address


def _contact(text: str) -> str | None:
    text = text.removeprefix("mailto:")
    if text and not _is_web_address(text) and not _MAIL.fullmatch(text):
        raise SettingRefused(f"FINDER_CONTACT: a mail address or a web address; got {text!r}")
    return text or None


def _languages(given: Mapping[str, str]) -> tuple[str, ...]:
    for code in (asked := asked_for(given)):
        if code not in (there := languages_in()):
            known = ", ".join(there)
            raise SettingRefused(f"FINDER_LANGUAGES: there are {known}; got {code!r}")
    return asked


def _bare_address(name: str, text: str) -> str | None:
    """A web address that a path can be put behind."""
    if text and (not _is_web_address(text) or urlsplit(text).query or urlsplit(text).fragment):
        raise SettingRefused(f"{name}: {_BARE_ADDRESSES[name]}; got {text!r}")
    return text.rstrip("/") or None


def _takes_hints(given: Mapping[str, str]) -> bool:
    """Unless it is turned off: an empty setting counts as not given."""
    text = given.get("FINDER_DESK_REPORTS", "")
    return _switch("FINDER_DESK_REPORTS", text.strip() or "1")


def _frames(text: str) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(text.replace(",", " ").split()))
    for one in given:
        if one != "*" and not _ORIGIN.fullmatch(one):
            raise SettingRefused(
                f"FINDER_FRAMES: sites as https://clinic.example, or *; got {one!r}"
            )
    return ("'self'", *given) if given else ()


def _switch(name: str, text: str) -> bool:
    if text.strip().lower() not in (*_ON, *_OFF):
        raise SettingRefused(f"{name}: 1 or 0; got {text!r}")
    return text.strip().lower() in _ON


def _is_web_address(text: str) -> bool:
    parts = urlsplit(text)
    plain = not any(character.isspace() or character in "<>\"'" for character in text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain
