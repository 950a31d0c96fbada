"""Each request has a budget: how long its link is, how much it sends, how many there are at once.

What is beyond it is refused before anything is read, kept or worked out. Health is answered
whatever else happens.
"""

from __future__ import annotations

import logging

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from finder import limits
from finder.pages.frame.body import announced_bytes
from finder.pages.frame.under import folder_of
from finder.pages.nowhere.reachable import takes_upload

__all__ = ["Budget"]

_logger = logging.getLogger(__name__)
_NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_HEALTH = ("/healthz", "/healthz/live", "/healthz/ready", "/_stcore/health")


class _TooMuch(Exception):
    """More of a body than is taken."""


class Budget:
    """Pure ASGI middleware. base: the value of Streamlit's server.baseUrlPath."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._folder = folder_of(base)
        self._answering = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        self._answering += 1
        try:
            await self._answer(scope, receive, send)
        finally:
            self._answering -= 1

    def _refusal(self, scope: Scope) -> Response | None:
        path = scope["path"].removeprefix(self._folder)
        if _link_bytes(scope) > limits.LINK_BYTES:
            return _refused(414, f"a link has at most {limits.LINK_BYTES} bytes")
        if announced_bytes(scope) > _most_bytes(path):
            return _refused(413, f"send at most {_most_bytes(path)} bytes")
        if self._answering >= limits.ANSWERED_AT_ONCE and path not in _HEALTH:
            return _refused(503, "too much is asked at once; try again in a moment", wait=True)
        return None

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        left = _most_bytes(scope["path"].removeprefix(self._folder))
        begun = False

        async def receive_some() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise _TooMuch
            return message

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive_some, send_and_note)
        except _TooMuch:
            if not begun:
                await _refused(413, "that is more than is taken")(scope, receive, send)
        except ClientDisconnect:
            # It left before its request was whole: nobody is there to be answered.
            _logger.debug("A client left in the middle of its request")


def _link_bytes(scope: Scope) -> int:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    return len(path) + len(query) + 1


def _most_bytes(path: str) -> int:
    return limits.UPLOAD_BYTES if takes_upload(path) else limits.BODY_BYTES


def _refused(status: int, detail: str, *, wait: bool = False) -> Response:
    headers = {**_NOT_KEPT, "Connection": "close"}
    return PlainTextResponse(detail, status, {**headers, "Retry-After": "2"} if wait else headers)
