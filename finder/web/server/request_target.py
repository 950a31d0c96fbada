"""What the first line of a request may hold, checked once, before anything is read or kept.

A path and a query of printable ASCII, as browsers send them (RFC 9112, section 3.2.1). The rest is
refused with 400, because what stands between visitors and pages reads it in different ways: a raw
`#` ends the address for one and not for the other, so that a page could be kept under an address
that it was not made for. The same door makes a HEAD the GET that it stands for, without the body
(RFC 9110, section 9.3.2), and takes the codings out of Accept-Encoding that it forbids (`q=0`).
"""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from finder.locale import _
from finder.pages.frame.compressing import taken_codings

__all__ = ["RequestTarget"]

_PATH = re.compile(rb"/[\x21-\x22\x24-\x3e\x40-\x7e]*")
_QUERY = re.compile(rb"[\x21-\x22\x24-\x7e]*")
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
# 1008: a message that breaks the rules (RFC 6455, section 7.4.1); answered with 403.
_REFUSED_SOCKET = {"type": "websocket.close", "code": 1008}


class RequestTarget:
    """Pure ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if not _is_read_one_way(scope):
            await _refuse(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self.app(_read_as_meant(scope), receive, _without_body(scope, send))


def _is_read_one_way(scope: Scope) -> bool:
    path, query = _raw_path(scope), scope["query_string"]
    return _PATH.fullmatch(path) is not None and _QUERY.fullmatch(query) is not None


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send(_REFUSED_SOCKET)
        return
    words = _("This address cannot be read: it holds a sign that no address holds.")
    reply = PlainTextResponse(words, 400, _HEADERS)
    await reply(scope, receive, _without_body(scope, send))


def _raw_path(scope: Scope) -> bytes:
    """The path as it was sent; what serves the test client and others may not tell it."""
    raw = scope.get("raw_path")
    return quote(scope["path"]).encode() if raw is None else raw


def _read_as_meant(scope: Scope) -> Scope:
    """The same request as GET, taking only the codings that the browser really takes."""
    given = Headers(scope=scope).getlist("accept-encoding")
    rest = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
    if given:
        rest.append((b"accept-encoding", ", ".join(taken_codings(",".join(given))).encode()))
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    return {**scope, "method": method, "headers": rest}


def _without_body(scope: Scope, send: Send) -> Send:
    """What sends the answer to a HEAD: the head of the answer alone."""
    if scope["method"] != "HEAD":
        return send

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head
