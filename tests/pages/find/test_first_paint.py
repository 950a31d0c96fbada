"""The first paint: the page of a link holds its results before any script has run."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

import plain_client
from builders import TODAY, a_directory, a_facility, find
from finder import geography
from finder.directory import Directory
from finder.errors import DirectoryUnreadable
from finder.pages.frame.served import Served
from finder.settings import Settings
from finder.static_files import streamlit_folder
from finder.web.server.first_paint import SCRIPT_PATH, FirstPaint, warm_up
from finder.web.server.index_page import Paint, written_into
from html_tree import Element, tree

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
INDEX = streamlit_folder() / "index.html"


def _index(request: Request) -> Response:
    response = FileResponse(INDEX, media_type="text/html")
    response.set_cookie("streamlit", "kept")
    return response


def client_of(directory: Directory | Any, base: str = "", index: Any = _index) -> TestClient:
    """An app with Streamlit's own page, and the first paint around it."""
    folder = f"/{base}" if base else ""
    routes = [Route(f"{folder}{path}", index) for path in ("/", "/facility", "/other")]
    opening = directory if callable(directory) else lambda: directory
    painting = Middleware(
        FirstPaint,
        base=base,
        settings=Settings(),
        serving=Served(opening),
        today=lambda: TODAY,
    )
    return TestClient(Starlette(routes=routes, middleware=[painting]), follow_redirects=False)


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> TestClient:
    return client_of(demonstration)


def page(client: TestClient, address: str) -> Element:
    answer = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 200
    return tree(answer.text)


def paint(client: TestClient, query: str = "") -> Element:
    return page(client, f"/?{query}").one("#first-paint")


def test_the_page_holds_the_facilities_of_the_link(
    client: TestClient, demonstration: Directory
) -> None:
    query = "near=22903&care=iop&within=50"
    shown = [one["data-facility"] for one in paint(client, query).all("article")]
    assert shown == [one.facility.id for one in find(demonstration, query).facilities]


def test_it_stands_beside_the_root_and_the_root_stays_empty(client: TestClient) -> None:
    body = page(client, "/?near=22903").one("body")
    elements = [one for one in body.content if isinstance(one, Element)]
    beside = [one for one in elements if one.tag != "link"]
    assert [one.attributes.get("id") for one in beside][-2:] == ["first-paint", "root"]
    assert elements[-1].content == []


def test_no_style_sheet_or_script_of_streamlit_holds_it_back(client: TestClient) -> None:
    """A browser paints nothing of what stands after a style sheet that is on its way."""
    text = client.get("/?near=22903").text
    before, after = text.split('id="first-paint"')
    assert 'rel="stylesheet"' not in before
    assert "modulepreload" not in before
    painted, streamlits = after.split("</main>")
    assert 'rel="stylesheet"' not in painted
    assert len(re.findall('rel="stylesheet"', streamlits)) == 2  # and that of the typefaces
    assert after.index('rel="stylesheet"') < after.index('<div id="root">')
    for part in ("BidiComponent.", "assets/map.js?v="):
        assert part in after
    # What makes its form answer comes with it, and holds nothing back either.
    assert '<script type="module" fetchpriority="high" src="./assets/panel.js?v=' in before


def test_streamlits_own_scripts_stay_as_they_are(client: TestClient) -> None:
    def scripts(html: str) -> list[str]:
        found = tree(html.partition("-->")[2]).all("script")
        return [one.attributes.get("src", one.text) for one in found]

    before = scripts(INDEX.read_text())
    after = scripts("-->" + client.get("/?near=22903").text)
    names = ("leave", "panel", "places")
    own = (f".{SCRIPT_PATH}?v=", *(f"./assets/{name}.js?v=" for name in names))
    ours = [one for one in after if one.startswith(own)]
    assert [one for one in after if one not in ours] == before
    assert len(ours) == 4


def test_the_head_names_levels_and_area_only(client: TestClient) -> None:
    head = page(client, "/?near=22903&care=iop&pay=medicaid").one("head")
    assert head.one("title").text == "Intensive outpatient programs within 25 miles of 22903"
    metas = {one.attributes.get("name"): one.attributes.get("content") for one in head.all("meta")}
    assert metas["robots"] == "noindex"
    assert metas["description"].startswith("Intensive outpatient programs within 25 miles of 22903")
    assert "Medicaid" not in head.text


def test_no_trace_of_the_tool_is_left_in_the_words_of_the_page(client: TestClient) -> None:
    shown = page(client, "/?near=22903")
    assert "Streamlit" not in shown.text.partition("-->")[2].replace("stApp", "")
    assert not [one for one in shown.all("link") if "favicon" in one.attributes.get("href", "")]


def test_who_runs_no_scripts_is_shown_the_way_to_the_plain_page(client: TestClient) -> None:
    shown = page(client, "/?near=22903&care=iop")
    ways = [one["href"] for part in shown.all("noscript") for one in part.all("a")]
    assert ways == ["./plain?near=22903&care=iop"]


def test_its_links_are_those_of_the_dashboard(client: TestClient) -> None:
    shown = paint(client, "near=22903&care=iop")
    assert shown.all("h2")[0].one("a")["href"].startswith("./facility?id=")
    assert shown.all("[data-pick]")[0]["href"].startswith("./?near=22903&care=iop&pick=")


