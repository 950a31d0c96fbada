"""The body of a request, as far as it may go."""

from __future__ import annotations

from starlette.requests import Request

__all__ = ["body_of"]


async def body_of(request: Request, most_bytes: int) -> bytes | None:
    """All of it; None if there is more than that, of which no more is read."""
    read = b""
    async for chunk in request.stream():
        read += chunk
        if len(read) > most_bytes:
            return None
    return read
