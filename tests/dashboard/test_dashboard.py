"""What a run of the dashboard draws for a link (Streamlit's AppTest)."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard_reading import SCRIPT, opened, panels, part
from finder.limits import LINK_BYTES
from html_tree import Element

pytestmark = pytest.mark.slow

FIND_PARTS = ["top", "head", "ask", "told", "heading", "list", "shortlist", "foot"]


def chosen(ask: Element, key: str) -> list[str]:
    """What the field of a criterion shows as chosen."""
    fields = [one for one in ask.all("input") if one.attributes.get("name", "") == key]
    fields += [one for one in ask.all("input") if one.attributes.get("name", "")[:-4] == key]
    shown = [
        one.attributes.get("value", "")
        for one in fields
        if one.attributes.get("type") != "checkbox" or "checked" in one.attributes
    ]
    for select in ask.all("select"):
        if select["name"] == key:
            shown += [one["value"] for one in select.all("option") if "selected" in one.attributes]
    return shown


def test_the_fields_show_what_the_link_asks() -> None:
    page = opened("near=22903&within=50&care=iop,php&detox=nearby&hours=9-19&cost=600&per=week")
    ask = part(page, "ask")
    assert chosen(ask, "near") == ["22903"]
    assert chosen(ask, "within") == ["50"]
    assert sorted(chosen(ask, "care")) == ["iop", "php"]
    assert chosen(ask, "detox") == ["nearby"]
    assert chosen(ask, "cost") == ["600"]
    assert chosen(ask, "per") == ["week"]
    hours = {one["name"]: one["value"] for one in ask.all("input") if "hours." in one["name"]}
    assert hours == {"hours.low": "9", "hours.high": "19"}


def test_the_page_is_drawn_in_parts_and_the_last_one_says_so() -> None:
    drawn = panels(opened("near=22903&care=iop"))
    assert [one["part"] for one in drawn] == FIND_PARTS
    assert [one["last"] for one in drawn] == [False] * 7 + [True]
    assert {one["link"] for one in drawn} == {"near=22903&care=iop"}


def test_each_run_is_told_from_the_last() -> None:
    page = opened("care=iop")
    (before,) = {one["drawn"] for one in panels(page) if one["part"] == "list"}
    page.run()
    (after,) = {one["drawn"] for one in panels(page) if one["part"] == "list"}
    assert after > before


def test_a_place_that_is_not_known_stays_in_its_field_with_choices() -> None:
    page = opened("near=Charlottesvile, VA&care=iop")
    assert chosen(part(page, "ask"), "near") == ["Charlottesvile, VA"]
    links = {one.text: one["href"] for one in part(page, "told").all("a")}
    assert links["Charlottesville, VA"] == "./?near=Charlottesville,+VA&care=iop"


def test_a_street_address_is_not_looked_up_until_it_is_asked_for() -> None:
    told = part(opened("near=1200 Example Street, Charlottesville"), "told")
    assert "nominatim.openstreetmap.org" in told.text
    assert told.one("button").text == "Look up this address"


def test_without_a_geocoder_an_address_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINDER_GEOCODER", "none")
    told = part(opened("near=1200 Example Street, Charlottesville"), "told")
    assert "not looked up here" in told.text
    assert told.all("button") == []


def test_what_a_link_says_and_nobody_understands_is_told_in_one_line() -> None:
    told = part(opened("care=iop,abc&foo=1"), "told")
    assert "Care level" in told.text
    assert "abc" not in told.text
    assert "foo" in told.text


def test_streets_are_a_choice_of_their_own() -> None:
    page = opened("near=22903")
    assert page.checkbox(key="streets").value is False
    page.checkbox(key="streets").check().run()
    assert not page.exception
    assert "sees which area you look at" in page.caption[0].value


def test_the_page_of_a_facility_that_is_gone_says_so() -> None:
    page = AppTest.from_file(SCRIPT, default_timeout=30)
    page.query_params["id"] = "aaaaaaaa"
    page.run()
    assert not page.exception


def test_a_link_that_comes_by_the_websocket_has_the_bound_of_any_other() -> None:
    page = opened(f"care=iop&near={'a' * LINK_BYTES}&q=alder")
    assert {one["link"] for one in panels(page)} == {"care=iop"}
