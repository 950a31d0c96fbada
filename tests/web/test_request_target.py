"""The first line of a request: what it may hold, and that nothing is kept under another address."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from finder import limits
from finder.web.server.request_target import RequestTarget
from raw_requests import ask
from whole_site import forgetful, whole_site

# Every address whose answer is kept here or by a browser.
CACHED = (
    *("/", "/facility", "/plain", "/plain/facility", "/detail", "/shortlist", "/compare"),
    *("/calls", "/share", "/table", "/plan", "/plan.pdf", "/tonight", "/levels", "/levels/iop"),
    *("/about", "/api/v1/search", "/api/v1/directory", "/map/clusters"),
)
SEARCH = "near=22903&care=iop"
STRANGER = "call-this-number"


@pytest.fixture(scope="module")
def site() -> Starlette:
    """The site, with what earlier requests left in its caches."""
    return whole_site()


@pytest.fixture(scope="module")
def open_site() -> Starlette:
    """The same without the door: what is inside must hold by itself."""
    return whole_site(guarded=False)


@pytest.fixture(scope="module")
def site_anew() -> Starlette:
    """The site without a memory: each page is made when it is asked for."""
    with pytest.MonkeyPatch.context() as patched, forgetful(patched):
        return whole_site(guarded=False)


@pytest.mark.parametrize(
    "target",
    [
        *(f"{path}?{SEARCH}#&{STRANGER}=1".encode() for path in CACHED),
        b"/plain#?near=22903",
        b"/plain?near=\x0022903",
        b"/plain?near=22903\r",
        b"/pl\tain",
        b"/plain?near=\x7f",
        b"/plain?q=caf\xc3\xa9",
        b"/plain?q=\xff",
        b"http://other.example/plain",
        b"https://finder.example/plain?near=22903",
        b"plain",
        b"*",
        b"?near=22903",
    ],
)
def test_an_address_that_is_read_in_two_ways_is_refused(site: Starlette, target: bytes) -> None:
    answer = ask(site, target)
    assert answer.status == 400
    assert STRANGER not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize("path", CACHED)
def test_a_page_is_kept_under_the_whole_of_what_it_was_made_from(
    open_site: Starlette, path: str
) -> None:
    """Even without the door: `#` ends an address for some who read it, so it ends none here."""
    made_for_another = ask(open_site, f"{path}?{SEARCH}#&{STRANGER}=1".encode())
    own = ask(open_site, f"{path}?{SEARCH}".encode())
    assert STRANGER not in own.text
    if "etag" in own.headers:
        same_tag = own.headers["etag"] == made_for_another.headers.get("etag")
        assert same_tag == (own.body == made_for_another.body)


def test_a_host_in_the_request_does_not_choose_the_page(open_site: Starlette) -> None:
    forged = f"finder.example/plain?{SEARCH}#"
    ask(open_site, f"/plain?{SEARCH}&{STRANGER}=1".encode(), host=forged)
    assert STRANGER not in ask(open_site, f"/plain?{SEARCH}".encode()).text


_PIECES = (
    *("near=22903", "near=24011", "care=iop", "care=php", "CARE=IOP", "hours=9-19", "hl=es"),
    *("page=2", "view=map", "q=a", "q=b", "pick=aaaaaaaa", "id=aaaaaaaa", "show=aaaaaaaa"),
    *("fact=hours", "columns=phone", "step=iop", "from=iop", "form=1", "box=1,2,3,4", "limit=9"),
    *("format=csv", "a%0Ab=1", "a=1&b=1", "near=%00", "x=%23", "x=%C3%A9", "hours=-1", "care=0"),
)
_JOINTS = ("&", "#", "&&", ";", "?", "%26", "=")
_targets = st.builds(
    lambda path, pieces, joint: f"{path}?{joint.join(pieces)}".encode(),
    st.sampled_from(CACHED),
    st.lists(st.sampled_from(_PIECES), max_size=4),
    st.sampled_from(_JOINTS),
)
_requests = st.tuples(
    _targets,
    st.sampled_from(["en", "es"]),
    st.sampled_from(["", "gzip", "br"]),
    st.sampled_from(["finder.example", "other.example"]),
)


@given(_requests)
@settings(max_examples=400)
@example((b"/plain?near=22903#&x=1", "en", "", "finder.example"))
@example((b"/api/v1/search?a%0Ab=1", "en", "", "finder.example"))
@example((b"/api/v1/search?a=1&b=1", "en", "", "finder.example"))
def test_an_answer_in_the_cache_equals_the_answer_made_anew(
    open_site: Starlette, site_anew: Starlette, asked: tuple[bytes, str, str, str]
) -> None:
    target, tongue, coding, host = asked
    headers = {"accept_language": tongue, "accept_encoding": coding, "host": host}
    kept, anew = ask(open_site, target, **headers), ask(site_anew, target, **headers)
    assert kept == anew


def test_no_page_is_made_from_an_address_that_was_put_together_anew() -> None:
    """`request.url` reads the host and ends at `#`: path and query are those of the scope."""
    readers = [
        f"{file.name}:{node.lineno}"
        for file in (Path(__file__).parents[2] / "finder").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ("url", "query_params", "base_url")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("request", "_request")
    ]
    assert readers == []


def test_what_a_client_has_is_said_to_be_the_same_only_if_it_is(site_anew: Starlette) -> None:
    one, other = (ask(site_anew, b"/api/v1/search?" + query) for query in (b"a%0Ab=1", b"a=1&b=1"))
    assert one.body != other.body
    assert one.headers["etag"] != other.headers["etag"]


def test_a_link_of_eight_kilobytes_is_read_and_a_longer_one_is_not(site: Starlette) -> None:
    start = b"/plain?q="
    assert ask(site, start + b"a" * (limits.LINK_BYTES - 20)).status == 200
    assert ask(site, start + b"a" * (limits.LINK_BYTES + 1)).status == 414


@pytest.mark.parametrize("target", [b"/_stcore/stream?a#b", b"http://other.example/"])
def test_a_websocket_has_to_name_an_address_too(target: bytes) -> None:
    reached: list[str] = []

    async def inside(scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append(scope["path"])

    path, _mark, query = target.partition(b"?")
    scope: dict[str, Any] = {"type": "websocket", "path": "/", "raw_path": path}
    scope |= {"query_string": query, "headers": []}
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    asyncio.run(RequestTarget(inside)(scope, receive, send))
    assert not reached
    assert sent == [{"type": "websocket.close", "code": 1008}]
