"""Which language a request is answered in: that of its browser, where its link names none."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from finder.criteria.mending import mended
from finder.locale import preferred_language, speaking
from finder.pages.frame.tongues import page_of

__all__ = ["BrowsersLanguage"]


class BrowsersLanguage:
    """Pure ASGI middleware: while a request is answered, the language of its browser is spoken.

    A page speaks the language of its link instead (finder.export.asked.spoken_language), and has
    links to itself in the other languages.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        query = scope["query_string"].decode("utf-8", "replace")
        accepted = Headers(scope=scope).get("accept-language", "")
        with (
            speaking(preferred_language(accepted)),
            page_of(mended(parse_qsl(query, keep_blank_values=True))),
        ):
            await self.app(scope, receive, send)
