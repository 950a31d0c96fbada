"""A local server that answers as a hospital's site does, and wrongly where told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What a request is answered with: status, headers, body.
Answer = tuple[int, dict[str, str], bytes]


class Hospital:
    """Its pages by path, and the requests that it got: path and headers of each.

    wrongly: called with the number of the request for a path, from 1, and the path; None answers
    rightly. Files have a mark of their content (ETag), and parts of them are given.
    """

    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.wrongly: Callable[[int, str], Answer | None] = lambda _n, _path: None
        self.address = ""

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _headers in self.asked]

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append((path, headers))
        if wrong := self.wrongly(self.paths.count(path), path):
            return wrong
        if path not in self.pages:
            return 404, {}, b"<html>Not found</html>"
        return self._page(self.pages[path], headers)

    def _page(self, whole: bytes, headers: dict[str, str]) -> Answer:
        mark = {"ETag": f'"{hash(whole) & 0xFFFFFFFF:x}"'}
        if headers.get("if-none-match") == mark["ETag"]:
            return 304, mark, b""
        if headers.get("if-range") == mark["ETag"]:
            start = int(headers["range"].removeprefix("bytes=").removesuffix("-"))
            given = {**mark, "Content-Range": f"bytes {start}-{len(whole) - 1}/{len(whole)}"}
            return 206, given, whole[start:]
        return 200, mark, whole


@contextmanager
def serving(hospital: Hospital) -> Iterator[Hospital]:
    """Serve it on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            names = {name.lower(): value for name, value in self.headers.items()}
            status, headers, body = hospital.answer(self.path, names)
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, *_arguments: Any) -> None:
            """Tests say what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    hospital.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hospital
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
