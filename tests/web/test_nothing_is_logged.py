"""A server that says all it can, asked with one word in every place: the word is said nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from websockets.sync.client import connect

from finder.criteria.keys import known
from finder.pages.registry import PAGES
from server_process import LiveServer, started

pytestmark = pytest.mark.slow

MARK = "zanzibar7"
_KEYS = tuple(one.key for one in known())
LEVELS = {
    "STREAMLIT_LOGGER_LEVEL": "debug",
    "STREAMLIT_GLOBAL_DEVELOPMENT_MODE": "false",
    "PYTHONASYNCIODEBUG": "1",
}
HEADERS = {
    **dict.fromkeys(("User-Agent", "Accept-Language", "X-Forwarded-For", "X-Request-Id"), MARK),
    **dict.fromkeys(("Referer", "Origin"), f"https://{MARK}.example/{MARK}?{MARK}"),
    "Cookie": f"{MARK}={MARK}",
    "If-None-Match": f'"{MARK}"',
}
BODIES = (
    ("/parts", json.dumps({"link": f"near={MARK}", "moves": [{MARK: MARK}]}), "application/json"),
    ("/parts", MARK, "application/json"),
    ("/places", f"typed={MARK}", "application/x-www-form-urlencoded"),
    ("/", f"near={MARK}&q={MARK}", "application/x-www-form-urlencoded"),
    ("/guide", f"step={MARK}", "application/x-www-form-urlencoded"),
    (f"/{MARK}", MARK, MARK),
)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("said") / "server.log"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[LiveServer]:
    with started(log, **LEVELS) as running:
        yield running


def addresses() -> list[str]:
    """Every page with the word in its path and in every key of a link; the API; what is no page."""
    keys = "&".join(f"{key}={MARK}" for key in _KEYS)
    paths = [page.path for page in PAGES.all()]
    paths += ["/plain", "/facility", f"/facility/{MARK}", f"/levels/{MARK}", f"/{MARK}", "/detail"]
    paths += ["/api/v1/search", f"/api/v1/facilities/{MARK}", f"/api/v1/{MARK}", "/map/clusters"]
    paths += [f"/assets/{MARK}", f"/component/{MARK}", f"/static/{MARK}", "/healthz", "/metrics"]
    asked = [f"{path}?{keys}&{MARK}={MARK}" for path in paths]
    return [*asked, *(f"/?{key}={quote(MARK)}" for key in _KEYS)]


def test_a_word_that_is_asked_with_is_in_no_log_and_no_figure(
    server: LiveServer, log: Path
) -> None:
    with httpx.Client(base_url=server.address, timeout=60, headers=HEADERS) as client:
        for address in addresses():
            answer = client.get(address)
            assert answer.status_code < 500, address
            assert "set-cookie" not in answer.headers, address
        for path, body, kind in BODIES:
            assert client.post(path, content=body, headers={"Content-Type": kind}).status_code < 500
        client.request(MARK.upper(), f"/{MARK}")
    for sent in (
        f"GET /?near={MARK} HTTP/9.9\r\n\r\n",
        f"{MARK} {MARK} {MARK}\r\n\r\n",
        f"GET /?{MARK}\x01 HTTP/1.1\r\nHost: {MARK}\r\n\r\n",
        f"POST /parts HTTP/1.1\r\nHost: x\r\nContent-Length: {MARK}\r\n\r\n",
    ):
        with server.connection(sent.encode()) as line:
            line.settimeout(30)
            line.recv(65_536)
    with connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream?{MARK}", subprotocols=["streamlit"]
    ) as socket:
        socket.send(MARK.encode())
    figures = httpx.get(f"{server.address}/metrics", timeout=60).text
    health = httpx.get(f"{server.address}/healthz", timeout=60).text
    assert "finder" in figures
    for where, said in (("figures", figures), ("health", health), ("log", log.read_text())):
        lines = [line for line in said.splitlines() if MARK in line.lower()]
        assert lines == [], where
