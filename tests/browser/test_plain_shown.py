"""`/plain` in a real browser, with scripts off, on the real national directory."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from find_driver import PHONE, listed, served_finder

Check = Callable[[], None]

SEARCH = "near=22903&care=iop&within=50"
NO_SCRIPTS = {"java_script_enabled": False, "viewport": {"width": 1400, "height": 1000}}
WIDTHS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@pytest.fixture
def context_options() -> dict[str, Any]:
    return NO_SCRIPTS


def on_phone(test: Callable[..., None]) -> Callable[..., None]:
    return pytest.mark.parametrize("context_options", [PHONE], ids=["phone"])(test)


def query(page: Page) -> str:
    return urlsplit(page.url).query


def test_a_family_finds_a_place_without_a_script(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    page.goto(f"{finder}/plain")
    page.get_by_label("Where").fill("22903")
    page.get_by_label("Within").select_option("50 miles")
    # By the mouse on the words: where no script runs, the page cannot be asked where they stand.
    page.locator("label", has_text=re.compile("Intensive outpatient")).first.click()
    page.get_by_role("button", name="Show results").click()
    assert query(page) == "near=22903&within=50&care=iop"
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Intensive outpatient programs within 50 miles of 22903"
    )
    expect(page.locator("article")).not_to_have_count(0)
    page_is_clean()


def test_the_list_is_that_of_the_api(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    shown = page.locator("article").evaluate_all("all => all.map(one => one.dataset.facility)")
    assert shown == listed(finder, SEARCH)


def test_hours_of_ones_own_go_into_the_link(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?near=22903&care=iop")
    hours = page.get_by_role("group", name="Hours a week")
    hours.get_by_label("to").fill("12")
    page.get_by_label("Where").press("Enter")
    assert query(page) == "near=22903&care=iop&hours=-12"


def test_a_chip_takes_its_filter_away_and_back_brings_it_back(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?near=22903&care=iop&pay=medicaid")
    page.get_by_role("link", name=re.compile("Take away: Medicaid")).click()
    assert query(page) == "near=22903&care=iop"
    page.go_back()
    assert query(page) == "near=22903&care=iop&pay=medicaid"


def test_pages_are_turned_and_keep_the_search(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?near=10001&care=outpatient")
    page.get_by_role("link", name="Next").click()
    assert query(page) == "near=10001&care=outpatient&page=2"
    expect(page.locator(".pin").first).to_contain_text("26")


def test_a_facility_opens_and_leads_back(page: Page, finder: str, page_is_clean: Check) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    name = page.locator("article h2").first.inner_text()
    page.locator("article h2 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_text("What to ask when you call")).to_be_visible()
    page.get_by_role("link", name="Back to the list").click()
    assert query(page) == "near=22903&within=50&care=iop"
    page_is_clean()


def test_the_shortlist_lives_in_the_link(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    page.get_by_role("link", name=re.compile("^Shortlist")).first.click()
    expect(page.get_by_role("heading", name="Shortlist: 1 place")).to_be_visible()
    assert "pick=" in query(page)
    page.locator(".shortlist summary").click()
    page.get_by_role("link", name=re.compile("^Remove")).click()
    assert "pick=" not in query(page)


def test_hours_by_level_explain_themselves_to_the_keyboard(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    card = page.locator("article", has=page.locator("details.why")).first
    card.locator("details.rest > summary").focus()
    page.keyboard.press("Enter")
    first = card.locator("details.why").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(
        first.get_by_text(re.compile("By the definition of intensive outpatient"))
    ).to_be_visible()


def test_the_first_key_leads_past_the_form(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_the_start_page_without_scripts_shows_the_results_of_the_link(
    page: Page, finder: str
) -> None:
    page.goto(f"{finder}/?{SEARCH}")
    expect(page.locator("article").first).to_be_visible()
    page.get_by_role("link", name="plain page").first.click()
    assert urlsplit(page.url).path == "/plain"
    assert query(page) == "near=22903&within=50&care=iop"


def test_in_print_the_list_stands_alone(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    page.emulate_media(media="print")
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator(".chips")).to_be_hidden()
    expect(page.locator("article .button.first").first).to_be_visible()


@on_phone
@pytest.mark.parametrize(
    "address",
    ["/plain", f"/plain?{SEARCH}&hours=-12&cost=600", f"/plain?{SEARCH}#filters", "/plain?q=zz"],
)
def test_nothing_scrolls_sideways_on_a_phone(
    page: Page, finder: str, address: str, page_is_clean: Check
) -> None:
    page.goto(finder + address)
    assert page.evaluate(WIDTHS) == 0
    page_is_clean()


@on_phone
def test_a_facility_fits_a_phone(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?near=10001&within=2")
    page.locator("article h2 a").first.click()
    assert page.evaluate(WIDTHS) == 0


@on_phone
def test_on_a_phone_the_list_comes_first_and_filters_open_on_request(
    page: Page, finder: str
) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    expect(page.get_by_label("Can pay")).to_be_hidden()
    top = page.locator("article").first.bounding_box()
    assert top is not None
    assert top["y"] < 844
    page.get_by_role("link", name="Filters").click()
    expect(page.get_by_label("Can pay")).to_be_visible()
    page.get_by_role("link", name="Close").click()
    expect(page.get_by_label("Can pay")).to_be_hidden()


@on_phone
def test_what_is_touched_is_large_enough(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?{SEARCH}&hours=-12")
    for what in (".do > a", ".chip", ".send .button", ".tonight a", ".pager a", ".sort summary"):
        for one in page.locator(what).all():
            box = one.bounding_box()
            if box is not None:
                assert box["height"] >= 44, (what, one.inner_text(), box)
