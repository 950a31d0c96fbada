"""Forms that may hold a street: what they send stands in the body, so in no address and no log.

Each is answered by a redirect to the link that it was understood as, which has a rounded point at
most. Where something was not understood, the page itself is the answer, kept by nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from finder.locale import _
from finder.pages.frame.body import body_of
from finder.pages.frame.page_asked import SENT
from finder.pages.frame.tongues import page_of
from finder.pages.frame.under import folder_of

__all__ = ["form_routes", "taking_posts"]

Endpoint = Callable[[Request], Response]

# All boxes of the longest form ticked are a quarter of it.
_MOST_BYTES = 32_768
_FORM_TYPE = "application/x-www-form-urlencoded"
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def form_routes(base: str, endpoints: Mapping[str, Endpoint]) -> list[BaseRoute]:
    """Routes of pages that are read by GET, and to which their own forms post."""
    folder = folder_of(base)
    return [
        Route(f"{folder}{path}", taking_posts(endpoint), methods=["GET", "HEAD", "POST"])
        for path, endpoint in endpoints.items()
    ]


def taking_posts(endpoint: Endpoint) -> Callable[[Request], object]:
    """The endpoint, which also answers what its own form sends in a body."""

    async def answer(request: Request) -> Response:
        if request.method != "POST":
            return await run_in_threadpool(endpoint, request)
        if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM_TYPE:
            return PlainTextResponse(_("This page takes what its own form sends."), 415, _HEADERS)
        body = await body_of(request, _MOST_BYTES)
        if body is None:
            return PlainTextResponse(_("This is more than the form asks."), 413, _HEADERS)
        text = body.decode("utf-8", "replace")
        request.scope[SENT] = parse_qsl(text, keep_blank_values=True, errors="replace")
        # Links to this page in other languages lead to what was understood of it.
        with page_of(None):
            return await run_in_threadpool(endpoint, request)

    return answer
