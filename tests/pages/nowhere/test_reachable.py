"""Of Streamlit's own only what our pages need is reachable; all else is not there."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from finder import limits
from finder.pages.nowhere import reachable
from finder.pages.nowhere.endpoint import nowhere
from finder.pages.nowhere.uploads import Uploads


@pytest.fixture
def uploads(monkeypatch: pytest.MonkeyPatch) -> Uploads:
    made = Uploads()
    monkeypatch.setattr(reachable, "uploads", lambda: made)
    return made


def _client(base: str = "") -> TestClient:
    async def ours(_request: Request) -> Response:
        return PlainTextResponse("ours")

    async def streamlit(_request: Request) -> Response:
        return PlainTextResponse("streamlit")

    before = [Route(f"{base}/plain", ours)]
    anything = Route("/{path:path}", streamlit, methods=["GET", "POST", "PUT", "DELETE", "OPTIONS"])
    after = Mount(base or "/", routes=[anything])
    return TestClient(Starlette(routes=[*before, nowhere(before, base), after]))


@pytest.mark.parametrize("base", ["", "/care"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/facility",
        "/_stcore/health",
        "/_stcore/host-config",
        "/component/streamlit_folium.st_folium/index.html",
    ],
)
def test_what_pages_need_is_answered(base: str, path: str) -> None:
    answer = _client(base).get(base + path)
    assert (answer.status_code, answer.text) == (200, "streamlit")


@pytest.mark.parametrize("base", ["", "/care"])
@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/facility/more",
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/stream",
        "/_stcore/upload_file/session/file",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/media/x.png",
        "/component/another.component/index.html",
        "/auth/login",
        "/app/static/x",
        "/plain/_stcore/health",
    ],
)
def test_what_they_do_not_need_is_not_there(base: str, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = _client(base).request(method, base + path, follow_redirects=False)
        assert answer.status_code == 404, (method, path)


def test_what_pages_only_read_takes_nothing() -> None:
    for path in ("/", "/_stcore/health"):
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert _client().request(method, path).status_code == 404


def test_our_own_pages_are_answered_and_say_which_methods_they_take() -> None:
    assert _client().get("/plain").text == "ours"
    refused = _client().post("/plain")
    assert refused.status_code == 405
    assert "GET" in refused.headers["allow"]


def test_signing_in_is_there_only_for_a_desk_that_has_it() -> None:
    with_desk = {"FINDER_DESK_SIGN_IN": "@team.example"}
    assert reachable.is_streamlits("GET", "/auth/login", settings=with_desk)
    assert reachable.is_streamlits("GET", "/oauth2callback", settings=with_desk)
    assert not reachable.is_streamlits("POST", "/auth/login", settings=with_desk)
    assert not reachable.is_streamlits("GET", "/auth/login", settings={})


class TestAFileForStreamlit:
    ADDRESS = "/_stcore/upload_file/mine/1"

    def _takes(self, size: int, method: str = "PUT", address: str = ADDRESS) -> bool:
        return reachable.is_streamlits(method, address, size)

    def test_is_taken_from_nobody(self, uploads: Uploads) -> None:
        assert not self._takes(10)

    def test_is_taken_from_a_session_whose_page_asks_for_one(self, uploads: Uploads) -> None:
        uploads.open_for("mine")
        assert self._takes(10)
        assert not self._takes(10, address="/_stcore/upload_file/theirs/1")
        assert not self._takes(10, method="DELETE")
        uploads.close_for("mine")
        assert not self._takes(10)

    def test_is_small_and_says_how_large_it_is(self, uploads: Uploads) -> None:
        uploads.open_for("mine")
        assert not self._takes(limits.UPLOAD_BYTES + 1)
        assert not self._takes(0)

    def test_is_one_of_a_few(self, uploads: Uploads) -> None:
        uploads.open_for("mine")
        taken = [self._takes(limits.UPLOAD_BYTES) for _ in range(10)]
        assert sum(taken) == limits.UPLOADS_BYTES // limits.UPLOAD_BYTES

    def test_is_taken_from_so_many_sessions_and_no_more(self, uploads: Uploads) -> None:
        for number in range(limits.UPLOADS_OPEN + 1):
            uploads.open_for(f"session {number}")
        assert not uploads.takes("session 0", 10)
        assert uploads.takes("session 1", 10)
