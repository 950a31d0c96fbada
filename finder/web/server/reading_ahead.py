"""Which pages a browser may fetch before they are asked for: told with every page of ours.

By a header, since a policy that allows no inline script allows no inline rules either. A browser
that does not know it leaves it (https://html.spec.whatwg.org/multipage/speculative-loading.html);
one that saves data, or whose visitor wants no preloading, fetches nothing ahead. What is fetched
is a page of ours by a link of ours: no other host learns of it.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from finder.pages.frame.under import folder_of
from finder.static_files import AHEAD, versioned

__all__ = ["ReadingAhead"]


class ReadingAhead:
    """Pure ASGI middleware. base: the value of Streamlit's server.baseUrlPath."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._rules = f'"{folder_of(base)}/assets/{versioned(AHEAD)}"'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_rules(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.setdefault("Speculation-Rules", self._rules)
            await send(message)

        await self.app(scope, receive, send_with_rules)
