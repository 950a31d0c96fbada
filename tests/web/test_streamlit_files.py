"""Streamlit's own files as we send them: compressed, kept, and with small typefaces."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from finder.static_files import own_typeface, streamlit_folder
from finder.web.server.sockets import answer_without_delay
from finder.web.server.streamlit_files import StreamlitFiles, frame_scripts
from finder.web.server.streamlit_parts import late_parts

FOLDER = streamlit_folder() / "static"
TYPEFACES = ("SourceSansVF-Upright", "SourceSerifVariable-Roman")


def _client(base: str = "") -> TestClient:
    async def behind(_request: Request) -> Response:
        return PlainTextResponse("Streamlit's own answer")

    routes = [Route("/{path:path}", behind)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(StreamlitFiles, base=base)]))


def _address(pattern: str) -> tuple[str, Path]:
    file = next(FOLDER.glob(pattern))
    return f"/static/{file.relative_to(FOLDER).as_posix()}", file


@pytest.mark.parametrize(
    ("taken", "coding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip;q=0.5", "gzip"), ("identity", None), ("", None)],
)
def test_a_script_comes_in_the_best_coding_that_is_taken(taken: str, coding: str | None) -> None:
    address, file = _address("js/index.*.js")
    with _client().stream("GET", address, headers={"Accept-Encoding": taken}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == coding
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert decode(raw) == file.read_bytes()
    assert coding is None or len(raw) < file.stat().st_size / 3
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"


def test_what_the_browser_has_is_not_sent_again() -> None:
    address, _file = _address("js/index.*.js")
    tag = _client().get(address).headers["etag"]
    again = _client().get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/static/js/nothing.js", "/static/../index.html", "/static/", "/", "/plain"]
)
def test_what_is_no_file_there_is_left_to_streamlit(path: str) -> None:
    assert _client().get(path).text == "Streamlit's own answer"


def test_under_a_base_path() -> None:
    address, file = _address("css/index.*.css")
    answer = _client("/finder/").get(f"/finder{address}")
    assert answer.content == file.read_bytes()
    assert _client("/finder/").get(address).text == "Streamlit's own answer"


@pytest.mark.parametrize("start", [*TYPEFACES, "MaterialSymbols-Rounded"])
def test_a_typeface_is_a_small_one_of_ours(start: str) -> None:
    address, file = _address(f"media/{start}*.woff2")
    answer = _client().get(address)
    assert answer.headers["content-type"] == "font/woff2"
    assert len(answer.content) < file.stat().st_size / 5
    own = own_typeface(file.name)
    assert own is not None
    assert answer.content == own.read_bytes()


@pytest.mark.parametrize("start", TYPEFACES)
def test_a_typeface_has_the_letters_of_both_languages_and_a_name_of_its_own(start: str) -> None:
    font = TTFont(own_typeface(f"{start}.woff2"))
    letters = "abcXYZ019áéíóúñüÁÉÍÓÚÑÜ¿¡—–’“”·…$%€→×−≥"
    assert [one for one in letters if ord(one) not in font.getBestCmap()] == []
    axis = next(one for one in font["fvar"].axes if one.axisTag == "wght")
    assert axis.minValue <= 400 < 600 <= axis.maxValue
    assert "Source" not in font["name"].getDebugName(1)


def test_what_is_fetched_ahead_is_there() -> None:
    names = {address.rpartition("/")[2].partition(".")[0] for address in late_parts()}
    assert {"BidiComponent", "ComponentInstance", "Html", "Checkbox"} <= names
    # The fields of the search are our own: Streamlit's need a third of its code.
    assert not {"Selectbox", "Multiselect", "TextInput", "NumberInput"} & names
    client = _client()
    for address in (*late_parts(), *frame_scripts()):
        answer = client.get(address.removeprefix("."))
        assert answer.headers["content-type"].startswith("text/javascript")
    assert frame_scripts()


def test_listening_sockets_answer_without_delay() -> None:
    with socket.socket() as listening, socket.socket() as silent:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert answer_without_delay() >= 1
        with socket.create_connection(listening.getsockname()):
            accepted, _address = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert not silent.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
