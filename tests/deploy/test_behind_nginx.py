"""The image's folder and command, and the shipped nginx with TLS, as real processes."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import websockets

from finder.pages.registry import PAGES
from shipped import Behind, behind_nginx, unpacked

pytestmark = pytest.mark.slow

MARK = "zanzibar7"
ADDRESSES = (
    f"/?near={MARK}",
    f"/?q={MARK}&care=iop",
    f"/plain?near={MARK}",
    f"/{MARK}?{MARK}",
    f"/facility/{MARK}",
    f"/api/v1/search?near={MARK}",
    f"/api/v1/{MARK}",
    f"/map/clusters?{MARK}=1",
    f"/assets/{MARK}",
    f"/component/{MARK}",
    f"/healthz?{MARK}",
    f"/metrics?{MARK}",
    f"/_stcore/health?{MARK}",
    f"/%00{MARK}",
)
LOGGED = {
    *("time", "kind", "method", "status", "bytes", "seconds"),
    *("upstream", "upstream_status", "upstream_seconds"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shipped")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Behind]:
    with behind_nginx(folder) as running:
        yield running


@pytest.fixture(scope="module")
def client(site: Behind) -> Iterator[httpx.Client]:
    with site.client() as made:
        yield made


def test_every_page_is_answered_with_tls_for_good(client: httpx.Client) -> None:
    paths = [page.path for page in PAGES.all() if "{" not in page.path]
    assert paths
    for path in ["/", *paths]:
        answer = client.get(path)
        assert answer.status_code in (200, 400, 405), path
        assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
        assert "set-cookie" not in answer.headers, path
        assert "nginx/" not in answer.headers["server"]


def test_without_tls_a_browser_is_led_on_and_a_program_is_refused(site: Behind) -> None:
    plain = f"http://localhost:{site.plain}"
    led = httpx.get(f"{plain}/plain?near=22903")
    assert led.status_code == 308
    assert led.headers["location"] == "https://localhost/plain?near=22903"
    assert httpx.get(f"{plain}/api/v1/search").status_code == 403


def test_an_old_version_of_tls_is_refused(site: Behind) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("DEFAULT@SECLEVEL=0")
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("localhost", site.secure)) as line,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        old.wrap_socket(line)


def test_figures_are_not_for_the_outside_and_health_is(client: httpx.Client) -> None:
    assert client.get("/metrics").status_code == 404
    assert client.get("/healthz/ready").status_code == 200


def test_what_is_too_long_or_is_no_method_is_refused(client: httpx.Client) -> None:
    assert client.post("/parts", content=b"x" * 70_000).status_code == 413
    assert client.get("/plain?q=" + "x" * 9_000).status_code == 414
    assert client.request("TRACE", "/").status_code == 405


def test_a_session_opens_through_it(site: Behind) -> None:
    async def opened() -> int:
        address = f"wss://localhost:{site.secure}/_stcore/stream"
        async with websockets.connect(address, ssl=site.trusted, subprotocols=["streamlit"]) as to:
            assert to.response is not None
            return to.response.status_code

    assert asyncio.run(opened()) == 101


def test_a_session_is_refused_to_a_page_of_another_site(site: Behind) -> None:
    async def opened() -> None:
        address = f"wss://localhost:{site.secure}/_stcore/stream"
        async with websockets.connect(address, ssl=site.trusted, origin="https://other.example"):
            pass

    with pytest.raises(websockets.InvalidStatus):
        asyncio.run(opened())


def test_nothing_of_a_search_is_in_any_log(site: Behind, client: httpx.Client) -> None:
    said = {"Referer": f"https://{MARK}.example/?{MARK}", "User-Agent": MARK, "X-Other": MARK}
    for address in ADDRESSES:
        client.get(address, headers={**said, "Cookie": f"{MARK}={MARK}"})
    client.post("/parts", json={"link": f"near={MARK}", "moves": []}, headers=said)
    client.post("/places", data={"typed": MARK}, headers=said)
    client.request(MARK.upper(), f"/?{MARK}", headers=said)
    client.post("/parts", content=MARK.encode() * 10_000, headers=said)
    logged = site.logged()
    assert MARK not in logged.lower()
    assert "127.0.0.1 -" not in logged
    lines = [json.loads(line) for line in site.logs[0].read_text().splitlines()]
    assert len(lines) > len(ADDRESSES)
    assert all(set(line) == LOGGED for line in lines)
    assert {line["kind"] for line in lines} >= {"page", "api", "parts", "map", "health"}


def test_the_folder_of_the_image_is_not_written_to(site: Behind, folder: Path) -> None:
    """So that the image can be read-only."""
    whole = unpacked(folder / "again")
    held = {path.relative_to(whole) for path in whole.rglob("*")}
    assert {path.relative_to(folder / "image") for path in (folder / "image").rglob("*")} == held


# The last, since it ends the servers.


def test_what_one_server_cannot_answer_another_does(site: Behind, client: httpx.Client) -> None:
    first, *others = site.servers
    os.kill(first.pid, 9)
    first.wait()
    for _time in range(20):
        assert client.get(f"/plain?near=22903&q={MARK}").status_code == 200
        assert client.post("/parts", json={"link": "near=22903", "moves": []}).status_code == 200
    for other in others:
        other.kill()
        other.wait()
    assert client.get(f"/plain?near={MARK}", headers={"Referer": MARK}).status_code == 502
    assert MARK not in site.logged()
