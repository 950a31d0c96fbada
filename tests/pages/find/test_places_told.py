"""How a place was read, and what pages show for one that is none: live, plain, tonight, plan."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from finder.directory import Directory
from finder.pages.find import parts
from finder.pages.frame.served import Served
from finder.pages.plan import endpoint as plan
from finder.pages.tonight import endpoint as tonight
from html_tree import Element, tree
from plain_client import client_of, page


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> TestClient:
    return client_of(demonstration)


@pytest.fixture(scope="module")
def others(demonstration: Directory) -> TestClient:
    serving = Served(lambda: demonstration)
    routes = [
        *parts.routes(serving=serving),
        *tonight.routes(serving=serving),
        *plan.routes(serving=serving),
    ]
    return TestClient(Starlette(routes=routes))


def test_a_state_written_as_a_place_is_told_in_one_line(client: TestClient) -> None:
    shown = page(client, "/plain?near=Indiana")
    assert shown.one(".told").text == "“Indiana” was read as the state Indiana."
    assert shown.one("h1").text == "Treatment programs in Indiana"


def test_new_york_is_the_city_with_a_link_to_the_state(client: TestClient) -> None:
    told = page(client, "/plain?near=New+York&care=iop").one(".told")
    (state,) = told.all("a")
    assert state.text == "New York State"
    assert state["href"].endswith("?state=NY&care=iop")


def test_another_spelling_alone_needs_no_word(client: TestClient) -> None:
    for query in ("near=charlottesville+va", "near=22903-1234,", "near=38.0336,-78.4767"):
        assert page(client, f"/plain?{query}").all(".told") == [], query


@pytest.mark.parametrize("query", ["near=Xqzwvk", "near=Washington&care=iop", "county=Fairfax,+VA"])
def test_nothing_is_listed_for_a_place_that_is_none(client: TestClient, query: str) -> None:
    shown = page(client, f"/plain?{query}")
    assert shown.all("article") == []
    assert shown.one("h1").text == "Which place is meant?"
    # all that there are are one link away
    assert "near=" not in shown.one(".found").one("a")["href"]


def test_what_else_says_where_is_used(client: TestClient) -> None:
    assert page(client, "/plain?near=Xqzwvk&state=VA").all("article")


def tied(shown: Element, field: str) -> str:
    """The sentence that the field for a place is described by."""
    one = shown.one(f"#{field}")
    assert one["aria-invalid"] == "true"
    ids = [name for name in one["aria-describedby"].split() if name.startswith("told-")]
    (name,) = ids
    return shown.one(f"#{name}").text


def test_the_sentence_is_tied_to_the_field(client: TestClient) -> None:
    assert "Did you mean" in tied(page(client, "/plain?near=Charlotesville,+VA"), "i-near")


def test_on_the_page_for_tonight_and_in_a_plan_too(others: TestClient) -> None:
    said = "can mean the city, Washington, DC, or the state"
    assert said in tied(tree(others.get("/tonight?near=Washington").text), "tonight-near")
    assert said in tied(tree(others.get("/plan?near=Washington").text), "plan-near")


def test_the_live_page_lists_nothing_either(others: TestClient) -> None:
    moves = [{"key": "near", "text": "Washington"}]
    answer = others.post("/parts", json={"link": "care=iop", "moves": moves}).json()
    assert answer["link"] == "care=iop"
    assert tree(answer["parts"]["list"]).all("article") == []
    assert "Which place is meant?" in answer["parts"]["heading"]
    links = [one.text for one in tree(answer["parts"]["told"]).all("a")]
    assert links == ["Washington, DC", "Washington State"]


def test_a_state_written_into_the_live_field_is_taken(others: TestClient) -> None:
    moves = [{"key": "near", "text": "Virginia"}]
    answer = others.post("/parts", json={"link": "near=22903&within=50", "moves": moves}).json()
    assert answer["link"] == "state=VA"
    assert "was read as the state Virginia" in answer["parts"]["told"]


def test_minutes_and_counties_have_fields(client: TestClient) -> None:
    shown = page(client, "/plain?near=22903&minutes=25&county=Albemarle,+VA&confirmed=90")
    chosen = [one["value"] for one in shown.all("option") if "selected" in one.attributes]
    assert {"25", "90", "any"} <= set(chosen)
    assert shown.one("#i-county")["value"] == "Albemarle County, VA"
    labels = shown.one(".chips").text
    for words in ("Albemarle County", "25 minutes by car", "90 days"):
        assert words in labels


def test_a_form_sent_with_minutes_alone_does_not_choose_25_miles(client: TestClient) -> None:
    sent = {"form": "1", "near": "22903", "within": "25", "within.default": "25", "minutes": "45"}
    answer = client.post("/plain", data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "./plain?near=22903&minutes=45",
    )
