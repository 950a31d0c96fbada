"""A local server that answers in the form of the official locator, and wrongly where told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

# What a request is answered with: status, headers, body.
Answer = tuple[int, dict[str, str], bytes]


class Locator:
    """The rows that it has, the requests that it got, and what goes wrong on the way.

    wrongly: called with the request's number, from 1, and its parameters; None answers rightly.
    """

    def __init__(self, rows: list[Any], a_page: int = 3) -> None:
        self.rows = rows
        self.a_page = a_page
        self.asked: list[dict[str, str]] = []
        self.wrongly: Callable[[int, dict[str, str]], Answer | None] = lambda _n, _asked: None
        self.address = ""

    def answer(self, asked: dict[str, str]) -> Answer:
        self.asked.append(asked)
        return self.wrongly(len(self.asked), asked) or (200, {}, self.page(int(asked["page"])))

    def page(self, number: int, **other: Any) -> bytes:
        """A page as the locator writes it."""
        size = self.a_page
        whole = {
            "page": number,
            "totalPages": -(-len(self.rows) // size),
            "recordCount": len(self.rows),
            "rows": self.rows[(number - 1) * size : number * size],
        }
        return json.dumps(whole | other).encode()


@contextmanager
def serving(locator: Locator) -> Iterator[Locator]:
    """Serve it on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = locator.answer(dict(parse_qsl(urlsplit(self.path).query)))
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            """Tests say what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    locator.address = f"http://127.0.0.1:{server.server_port}/locator/exportsAsJson/v2"
    try:
        yield locator
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
