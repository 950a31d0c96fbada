"""Streets, only when asked for; and the map in a sub folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from map_driver import APP, opened

Serve = Callable[..., str]
Check = Callable[[], None]


class TileServer(BaseHTTPRequestHandler):
    """One grey pixel for every tile; remembers who asked, and from where."""

    seen: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("Referer")))
        self.send_response(200)
        self.send_header("Content-Type", "image/svg+xml")
        self.end_headers()
        self.wfile.write(b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def tiles() -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    TileServer.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), TileServer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", TileServer.seen
    server.shutdown()


def streets_from(origin: str) -> dict[str, str]:
    template = f"{origin}/{{z}}/{{x}}/{{y}}.png"
    return {"FINDER_TILES": template, "FINDER_TILES_CREDIT": "Streets Inc"}


def test_streets_come_only_when_asked_for_and_learn_no_more_than_the_site(
    page: Page, serve: Serve, tiles: tuple[str, list[Any]], conduct: Any
) -> None:
    origin, seen = tiles
    address = serve(APP, streets_from(origin))
    on_map = opened(page, f"{address}/?near=22903")
    on_map.mark_frame()
    assert seen == []
    page.get_by_text("Show streets").click()
    on_map.until_drawn("streets True")
    expect(on_map.frame.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(on_map.frame.locator(".leaflet-control-attribution")).to_have_text("Streets Inc")
    assert on_map.is_same_frame()
    assert {referrer for _path, referrer in seen} == {f"{address}/"}
    assert conduct.console_errors == []
    assert all(url.startswith(origin) for url in conduct.foreign_requests)


def test_streets_can_be_put_away_again(
    page: Page, serve: Serve, tiles: tuple[str, list[Any]]
) -> None:
    origin, _ = tiles
    on_map = opened(page, serve(APP, streets_from(origin)))
    toggle = page.get_by_text("Show streets")
    toggle.click()
    expect(on_map.frame.locator(".leaflet-tile-loaded").first).to_be_attached()
    toggle.click()
    expect(on_map.frame.locator(".leaflet-tile")).to_have_count(0)


def test_the_map_works_under_a_base_path(page: Page, serve: Serve, page_is_clean: Check) -> None:
    address = serve(APP, {"FINDER_TILES": "none"}, "--server.baseUrlPath=/finder")
    on_map = opened(page, address)
    expect(on_map.frame.locator("path.land").first).to_be_attached()
    page_is_clean()
