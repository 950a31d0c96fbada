"""`/mcp`: the tools for assistants over HTTP (Model Context Protocol, streamable HTTP).

Stateless: each request is answered by itself, in JSON, by whichever server it comes to. Only POST
is taken: a stream that stays open would be work that anybody could ask for. Host and Origin are
checked, so that no page of somebody else makes a browser ask here under another name. The bounds
on bodies, on what is answered at once and on threads are those of every request.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from finder import limits
from finder.assistants.telling import Telling
from finder.changes import updates_of
from finder.pages.frame.served import Served, served
from finder.pages.frame.under import folder_of
from finder.settings import Settings

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from mcp.server.transport_security import TransportSecuritySettings

__all__ = ["Door"]

_HERE = ("127.0.0.1", "localhost", "[::1]")


class Door:
    """Takes requests while `running`. settings: say under which name the site may be asked."""

    def __init__(self, settings: Settings | None = None, serving: Served | None = None) -> None:
        self._settings = settings or Settings.from_environment()
        serving = serving or served()
        folder = self._settings.directory
        self._telling = Telling(
            lambda: serving.directory, lambda directory: updates_of(folder, directory), date.today
        )
        self._manager: StreamableHTTPSessionManager | None = None

    def routes(self, base: str = "") -> list[BaseRoute]:
        """The route under `base`, the value of Streamlit's server.baseUrlPath."""
        return [Route(f"{folder_of(base)}/mcp", self, methods=["POST"])]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Take requests inside the `async with` block; one manager serves one start."""
        # Here: two seconds of work that not every process needs.
        from finder.assistants.server import assistant_server

        server = assistant_server(self._telling)
        # Making its app makes its manager, which is all that is used of it.
        server.streamable_http_app(
            json_response=True,
            stateless_http=True,
            max_request_body_size=limits.BODY_BYTES,
            transport_security=_names(self._settings.url),
        )
        async with server.session_manager.run():
            self._manager = server.session_manager
            try:
                yield
            finally:
                self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._manager is None:
            headers = {"Retry-After": "2", "Cache-Control": "no-store"}
            reply = JSONResponse({"detail": "not started yet"}, 503, headers)
            await reply(scope, receive, send)
            return
        await self._manager.asgi_app(scope, receive, send)


def _names(url: str | None) -> TransportSecuritySettings:
    """This machine, and the site's own address where the operator has set it."""
    from mcp.server.transport_security import TransportSecuritySettings

    hosts = [name for one in _HERE for name in (one, f"{one}:*")]
    origins = [f"http://{name}" for name in hosts]
    if url:
        own = urlsplit(url)
        host, usual = own.netloc.rpartition("@")[2], {"http": 80, "https": 443}[own.scheme]
        hosts += [host] if own.port else [host, f"{host}:{usual}"]
        origins.append(f"{own.scheme}://{host}")
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True, allowed_hosts=hosts, allowed_origins=origins
    )
