"""Requests whose target is exactly what a test says, as uvicorn hands them on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message

__all__ = ["Answer", "answer_of", "ask"]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


def ask(
    app: ASGIApp, target: bytes, method: str = "GET", body: bytes = b"", **headers: str
) -> Answer:
    """As `answer_of`, in a loop of its own."""
    return asyncio.run(answer_of(app, target, method, body, **headers))


async def answer_of(
    app: ASGIApp, target: bytes, method: str = "GET", body: bytes = b"", **headers: str
) -> Answer:
    """Ask an app for a raw target. headers: by name, with `_` for `-`."""
    path, _mark, query = target.partition(b"?")
    named = {"host": "finder.example", "accept": "text/html", **headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [
            (name.replace("_", "-").encode(), text.encode("latin-1"))
            for name, text in named.items()
        ],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8501),
        "state": {},
    }
    sent: list[Message] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else await asyncio.Event().wait()  # type: ignore[return-value]

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = next(one for one in sent if one["type"] == "http.response.start")
    return Answer(
        start["status"],
        Headers(raw=[(name.lower(), text) for name, text in start.get("headers", [])]),
        b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body"),
    )
