"""Whatever is neither ours nor reachable of Streamlit's: not there.

The last of our routes. Without it Streamlit answers any path at all with its empty page and 200.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from finder.web.reachable import is_streamlits
from finder.web.under import folder_of

__all__ = ["Elsewhere"]


class Elsewhere(BaseRoute):
    """Matches what no other route answers, and leaves the rest to Streamlit.

    ours: the routes before it, for those that know the path and not the method. base: the value of
    Streamlit's server.baseUrlPath. page: what answers; by default a line of text.
    """

    def __init__(
        self, ours: Sequence[BaseRoute], base: str = "", page: ASGIApp | None = None
    ) -> None:
        self._ours = ours
        self._folder = folder_of(base)
        self._page = page or _not_there

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """NONE for what Streamlit answers, FULL for what nobody does."""
        if scope["type"] != "http" or self._is_streamlits(scope):
            return Match.NONE, {}
        return Match.FULL, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """405 where one of our routes takes other methods, else 404."""
        for route in self._ours:
            match, child_scope = route.matches(scope)
            if match is Match.PARTIAL:
                scope.update(child_scope)
                await route.handle(scope, receive, send)
                return
        await self._page(scope, receive, send)

    def _is_streamlits(self, scope: Scope) -> bool:
        path = scope["path"].removeprefix(self._folder)
        return is_streamlits(scope["method"], path, _size(scope)) or self._is_ours_with_slash(scope)

    def _is_ours_with_slash(self, scope: Scope) -> bool:
        """`/plain/`: Streamlit leads from there to the address without its last slash."""
        path = scope["path"]
        without = path.rstrip("/")
        if without == path or not without:
            return False
        shorter = {**scope, "path": without}
        known = any(route.matches(shorter)[0] is Match.FULL for route in self._ours)
        return known or is_streamlits(scope["method"], without.removeprefix(self._folder))


def _size(scope: Scope) -> int:
    announced = Headers(scope=scope).get("content-length", "")
    return int(announced) if announced.isascii() and announced.isdigit() else 0


async def _not_there(scope: Scope, receive: Receive, send: Send) -> None:
    reply = PlainTextResponse("Not found", 404, {"X-Robots-Tag": "noindex"})
    await reply(scope, receive, send)
