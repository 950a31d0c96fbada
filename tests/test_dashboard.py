"""The widgets of the Find page and the link that they write (Streamlit's AppTest)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from finder.criteria import read, read_pairs, registry, write
from finder.dashboard.widget_values import from_widget, to_widget
from finder.errors import NotUnderstood

SCRIPT = str(Path(__file__).parents[1] / "finder" / "dashboard" / "main.py")


def _open(query: str = "") -> AppTest:
    """The page as it stands for a link."""
    page = AppTest.from_file(SCRIPT, default_timeout=30)
    for key, value in (pair.split("=") for pair in query.split("&") if pair):
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def _link(page: AppTest) -> str:
    """The canonical link that the address of the page now holds."""
    return write(read_pairs(page.query_params.items()).criteria)


def test_the_widgets_show_what_the_link_asks() -> None:
    page = _open("near=22903&within=50&care=iop,php&detox=nearby&hours=-12&cost=600&per=week")
    assert page.text_input(key="ask:near").value == "22903"
    assert page.selectbox(key="ask:within").value == "50"
    assert page.multiselect(key="ask:care").value == ["php", "iop"]
    assert page.selectbox(key="ask:detox").value == "nearby"
    assert page.selectbox(key="ask:hours").value == "-12"
    assert page.number_input(key="ask:cost").value == 600
    assert page.selectbox(key="ask:per").value == "week"


@pytest.mark.parametrize(
    ("kind", "key", "value", "link"),
    [
        ("text_input", "near", "22903", "near=22903"),
        ("text_input", "near", "charlottesville va", "near=Charlottesville,+VA"),
        ("selectbox", "within", "any", "within=any"),
        ("multiselect", "care", ["iop", "detox"], "care=detox,iop"),
        ("selectbox", "detox", "onsite", "detox=onsite"),
        ("selectbox", "hours", "9-19", "hours=9-19"),
        ("number_input", "cost", 450.0, "cost=450"),
        ("selectbox", "per", "program", "per=program"),
        ("multiselect", "pay", ["sliding"], "pay=sliding"),
    ],
)
def test_a_widget_writes_its_choice_into_the_link(
    kind: str, key: str, value: Any, link: str
) -> None:
    page = _open()
    widget = getattr(page, kind)(key=f"ask:{key}")
    widget.set_value(value)
    page.run()
    assert not page.exception
    assert _link(page) == link


def test_a_widget_emptied_takes_its_key_out_of_the_link() -> None:
    page = _open("near=22903&care=iop")
    page.multiselect(key="ask:care").set_value([])
    page.run()
    assert _link(page) == "near=22903"


def test_another_filter_goes_back_to_the_first_page() -> None:
    page = _open("care=iop&page=3")
    page.multiselect(key="ask:pay").set_value(["medicaid"])
    page.run()
    assert _link(page) == "care=iop&pay=medicaid"


def test_a_place_that_is_not_known_stays_in_its_field_with_choices() -> None:
    page = _open("care=iop")
    page.text_input(key="ask:near").set_value("Charlottesvile, VA")
    page.run()
    assert page.text_input(key="ask:near").value == "Charlottesvile, VA"
    assert _link(page) == "care=iop"
    page.button(key="where:Charlottesville, VA").click()
    page.run()
    assert _link(page) == "near=Charlottesville,+VA&care=iop"
    assert page.text_input(key="ask:near").value == "Charlottesville, VA"


def test_a_street_address_is_not_looked_up_until_it_is_asked_for() -> None:
    page = _open()
    page.text_input(key="ask:near").set_value("1200 Example Street, Charlottesville")
    page.run()
    assert "nominatim.openstreetmap.org" in page.info[0].value
    assert page.button(key="where:look_up")


def test_without_a_geocoder_an_address_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINDER_GEOCODER", "none")
    page = _open()
    page.text_input(key="ask:near").set_value("1200 Example Street, Charlottesville")
    page.run()
    assert "not looked up here" in page.warning[0].value
    assert not page.button


def test_what_a_link_says_and_nobody_understands_is_told_in_one_line() -> None:
    page = _open("care=iop,abc&foo=1")
    (told,) = page.warning
    assert "abc" in told.value
    assert "foo" in told.value


def test_more_filters_are_made_when_opened_and_write_into_the_link() -> None:
    page = _open("near=22903&therapy=cbt")
    with pytest.raises(KeyError):
        page.multiselect(key="ask:therapy")
    page.session_state["more_filters"] = True
    page.run()
    assert page.multiselect(key="ask:therapy").value == ["cbt"]
    page.multiselect(key="ask:therapy").set_value(["cbt", "group"])
    page.run()
    assert _link(page) == "near=22903&therapy=cbt,group"


def test_a_filter_on_which_nobody_publishes_anything_says_so() -> None:
    page = _open("state=WY&care=sober-living&openings=1")
    page.session_state["more_filters"] = True
    page.run()
    assert not page.exception


@pytest.mark.parametrize("criterion", registry.declared(), ids=lambda one: one.key)
def test_every_widget_shows_the_default_as_nothing_chosen(criterion: Any) -> None:
    shown = to_widget(criterion, read("").criteria)
    assert from_widget(criterion, shown) in (None, False, criterion.default)


def test_a_text_that_a_widget_cannot_mean_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        from_widget(registry.criterion("hours"), "a lot")


def test_the_page_of_a_facility_that_is_gone_says_so() -> None:
    page = AppTest.from_file(SCRIPT, default_timeout=30)
    page.query_params["id"] = "aaaaaaaa"
    page.run()
    assert not page.exception
