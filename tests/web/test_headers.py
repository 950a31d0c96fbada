"""The security headers, and which page gets which policy."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from finder.map.tiles import TileSource, tile_source
from finder.static_files import streamlit_folder
from finder.web.server.headers import SecurityHeaders, inline_scripts, script_hash

PAGE = (streamlit_folder() / "index.html").read_text(encoding="utf-8")


def _client(base: str = "", tiles: TileSource | None = None, script: str = "") -> TestClient:
    async def answer(request: Request) -> PlainTextResponse:
        own = {"Content-Security-Policy": "default-src 'none'"} if "own" in request.url.path else {}
        return PlainTextResponse("", headers=own)

    app = Starlette(routes=[Route("/{path:path}", answer)])
    scripts = [script] if script else []
    return TestClient(SecurityHeaders(app, base=base, tiles=tiles, allowed_scripts=scripts))


def _policy(client: TestClient, path: str, host: str = "testserver") -> dict[str, str]:
    header = client.get(path, headers={"Host": host}).headers["content-security-policy"]
    return dict(part.split(" ", 1) for part in header.split("; "))


def test_every_answer_keeps_the_visitor_to_itself() -> None:
    headers = _client().get("/api/v1/search").headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "geolocation=(self)" in headers["permissions-policy"]


def test_the_page_runs_no_inline_script_but_those_it_comes_with() -> None:
    scripts = _policy(_client(), "/")["script-src"]
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert len(inline_scripts(PAGE)) == 1
    assert all(script_hash(text) in scripts for text in inline_scripts(PAGE))


def test_a_script_of_ours_can_be_allowed_by_its_text() -> None:
    script = "document.title = 'x'"
    assert script_hash(script) in _policy(_client(script=script), "/")["script-src"]
    assert script_hash(script) not in _policy(_client(), "/")["script-src"]


def test_the_hash_is_that_of_the_standard() -> None:
    # The example of the Content Security Policy standard, section 8.3.
    expected = "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"
    assert script_hash("doSomething();") == expected


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<script>a()</script>", ["a()"]),
        ('<script type="module">\n b() </script>', ["\n b() "]),
        ('<script src="x.js"></script>', []),
        ('<script type="module" crossorigin src="./x.js"></script><script>c</script>', ["c"]),
    ],
)
def test_inline_scripts_are_found_as_they_stand(html: str, scripts: list[str]) -> None:
    assert inline_scripts(html) == scripts


def test_only_the_frame_of_the_map_may_evaluate_its_script() -> None:
    client = _client(base="/finder")
    assert "'unsafe-eval'" in _policy(client, "/finder/component/map/index.html")["script-src"]
    for path in ("/component/map/index.html", "/finder/componentx", "/finder/x/component/y"):
        assert "'unsafe-eval'" not in _policy(client, path)["script-src"]


def test_pictures_of_streets_are_allowed_in_the_frame_alone_and_only_if_offered() -> None:
    offered = _client(tiles=tile_source({}))
    frame = _policy(offered, "/component/map/index.html")
    assert frame["img-src"] == "'self' data: https://tile.openstreetmap.org"
    assert "openstreetmap" not in _policy(offered, "/")["img-src"]
    assert _policy(_client(), "/component/map/index.html")["img-src"] == "'self' data:"


@pytest.mark.parametrize(
    ("host", "connections"),
    [
        ("finder.example", "'self' ws://finder.example wss://finder.example"),
        ("127.0.0.1:8501", "'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501"),
        ("[::1]:8501", "'self' ws://[::1]:8501 wss://[::1]:8501"),
        ("a; script-src *", "'self'"),
        ("a b", "'self'"),
    ],
)
def test_the_websocket_is_allowed_to_this_host_alone(host: str, connections: str) -> None:
    assert _policy(_client(), "/", host)["connect-src"] == connections


def test_an_answer_keeps_the_policy_that_it_brings() -> None:
    assert _policy(_client(), "/own") == {"default-src": "'none'"}
