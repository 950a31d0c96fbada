"""A street address to a point, through a Nominatim service, only when a visitor asks for it.

`FINDER_GEOCODER` is the address of the service, `none` for none; by default it is that of
OpenStreetMap, whose policy allows modest use by one person at a time. The address is sent to it
and kept nowhere; what comes back is rounded to 2 decimals before anything else sees it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from geopy.exc import GeocoderQueryError, GeopyError
from geopy.geocoders import Nominatim

from finder import places
from finder.errors import PlaceNotFound
from finder.locale import _
from finder.places import Place

__all__ = ["STANDARD_GEOCODER", "geocoder_host", "geocoder_url", "look_up", "looks_like_address"]

STANDARD_GEOCODER = "https://nominatim.openstreetmap.org"
_USER_AGENT = "stepping-stone-program-finder"
_TIMEOUT_SECONDS = 8
_COUNTRIES = ["us", "pr", "gu", "vi", "as", "mp"]
_ADDRESS = re.compile(r"\s*\d+[A-Za-z]?\s+\S*[^\W\d]\S*", re.ASCII)


def geocoder_url(settings: Mapping[str, str] | None = None) -> str | None:
    """The address of the service, or None where the operator has turned it off."""
    given = (os.environ if settings is None else settings).get("FINDER_GEOCODER", "").strip()
    return None if given.lower() == "none" else given or STANDARD_GEOCODER


def geocoder_host(url: str) -> str:
    """The name of the service, to tell a visitor before an address is sent to it."""
    return urlsplit(url).hostname or url


def looks_like_address(text: str) -> bool:
    """Whether a text begins like a street address: a house number and a word."""
    return _ADDRESS.match(text) is not None


def look_up(address: str, url: str) -> Place:
    """The rounded point of a street address.

    Raises PlaceNotFound where the service knows no such address, or does not answer.
    """
    parts = urlsplit(url)
    service = Nominatim(
        domain=parts.netloc + parts.path.rstrip("/"),
        scheme=parts.scheme,
        user_agent=_USER_AGENT,
        timeout=_TIMEOUT_SECONDS,
    )
    try:
        found = service.geocode(address, country_codes=_COUNTRIES, exactly_one=True)
    except GeocoderQueryError as error:
        raise PlaceNotFound(address, _unknown()) from error
    except (GeopyError, ValueError) as error:
        message = _("{host} does not answer now; use a ZIP code or a town with its state.")
        raise PlaceNotFound(address, message.format(host=geocoder_host(url))) from error
    if found is None:
        raise PlaceNotFound(address, _unknown())
    return places.point(found.latitude, found.longitude)


def _unknown() -> str:
    return _("No such address was found; check it, or use a ZIP code or a town with its state.")
