"""Addresses that lead nowhere, and the small files that every site is asked for."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient

from finder.settings import Settings
from finder.web.application import routes
from finder.web.server.language import BrowsersLanguage
from finder.web.server.site_files import routes as site_files
from html_tree import tree


async def _streamlit(scope: object, receive: object, send: object) -> None:
    await PlainTextResponse("Streamlit's own answer")(scope, receive, send)  # type: ignore[arg-type]


def client_of(base: str = "") -> TestClient:
    """All our routes before a Streamlit that answers everything."""
    ours = [*routes(base), Mount("/", app=_streamlit)]
    app = Starlette(routes=ours, middleware=[Middleware(BrowsersLanguage)])
    return TestClient(app, follow_redirects=False)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of()


@pytest.mark.parametrize(
    "path",
    ["/nope", "/guide/xyz", "/a/b/c", "/plan/nope", "/facility/a/b", "/static/nope.js", "/%C3%A9"],
)
def test_an_unknown_address_is_a_404_of_ours(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    shown = tree(answer.text)
    assert shown.one("title").text == "Page not found"
    assert shown.one("h1").text == "There is no page at this address"
    ways = [one["href"] for one in shown.one("main").all("a") if "tel:" not in one["href"]]
    assert "/tonight" in [urljoin(path, way) for way in ways]
    for way in ways:
        assert client.get(urljoin(path, way)).status_code == 200
    assert answer.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_it_is_one_for_every_method(client: TestClient, method: str) -> None:
    assert client.request(method, "/nope").status_code == 404


def test_a_page_that_takes_other_methods_is_no_unknown_one(client: TestClient) -> None:
    assert client.post("/levels").status_code == 405
    assert client.get("/parts").status_code == 405


@pytest.mark.parametrize(
    ("query", "accepted", "words"),
    [
        ("", "en", "There is no page"),
        ("", "es-MX,es;q=0.9", "No hay ninguna página"),
        ("?hl=es", "en", "No hay ninguna página"),
        ("?hl=en", "es", "There is no page"),
    ],
)
def test_it_speaks_the_language_of_the_visitor(
    client: TestClient, query: str, accepted: str, words: str
) -> None:
    answer = client.get(f"/nope{query}", headers={"Accept-Language": accepted})
    assert words in tree(answer.text).one("h1").text


def test_the_address_is_not_repeated_and_the_search_is_kept(client: TestClient) -> None:
    answer = client.get("/CALL-1-800-555-0100?near=22903&care=iop&x=CALL-1-800-555-0100")
    assert "555-0100" not in tree(answer.text).text
    assert "./?near=22903&amp;care=iop" in answer.text


@pytest.mark.parametrize(
    ("changed", "meant"),
    [
        ("/tonight.", "/tonight"),
        ("/guide/", "/guide"),
        ("/plan),", "/plan"),
        ("/plain%3Fnear=22903&care=iop", "/plain?near=22903&care=iop"),
        ("/plain%3Fnear=22903?care=iop", "/plain?near=22903&care=iop"),
        ("/%3Fnear=22903", "/?near=22903"),
        ("/facility.?id=abcdefgh", "/facility?id=abcdefgh"),
    ],
)
def test_an_address_with_a_changed_end_leads_to_the_page_that_was_meant(
    client: TestClient, changed: str, meant: str
) -> None:
    answer = client.get(changed)
    assert answer.status_code == 308
    assert urljoin(f"http://finder{changed}", answer.headers["location"]) == f"http://finder{meant}"


def test_a_level_whose_address_has_a_changed_end_is_found(client: TestClient) -> None:
    assert client.get("/levels/iop.").text == client.get("/levels/iop").text


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("/facility/abcdefgh", "/facility?id=abcdefgh"),
        (
            "/facility/ABCDEFGH?near=22903&care=iop,php",
            "/facility?id=abcdefgh&near=22903&care=iop,php",
        ),
        ("/facility/abcdefgh?id=other&hl=es", "/facility?id=abcdefgh&hl=es"),
        ("/facility/abcdefgh?near=St.+Louis,+MO", "/facility?id=abcdefgh&near=St.+Louis,+MO"),
    ],
)
def test_the_short_address_of_a_facility_leads_to_its_page_with_the_search(
    client: TestClient, short: str, long: str
) -> None:
    answer = client.get(short)
    assert answer.status_code == 308
    assert urljoin(f"http://finder{short}", answer.headers["location"]) == f"http://finder{long}"


def test_under_a_base_path_all_is_the_same() -> None:
    client = client_of("care")
    answer = client.get("/care/guide/xyz")
    assert answer.status_code == 404
    ways = [one["href"] for one in tree(answer.text).one("main").all("a")]
    assert "/care/tonight" in [urljoin("/care/guide/xyz", way) for way in ways]
    assert client.get("/care/?near=22903").text == "Streamlit's own answer"
    assert client.get("/care/tonight.").headers["location"] == "./tonight"
    assert client.get("/care/robots.txt").status_code == 200


def test_the_icon_is_an_icon_and_is_kept(client: TestClient) -> None:
    answer = client.get("/favicon.ico")
    assert answer.headers["content-type"] == "image/x-icon"
    assert answer.content[:4] == b"\x00\x00\x01\x00"
    again = client.get("/favicon.ico", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("indexed", "rules"),
    [
        (False, ["User-agent: *", "Disallow: /"]),
        (
            True,
            [
                "User-agent: *",
                "Allow: /",
                "Disallow: /parts",
                "Disallow: /detail",
                "Disallow: /map/",
                "Disallow: /_stcore/",
                "",
                "Sitemap: http://testserver/sitemap.xml",
            ],
        ),
    ],
)
def test_robots_are_told_in_plain_text(indexed: bool, rules: list[str]) -> None:
    client = TestClient(Starlette(routes=site_files("", Settings(allow_index=indexed))))
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.splitlines() == rules
