"""A street address to a point, through a Nominatim service, only when a visitor asks for it.

`FINDER_GEOCODER` is the address of the service, `none` for none; by default it is that of
OpenStreetMap, whose policy allows modest use by one person at a time. The address is sent to it
and kept nowhere; what comes back is rounded to 2 decimals before anything else sees it.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable, Mapping
from time import monotonic
from urllib.parse import urlsplit

from geopy.exc import GeocoderQueryError, GeopyError
from geopy.geocoders import Nominatim

from finder import limits, places
from finder.errors import PlaceNotFound
from finder.geocoding_http import HttpxAdapter
from finder.locale import _
from finder.places import Place

__all__ = [
    "STANDARD_GEOCODER",
    "Lookups",
    "geocoder_host",
    "geocoder_url",
    "look_up",
    "looks_like_address",
]

STANDARD_GEOCODER = "https://nominatim.openstreetmap.org"
_USER_AGENT = "stepping-stone-program-finder"
# Its policy: https://operations.osmfoundation.org/policies/nominatim/
_SECONDS_BETWEEN = 1.0
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


class Lookups:
    """One queue for all visitors, as the service's policy asks: one call at a time, one a second.

    clock: seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._next_at = clock()

    async def look_up(self, address: str, url: str) -> Place:
        """The rounded point of a street address, after one try.

        Raises PlaceNotFound where the service knows no such address, does not answer in time, or is
        asked by too many at once.
        """
        if self._waiting >= limits.GEOCODER_WAITING:
            raise PlaceNotFound(address, _busy())
        try:
            async with asyncio.timeout(limits.GEOCODER_SECONDS):
                return await self._in_turn(address, url)
        except TimeoutError as error:
            raise PlaceNotFound(address, _silent(url)) from error

    async def _in_turn(self, address: str, url: str) -> Place:
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
        try:
            await asyncio.sleep(max(0.0, self._next_at - self._clock()))
            self._next_at = self._clock() + _SECONDS_BETWEEN
            return await _asked_of_service(address, url)
        finally:
            self._turn.release()


_lookups = Lookups()


async def look_up(address: str, url: str) -> Place:
    """The rounded point of a street address, through the queue of this process.

    Raises PlaceNotFound, with a sentence, where none is found now.
    """
    return await _lookups.look_up(address, url)


async def _asked_of_service(address: str, url: str) -> Place:
    parts = urlsplit(url)
    service = Nominatim(
        domain=parts.netloc + parts.path.rstrip("/"),
        scheme=parts.scheme,
        user_agent=_USER_AGENT,
        timeout=limits.GEOCODER_SECONDS,
        adapter_factory=HttpxAdapter,
    )
    try:
        async with service:
            found = await service.geocode(address, country_codes=_COUNTRIES, exactly_one=True)
    except GeocoderQueryError as error:
        raise PlaceNotFound(address, _unknown()) from error
    except (GeopyError, ValueError) as error:
        raise PlaceNotFound(address, _silent(url)) from error
    if found is None:
        raise PlaceNotFound(address, _unknown())
    return places.point(found.latitude, found.longitude)


def _silent(url: str) -> str:
    message = _("{host} does not answer now; use a ZIP code or a town with its state.")
    return message.format(host=geocoder_host(url))


def _busy() -> str:
    return _("Many addresses are looked up just now; use a ZIP code or a town with its state.")


def _unknown() -> str:
    return _("No such address was found; check it, or use a ZIP code or a town with its state.")
