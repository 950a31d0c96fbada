"""The list and map in the page of another site: with scripts and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from checking import findings_of_axe
from find_driver import APP

SEARCH = "near=22903&care=iop&within=50"


@contextmanager
def a_page_elsewhere(html: str) -> Iterator[str]:
    """The address of a page on another origin: another host and another port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *_values: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def served(serve: Callable[..., str], folder: Path) -> str:
    """A finder that pages on `localhost`, a host other than its own, may frame."""
    env = {"FINDER_DIRECTORY": str(folder), "FINDER_FRAMES": "http://localhost:*"}
    return serve(APP, env)


def embedding(finder: str, path: str = "embed") -> str:
    frame = f'<iframe src="{finder}/{path}?{SEARCH}&accent=7a1f5c" title="Programs" width="100%"'
    return f'<!doctype html><html lang="en"><title>A clinic</title>{frame} height="900"></iframe>'


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("width", [390, 1400])
def test_another_site_shows_list_and_map(
    browser: Browser,
    serve: Callable[..., str],
    national_folder: Path,
    scripts: bool,
    width: int,
) -> None:
    finder = served(serve, national_folder)
    context = browser.new_context(
        viewport={"width": width, "height": 1000}, java_script_enabled=scripts
    )
    with a_page_elsewhere(embedding(finder)) as host:
        page = context.new_page()
        page.goto(host)
        frame = page.frame_locator("iframe")
        expect(frame.locator("[data-facility]").first).to_be_visible()
        expect(frame.locator(".still-map svg")).to_be_visible()
        frame.get_by_label("ZIP code or town").fill("Richmond, VA")
        frame.get_by_role("button", name="Search").click()
        expect(frame.get_by_role("heading", level=1)).to_contain_text("Richmond")
        # The finder itself, in its own tab, is another matter: docs/privacy.md.
        assert context.cookies() == []
        with context.expect_page() as opened:
            frame.get_by_role("link", name="Details").first.click()
        assert opened.value.url.startswith(f"{finder}/facility?id=")
    context.close()


def test_no_other_page_can_be_framed(
    page: Page, serve: Callable[..., str], national_folder: Path
) -> None:
    finder = served(serve, national_folder)
    with a_page_elsewhere(embedding(finder, "plain")) as host:
        page.goto(host)
        expect(page.frame_locator("iframe").locator("[data-facility]")).to_have_count(0)


def test_the_frame_has_no_finding(
    page: Page, serve: Callable[..., str], national_folder: Path
) -> None:
    finder = served(serve, national_folder)
    page.goto(f"{finder}/embed?{SEARCH}&accent=ffd400")
    assert findings_of_axe(page) == []
