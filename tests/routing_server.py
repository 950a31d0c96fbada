"""A routing engine on this machine that speaks one of two forms, and can fail in each way."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Engine", "running"]

_OSRM, _VALHALLA = "/table/v1/driving/", "/sources_to_targets"


@dataclass
class Engine:
    """speaks: osrm or valhalla. seconds: of the ways it tells, in turn. raw: said in the place of
    all of it. waits: until it is let go, it says nothing. asked: each path with its body."""

    speaks: str
    seconds: list[float | None] = field(default_factory=lambda: [600.0])
    status: int = 200
    raw: bytes | None = None
    waits: bool = False
    let_go: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    def answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and content."""
        self.asked.append((path, body.decode()))
        if self.waits:
            self.let_go.wait()
        if self.raw is not None or self.status != 200:
            return self.status, self.raw or b"{}"
        said = self._said(path, body)
        return (200, json.dumps(said).encode()) if said else (404, b'{"error": "no such path"}')

    def _said(self, path: str, body: bytes) -> dict[str, Any] | None:
        if self.speaks == "osrm" and path.startswith(_OSRM):
            ends = path.removeprefix(_OSRM).partition("?")[0].count(";")
            return {"code": "Ok", "durations": [[0, *self._ways(ends)]]}
        if self.speaks == "valhalla" and path == _VALHALLA:
            ends = len(json.loads(body)["targets"])
            return {"sources_to_targets": [[{"time": one} for one in self._ways(ends)]]}
        return None

    def _ways(self, count: int) -> list[float | None]:
        return [self.seconds[at % len(self.seconds)] for at in range(count)]


@contextmanager
def running(engine: Engine) -> Iterator[Engine]:
    """The engine, at its address as long as it is used."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(b"")

        def do_POST(self) -> None:
            self._reply(self.rfile.read(int(self.headers["Content-Length"])))

        def _reply(self, body: bytes) -> None:
            status, content = engine.answer(self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing: what is asked stands in `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    engine.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield engine
    finally:
        engine.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
