"""What a browser is told it may fetch ahead: one page, by a rule of ours, on every page of ours."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from finder.static_files import AHEAD, static_file, versioned
from finder.web.server import assets
from finder.web.server.reading_ahead import ReadingAhead


def _client(base: str = "") -> TestClient:
    async def answer(request: Request) -> Response:
        return HTMLResponse("") if "page" in request.url.path else PlainTextResponse("")

    return TestClient(ReadingAhead(Starlette(routes=[Route("/{path:path}", answer)]), base))


@pytest.mark.parametrize(("base", "folder"), [("", ""), ("care", "/care"), ("/care/", "/care")])
def test_every_page_names_the_rules(base: str, folder: str) -> None:
    told = _client(base).get("/page").headers["speculation-rules"]
    assert told == f'"{folder}/assets/{versioned(AHEAD)}"'


def test_what_is_no_page_names_none() -> None:
    assert "speculation-rules" not in _client().get("/file").headers


def test_the_rules_have_the_type_that_a_browser_asks_for() -> None:
    answer = TestClient(Starlette(routes=assets.routes())).get(f"/assets/{versioned(AHEAD)}")
    assert answer.headers["content-type"] == "application/speculationrules+json"
    assert "immutable" in answer.headers["cache-control"]


def test_only_the_comparison_beside_the_rules_is_fetched_ahead() -> None:
    [rule] = TestClient(Starlette(routes=assets.routes())).get(f"/assets/{AHEAD}").json().values()
    assert [one["where"]["href_matches"] for one in rule] == ["../compare\\?*"]
    assert b"://" not in static_file(AHEAD).content