def test_it_shows_heading_counts_crisis_lines_filters_map_and_source(client: TestClient) -> None:
    shown = paint(client, "near=22903&care=iop&hours=-12")
    assert shown.one("h1").text.startswith("Intensive outpatient programs")
    assert "match" in shown.one(".counts").text
    assert shown.one(".tonight").all("a")[2]["href"] == "tel:988"
    assert "invented" in shown.one(".demo").text
    near, care = shown.one(".c-near"), shown.one(".c-care")
    assert near.one("label").text == "Where · Charlottesville, VA"
    assert near.one("input")["value"] == "22903"
    assert care.one("summary").text == "Care level Intensive outpatient (IOP)"
    assert shown["data-link"] == "near=22903&care=iop&hours=-12"
    assert len(shown.one(".still").all(".mark")) >= 1
    assert shown.one(".foot").text


def test_what_was_not_understood_is_told(client: TestClient) -> None:
    assert "“colour” is not a filter" in paint(client, "sort=name&colour=blue").one(".told").text


def test_a_facility_has_a_first_paint_of_its_own(
    client: TestClient, demonstration: Directory
) -> None:
    facility = demonstration.facility(3)
    shown = page(client, f"/facility?id={facility.id}&near=22903").one("#first-paint")
    assert shown.one("h1").text.replace(" ,", ",") == facility.name
    assert shown.one(".back").one("a")["href"] == "./?near=22903"


# Answers


def test_another_directory_has_another_tag_and_the_same_one_is_not_sent_twice() -> None:
    one = client_of(a_directory(a_facility(name="Alder House")))
    two = client_of(a_directory(a_facility(name="Birch House")))
    first = one.get("/?near=22903")
    assert first.headers["etag"] != two.get("/?near=22903").headers["etag"]
    again = one.get("/?near=22903", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "last-modified" not in first.headers


def test_a_browser_with_streamlits_own_tag_gets_the_whole_page(client: TestClient) -> None:
    response = FileResponse(INDEX, stat_result=INDEX.stat())
    answer = client.get("/", headers={"If-None-Match": response.headers["etag"]})
    assert answer.status_code == 200


def test_it_is_compressed_for_who_takes_that(client: TestClient) -> None:
    small = client.get("/?near=22903", headers={"Accept-Encoding": "gzip"})
    large = client.get("/?near=22903", headers={"Accept-Encoding": "identity"})
    assert small.headers["content-encoding"] == "gzip"
    assert small.text == large.text


def test_headers_that_streamlit_sets_are_kept(client: TestClient) -> None:
    assert "streamlit=kept" in client.get("/?near=22903").headers["set-cookie"]


def test_the_script_that_takes_it_away_is_served_and_kept_for_good(client: TestClient) -> None:
    answer = client.get(SCRIPT_PATH)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "first-paint" in answer.text
    assert "immutable" in answer.headers["cache-control"]


def test_it_works_under_a_base_path(demonstration: Directory) -> None:
    client = client_of(demonstration, base="finder")
    assert page(client, "/finder/?near=22903").one("#first-paint").all("article")
    assert client.get(f"/finder{SCRIPT_PATH}").status_code == 200


def test_only_pages_are_written_into(client: TestClient) -> None:
    assert 'id="first-paint"' not in client.get("/other").text
    assert 'id="first-paint"' not in client.get("/", headers={"Accept": "image/png"}).text
    assert client.head("/").status_code == 200


def test_what_is_no_page_goes_through_as_it_is(demonstration: Directory) -> None:
    def plain_text(_request: Request) -> Response:
        return PlainTextResponse("busy", 503, {"Retry-After": "9"})

    answer = client_of(demonstration, index=plain_text).get("/")
    assert (answer.status_code, answer.text, answer.headers["retry-after"]) == (503, "busy", "9")


def test_painting_once_beforehand_spares_the_first_visitor_the_wait(
    demonstration: Directory,
) -> None:
    warm_up(demonstration)
    assert geography.county_lines.cache_info().currsize == 1


# Failing


def unreadable() -> Directory:
    raise DirectoryUnreadable("folder", "near=22903 is secret")


def test_a_failure_leaves_the_page_and_says_nothing_of_the_visitor(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = client_of(unreadable).get("/?near=22903&care=iop")
    assert answer.status_code == 200
    assert answer.text == INDEX.read_text()
    assert "DirectoryUnreadable" in caplog.text
    said = [one.getMessage() for one in caplog.records if one.name.startswith("finder")]
    assert not any("22903" in message for message in said)


def test_a_page_of_another_streamlit_goes_out_as_it_is(
    demonstration: Directory, tmp_path: Path
) -> None:
    strange = tmp_path / "index.html"
    strange.write_text("<html><body>elsewhere</body></html>")

    def index(_request: Request) -> Response:
        return FileResponse(strange, media_type="text/html")

    answer = client_of(demonstration, index=index).get("/")
    assert answer.text == "<html><body>elsewhere</body></html>"


def test_a_page_without_a_root_is_refused() -> None:
    page = (
        '<html lang="en"><link rel="shortcut icon" href="x"><title>x</title><noscript></noscript>'
    )
    with pytest.raises(ValueError, match="root"):
        written_into(page, Paint("en", "", ""))


def test_its_form_leads_to_the_plain_page_where_no_script_runs(
    client: TestClient, demonstration: Directory
) -> None:
    form = paint(client, "near=22903&care=iop&therapy=cbt&hours=-12").one("form")
    assert form["method"] == "post"
    assert form["action"] == "./plain"
    sent = [
        (one["name"], one.attributes.get("value", ""))
        for one in form.all("input")
        if one["type"] != "checkbox" or "checked" in one.attributes
    ]
    sent += [
        (select["name"], option["value"])
        for select in form.all("select")
        for option in select.all("option")
        if "selected" in option.attributes
    ]
    answer = plain_client.client_of(demonstration).post(
        "/plain", content=urlencode(sent), headers=_FORM
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "./plain?near=22903&care=iop&hours=-12&therapy=cbt"
