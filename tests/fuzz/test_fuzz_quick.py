"""`make fuzz-quick`: 5,000 hostile requests, most in this process, some over a real socket.

Whatever is sent: an answer comes, it is no error of the server's, what is no address is refused,
no page is listed by search engines, and nothing of what was sent becomes part of a page's code.
"""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from builders import a_directory, a_facility
from finder.pages.frame.served import served
from fuzz_size import times
from raw_requests import Answer, answer_of
from whole_site import whole_site

pytestmark = pytest.mark.slow

IN_PROCESS, OVER_A_SOCKET = times(4_500), times(500)
MARK = "<fuzz9>"
_ADDRESS = re.compile(rb"/[\x21-\x22\x24-\x7e]*")
PATHS = (
    *("/", "/facility", "/facility/aaaaaaaa", "/plain", "/plain/", "/plain/facility", "/detail"),
    *("/shortlist", "/shortlist.csv", "/shortlist.vcf", "/compare", "/calls", "/share", "/table"),
    *("/plan", "/plan.ics", "/guide", "/tonight", "/levels", "/levels/iop", "/levels/x", "/about"),
    *("/api/v1/search", "/api/v1/facilities/x", "/api/v1/directory", "/api/v1/openapi.json"),
    *("/map/clusters", "/parts", "/healthz", "/metrics", "/robots.txt", "/assets/map.css"),
    *(
        "/assets/../app.py",
        "/static/../../app.py",
        "/component/x/y",
        "/no/such/page",
        "//x",
        "/%2e",
    ),
)
KEYS = (
    *("near", "state", "within", "care", "detox", "hours", "when", "cost", "per", "pay", "therapy"),
    *("q", "age", "lang", "with", "sort", "page", "pick", "view", "hl", "id", "show", "columns"),
    *("step", "start", "from", "box", "limit", "format", "fact", "form", "hours.low", "zzz", ""),
)
_values = st.one_of(
    st.sampled_from(
        [
            *(
                "22903",
                "iop",
                "1",
                "-1",
                "9-19",
                "nan",
                "1e999",
                "aaaaaaaa",
                "any",
                "es",
                "csv",
                "0",
            ),
            *(
                MARK,
                f'"{MARK}',
                "%00",
                "%0d%0aSet-Cookie:x",
                "%F0%9F%92%A9",
                "%C3%28",
                "%",
                "+",
                "#",
            ),
            *(
                "38.03,-78.48",
                "999,999",
                "iop:aaaaaaaa:4",
                "2026-02-30",
                "../../etc/passwd",
                "1,2,3,4",
            ),
        ]
    ),
    st.text(alphabet="abc019-,.;:%&=+?/\\'\"<> \t\x00\x1b\x7fé中", max_size=12),
)
_queries = st.lists(st.tuples(st.sampled_from(KEYS), _values), max_size=4).map(
    lambda pairs: "&".join(f"{key}={text}" for key, text in pairs)
)
_targets = st.one_of(
    st.builds(
        lambda path, mark, query: f"{path}{mark}{query}".encode("utf-8", "surrogatepass"),
        st.sampled_from(PATHS),
        st.sampled_from(["?", "?", "?", "#", "??", "%3f"]),
        _queries,
    ),
    st.binary(max_size=30).map(lambda noise: b"/" + noise),
    st.sampled_from([b"*", b"http://other.example/plain", b"", b"plain?near=22903"]),
)
_bodies = st.one_of(
    _queries.map(str.encode),
    st.binary(max_size=60),
    st.sampled_from([b'{"link":"near=22903","moves":[]}', b'{"link":1}', b"[" * 5_000, b"{}"]),
)
_requests = st.tuples(
    _targets,
    st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE"]),
    _bodies,
    st.sampled_from(["application/json", "application/x-www-form-urlencoded", "text/html", ""]),
    st.sampled_from(["", "gzip", "br;q=0", "*;q=0", "dcz", ",,;q"]),
)
Request = tuple[bytes, str, bytes, str, str]


@pytest.fixture(scope="module")
def site() -> Iterator[Starlette]:
    """The whole site on a small directory, so that thousands of its pages are made in seconds."""
    serving = served()
    before = serving.directory
    serving.replace(a_directory(*(a_facility(name=f"Alder House {n}") for n in range(3))))
    yield whole_site()
    serving.replace(before)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    with closing(asyncio.new_event_loop()) as made:
        yield made


@pytest.fixture(scope="module")
def port(site: Starlette) -> Iterator[int]:
    """The same site behind the server that Streamlit starts it with."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(site, log_level="critical", lifespan="off"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    running.start()
    yield int(listening.getsockname()[1])
    server.should_exit = True
    running.join(timeout=20)


def check(target: bytes, status: int, headers: dict[str, str], text: str) -> None:
    assert 200 <= status < 500, (target, status)
    if len(target) < 8_000 and not _ADDRESS.fullmatch(target):
        assert status == 400, target
    assert "Traceback" not in text
    assert MARK not in text or not headers.get("content-type", "").startswith("text/html")
    assert headers.get("set-cookie") is None
    if headers.get("content-type", "").startswith("text/html"):
        assert headers["x-robots-tag"] == "noindex", target
        assert headers["x-content-type-options"] == "nosniff"


@given(_requests)
@settings(max_examples=IN_PROCESS, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_is_answered(
    site: Starlette, loop: asyncio.AbstractEventLoop, asked: Request
) -> None:
    target, method, body, kind, coding = asked
    headers = {"content_type": kind, "accept_encoding": coding}
    answer: Answer = loop.run_until_complete(answer_of(site, target, method, body, **headers))
    check(target, answer.status, dict(answer.headers), answer.text)
    assert method != "HEAD" or not answer.body


@given(_requests)
@settings(max_examples=OVER_A_SOCKET, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_to_the_socket_is_answered(port: int, asked: Request) -> None:
    target, method, body, kind, coding = asked
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        head = f"Host: localhost\r\nConnection: close\r\nContent-Type: {kind}\r\n"
        head += f"Accept-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n"
        line.sendall(method.encode() + b" " + target + b" HTTP/1.1\r\n" + head.encode() + body)
        received = b"".join(iter(lambda: line.recv(65_536), b""))
    begun, _end, rest = received.partition(b"\r\n\r\n")
    first, *lines = begun.decode("latin-1").split("\r\n")
    status = int(first.split()[1])
    assert 200 <= status < 500, (target, first)
    headers = dict(one.lower().split(": ", 1) for one in lines if ": " in one)
    if "content-type" in headers and headers["content-type"].startswith("text/html"):
        assert headers["x-robots-tag"] == "noindex"
    if not headers.get("content-encoding"):
        assert b"Traceback" not in rest
