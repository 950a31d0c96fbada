"""No request of a page says which page it is from: the address of a page is a search."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("path", ["/?near=22903&care=iop", "/plain?near=22903", "/tonight"])
def test_no_script_picture_or_typeface_is_fetched_with_the_link(
    page: Page, serve: Callable[..., str], path: str
) -> None:
    fetched: list[Request] = []
    page.on("requestfinished", lambda request: fetched.append(request))
    page.goto(serve(ROOT / "app.py") + path, wait_until="networkidle")
    expect(page.locator("h1").first).to_be_visible()
    sent = {request.url: request.all_headers() for request in fetched}
    assert any(url.endswith(".woff2") for url in sent)
    assert [url for url, headers in sent.items() if "near=" in headers.get("referer", "")] == []
