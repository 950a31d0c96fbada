"""The files a browser fetches: complete, ours, kept as long as they may be."""

from __future__ import annotations

import gzip
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from finder.static_files import file_names, static_file, versioned
from finder.web.server import assets

# Links to follow (Leaflet's own), comments and XML namespaces are not fetched.
_FETCHED = re.compile(r"""(?:url\(|@import|src=|fetch\()\s*["']?(https?:)?//""")


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=assets.routes()))


@pytest.mark.parametrize("name", ["map.js", "map.css", "page.css", "tokens.css", "typefaces.css"])
def test_no_file_of_the_page_points_at_another_host(name: str) -> None:
    assert not _FETCHED.search(static_file(name).content.decode())


def test_the_map_script_holds_leaflet_and_our_parts_and_no_source_map() -> None:
    script = static_file("map.js").content.decode()
    for part in ("Leaflet 1.9", "finderLand", "Board", "finder:highlight"):
        assert part in script
    assert "sourceMappingURL" not in script


def test_every_file_is_served_and_compresses(client: TestClient) -> None:
    for name in file_names():
        with client.stream("GET", f"/assets/{name}", headers={"Accept-Encoding": "gzip"}) as answer:
            raw = b"".join(answer.iter_raw())
        assert answer.status_code == 200
        assert answer.headers["content-encoding"] == "gzip"
        assert gzip.decompress(raw) == static_file(name).content


def test_an_address_with_its_hash_is_kept_for_ever(client: TestClient) -> None:
    answer = client.get(f"/assets/{versioned('map.js')}")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("query", ["", "?v=", "?v=000000000000"])
def test_an_address_without_its_hash_is_asked_for_again(client: TestClient, query: str) -> None:
    assert client.get(f"/assets/map.js{query}").headers["cache-control"] == "no-cache"


def test_what_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/assets/map.css").headers["etag"]
    again = client.get("/assets/map.css", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""


def test_a_browser_that_cannot_unpack_gets_it_plain(client: TestClient) -> None:
    answer = client.get("/assets/tokens.css", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == static_file("tokens.css").content


@pytest.mark.parametrize("name", ["", "map.py", "../headers.py", "land/ZZ.json", "%2e%2e/x"])
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404


@pytest.mark.parametrize("base", ["finder", "/finder", "/finder/"])
def test_the_files_lie_under_the_base_path(base: str) -> None:
    client = TestClient(Starlette(routes=assets.routes(base)))
    assert client.get("/finder/assets/tokens.css").status_code == 200
    assert client.get("/assets/tokens.css").status_code == 404
