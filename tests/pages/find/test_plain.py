"""`/plain`: every page of the finder without a script."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.criteria import read, write
from finder.directory import Directory
from finder.pages.find import plain
from finder.pages.frame.served import Served
from finder.settings import Settings
from html_tree import Element, tree
from plain_client import CONTACT, client_of, page


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> TestClient:
    return client_of(demonstration)


def found(client: TestClient, query: str) -> list[str]:
    cards = page(client, f"/plain?{query}").all("article")
    return [one["data-facility"] for one in cards]


def test_the_list_is_that_of_the_search(client: TestClient, demonstration: Directory) -> None:
    query = "near=22903&care=iop&within=50"
    expected = [one.facility.id for one in find(demonstration, query).facilities]
    assert found(client, query) == expected


def test_the_page_is_complete(client: TestClient) -> None:
    shown = page(client, "/plain?near=22903&care=iop")
    assert shown.one("html")["lang"] == "en"
    assert shown.one("title").text == "Intensive outpatient programs within 25 miles of 22903"
    assert shown.one("h1").text == shown.one("title").text
    assert "invented" in shown.one(".demo").text
    assert shown.one(".tonight").all("a")
    assert shown.one("form")["method"] == "post"
    assert shown.one(".foot").text
    # No script but those of "Leave", which is an ordinary link without it, and of what the field
    # for a place offers, which is an ordinary field without it.
    leave, places = shown.all("script")
    assert leave["src"].startswith("./assets/leave.js?v=")
    assert places["src"].startswith("./assets/places.js?v=")
    assert all(way["href"] == way["data-leave"] for way in shown.all("[data-leave]"))


def test_search_engines_are_asked_not_to_list_it(client: TestClient) -> None:
    answer = client.get("/plain")
    assert answer.headers["x-robots-tag"] == "noindex"
    metas = [one.attributes for one in tree(answer.text).all("meta")]
    assert {"name": "robots", "content": "noindex"} in metas


def test_an_operator_may_let_search_engines_in(demonstration: Directory) -> None:
    open_to_all = Settings(allow_index=True)
    routes = plain.routes("", open_to_all, Served(lambda: demonstration), lambda: TODAY)
    answer = TestClient(Starlette(routes=routes)).get("/plain")
    assert "x-robots-tag" not in answer.headers
    assert "noindex" not in answer.text


def test_a_preview_of_the_link_names_levels_and_area_only(client: TestClient) -> None:
    shown = page(client, "/plain?near=22903&care=iop&pay=medicaid&for=hiv&q=hope")
    head = shown.one("head")
    said = " ".join([head.text, *(one.attributes.get("content", "") for one in head.all("meta"))])
    assert "Intensive outpatient programs within 25 miles of 22903" in said
    assert not re.search("medicaid|hiv|hope", said.partition("@font-face")[0], re.IGNORECASE)


# The form


def test_what_the_form_sends_becomes_a_short_link(client: TestClient) -> None:
    sent = "form=1&near=22903&within=25&care=iop&care=php&hours.low=&hours.high=12&cost=&per=month"
    answer = client.get(f"/plain?{sent}&detox=&state=")
    assert answer.status_code == 303
    assert answer.headers["location"] == "./plain?near=22903&care=php,iop&hours=-12"


def test_an_empty_form_leads_to_the_bare_page(client: TestClient) -> None:
    answer = client.get("/plain?form=1&near=&within=25&per=month")
    assert (answer.status_code, answer.headers["location"]) == (303, "./plain")


def test_a_link_that_a_person_wrote_is_answered_at_once(client: TestClient) -> None:
    assert client.get("/plain?care=IOP&near=22903&within=25").status_code == 200


def test_the_form_sends_what_it_shows(client: TestClient) -> None:
    """A form that is opened and sent unchanged asks what it asked before."""
    query = (
        "near=22903&state=VA&within=100&care=php,iop&detox=nearby&hours=-20&when=evening&cost=700"
        "&per=week&pay=self&openings=1&therapy=cbt&sort=hours&pick=aaaaaaaa"
    )
    form = page(client, f"/plain?{query}").one("form")
    answer = client.get("/plain", params=_sent(form))
    assert answer.headers["location"] == f"./plain?{query}"


def _sent(form: Element) -> list[tuple[str, str]]:
    """What a browser sends for a form that was not touched."""
    fields = [
        (one["name"], one.attributes.get("value", ""))
        for one in form.all("input")
        if one["type"] != "checkbox" or "checked" in one.attributes
    ]
    selects = [
        (one["name"], option["value"])
        for one in form.all("select")
        for option in one.all("option")
        if "selected" in option.attributes
    ]
    return fields + selects


# What was not understood


def told(client: TestClient, query: str) -> Element:
    return page(client, f"/plain?{query}").one(".told")


def test_what_is_not_understood_is_told_and_the_rest_is_used(client: TestClient) -> None:
    shown = page(client, "/plain?care=iop,nonsense&colour=blue")
    assert "“colour” is not a filter" in shown.one(".told").text
    assert "what the link says was not understood" in shown.one(".told").text
    assert shown.one("h1").text == "Intensive outpatient programs"


def test_a_form_with_a_mistake_is_not_led_away_from_it(client: TestClient) -> None:
    answer = client.get("/plain?form=1&near=Xyzzyville&care=iop")
    assert answer.status_code == 200
    field = tree(answer.text).one(".f-near").one("input")
    assert (field["value"], field["aria-invalid"]) == ("Xyzzyville", "true")


def test_an_ambiguous_town_gives_choices_that_keep_the_search(client: TestClient) -> None:
    choices = told(client, "near=Springfield&care=iop").all("a")
    assert len(choices) > 2
    assert choices[0]["href"].startswith("./plain?near=Springfield,+")
    assert choices[0]["href"].endswith("&care=iop")
    assert client.get(choices[0]["href"][1:]).status_code == 200


def test_a_street_address_is_not_needed_and_not_looked_up(client: TestClient) -> None:
    assert "Addresses are not looked up here" in told(client, "near=1200+Main+Street").text


def test_all_that_is_understood_needs_no_word(client: TestClient) -> None:
    assert page(client, "/plain?near=22903").all(".told") == []


# Details


def test_a_card_leads_to_its_facility_and_back(client: TestClient) -> None:
    query = "near=22903&care=iop"
    link = page(client, f"/plain?{query}").all("h2")[0].one("a")
    assert link["href"].startswith("./plain/facility?id=")
    detail = page(client, link["href"][1:])
    assert detail.one("h1").text == link.text
    assert detail.one(".back").one("a")["href"] == f"../plain?{query}"
    assert CONTACT in detail.one(".about").one("a")["href"]


def test_a_facility_that_is_not_there_is_404_and_one_sentence(client: TestClient) -> None:
    answer = client.get("/plain/facility?id=aaaaaaaa&near=22903")
    assert answer.status_code == 404
    assert tree(answer.text).one("h1").text == "This place is not in this directory"


def test_the_detail_of_the_dashboard_has_links_of_the_dashboard(
    client: TestClient, demonstration: Directory
) -> None:
    facility_id = demonstration.facility(0).id
    shown = page(client, f"/detail?id={facility_id}&near=22903").one("main")
    assert shown.one(".back").one("a")["href"] == "./?near=22903"
    assert shown.one("article")["data-facility"] == facility_id


# Answers


def test_a_browser_that_has_the_page_is_told_so(client: TestClient) -> None:
    first = client.get("/plain?near=22903")
    again = client.get("/plain?near=22903", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_another_directory_another_day_and_another_link_have_other_tags() -> None:
    one = client_of(a_directory(a_facility(name="Alder House")))
    two = client_of(a_directory(a_facility(name="Birch House")))
    later = client_of(a_directory(a_facility(name="Alder House")), today=date(2026, 1, 16))
    tags = [one.get("/plain"), two.get("/plain"), later.get("/plain"), one.get("/plain?care=php")]
    assert len({answer.headers["etag"] for answer in tags}) == 4


def test_pages_are_compressed_for_who_takes_that(client: TestClient) -> None:
    small = client.get("/plain?near=22903", headers={"Accept-Encoding": "gzip"})
    large = client.get("/plain?near=22903", headers={"Accept-Encoding": "identity"})
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in large.headers
    assert small.text == large.text
    assert int(small.headers["content-length"]) * 4 < int(large.headers["content-length"])


def test_a_replaced_directory_answers_at_once() -> None:
    serving = Served(lambda: a_directory(a_facility(name="Alder House")))
    routes = plain.routes("", Settings(), serving, lambda: TODAY)
    client = TestClient(Starlette(routes=routes))
    assert "Alder House" in client.get("/plain").text
    serving.replace(a_directory(a_facility(name="Birch House")))
    assert "Birch House" in client.get("/plain").text


def test_it_works_under_a_base_path(demonstration: Directory) -> None:
    client = client_of(demonstration, base="finder")
    assert client.get("/plain").status_code == 404
    link = page(client, "/finder/plain?near=22903").all("h2")[0].one("a")["href"]
    assert client.get("/finder/" + link.removeprefix("./")).status_code == 200


def test_a_slash_too_many_is_taken_away(client: TestClient) -> None:
    answer = client.get("/plain/?near=22903")
    assert (answer.status_code, answer.headers["location"]) == (308, "../plain?near=22903")


def test_only_reading_is_allowed_and_what_its_form_sends(client: TestClient) -> None:
    assert client.head("/plain").status_code == 200
    assert client.post("/plain").status_code == 415
    assert client.put("/plain").status_code == 405
    assert client.post("/plain/facility").status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "near=" + "9" * 60_000,
        "care=" + "iop," * 15_000,
        "q=" + quote("\x00\x01\x1b[31m‮"),
        "near=%ff%fe&care=%zz",
        "&".join(f"{key}=1" for key in ("near", "care", "hours", "cost", "page") for _ in range(9)),
        "id=aaaaaaaa&form=1&form=2&hours.low=x&hours.high=<b>",
        "%00=%00&=&&",
    ],
)
def test_a_strange_link_gives_a_page(client: TestClient, query: str) -> None:
    answer = client.get(f"/plain?{query}", follow_redirects=True)
    assert answer.status_code == 200
    assert tree(answer.text).one("h1").text
    assert client.get(f"/plain/facility?{query}").status_code == 404


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["near", "care", "hours", "cost", "q", "page", "pick", "hl", "x"]),
            st.text(max_size=12),
        ),
        max_size=6,
    )
)
def test_no_text_of_a_link_becomes_markup(pairs: list[tuple[str, str]]) -> None:
    client = client_of(a_directory(a_facility()))
    answer = client.get("/plain", params=[*pairs, ("q", "<script>alert(1)</script>")])
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert answer.text.count("<script") == 2
    tree(answer.text)


def test_a_link_of_the_page_is_the_canonical_one(client: TestClient) -> None:
    shown = page(client, "/plain?per=week&cost=300&near=22903")
    assert [one["href"] for one in shown.all("link") if one["rel"] == "canonical"] == [
        "./plain?" + write(read("near=22903&cost=300&per=week").criteria)
    ]


def test_hours_that_a_program_publishes_are_found_by_them() -> None:
    directory = a_directory(a_facility(a_program("iop", hours=(9, 12))))
    assert found(client_of(directory), "hours=-10") == [directory.facility(0).id]
    assert found(client_of(directory), "hours=-8") == []
