"""The body of a request, as far as it may go."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

__all__ = ["announced_bytes", "body_of"]


async def body_of(request: Request, most_bytes: int) -> bytes | None:
    """All of it; None if there is more than that, of which no more is read."""
    read = b""
    async for chunk in request.stream():
        read += chunk
        if len(read) > most_bytes:
            return None
    return read


def announced_bytes(scope: Scope) -> int:
    """How long the body is to be, as Content-Length says; 0 where it says nothing of the kind."""
    announced = Headers(scope=scope).get("content-length", "")
    return int(announced) if announced.isascii() and announced.isdigit() else 0
