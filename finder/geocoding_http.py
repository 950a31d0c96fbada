"""How geopy asks a geocoding service: on the event loop, so that no page waits for its answer.

geopy brings an adapter for aiohttp only; the finder has httpx. A call that is given up ends at
once, with its connection.
"""

from __future__ import annotations

import json
import ssl
from functools import cache
from typing import Any

import httpx
from geopy.adapters import AdapterHTTPError, BaseAsyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderUnavailable

__all__ = ["HttpxAdapter"]

_MOST_BYTES = 200_000


class HttpxAdapter(BaseAsyncAdapter):  # type: ignore[misc]
    """One client for each call: there is one a second at most. Proxies are the environment's."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._client = httpx.AsyncClient(verify=_certificates())

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The answer, read as JSON. Raises GeocoderServiceError or a kind of it."""
        text = await self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except ValueError as error:
            raise GeocoderParseError("the answer is no JSON") from error

    async def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """The answer as text, of a bounded length."""
        try:
            async with self._client.stream("GET", url, timeout=timeout, headers=headers) as answer:
                text = await _text_of(answer)
        except httpx.HTTPError as error:
            raise GeocoderUnavailable(str(error)) from error
        if not answer.is_success:
            raise AdapterHTTPError(
                f"status {answer.status_code}",
                status_code=answer.status_code,
                headers=dict(answer.headers),
                text=text,
            )
        return text


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: it takes longer than the event loop should be held."""
    return httpx.create_ssl_context()


async def _text_of(answer: httpx.Response) -> str:
    read = b""
    async for chunk in answer.aiter_bytes():
        read += chunk
        if len(read) > _MOST_BYTES:
            raise GeocoderServiceError("the answer is too long")
    return read.decode("utf-8", "replace")
