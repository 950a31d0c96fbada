"""What stands on the first screen: the start page whole, and results before anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from find_driver import live, opened, served_finder

PHONES = [(390, 844), (360, 844)]
DESKTOPS = [(1400, 900), (1920, 1000)]
PLACE = "near=22903"
FIVE = f"{PLACE}&within=50&care=iop&detox=nearby&hours=-12&cost=600&pay=medicaid"
SEARCHES = {
    f"{name}, {language}": f"{query}&hl={language}"
    for name, query in (("a place", PLACE), ("five filters", FIVE))
    for language in ("en", "es")
}
# Where they begin at the latest, in pixels from the top.
FIRST_RESULT, FIRST_CALL = 420, 640
CARD = {390: 370, 360: 415}
WHOLE, WHOLE_DENSE = 3, 5

MEASURED = """() => {
    const boxes = [...document.querySelectorAll(".list .card")]
        .filter((card) => card.getClientRects().length)
        .map((card) => card.getBoundingClientRect());
    const call = [...document.querySelectorAll(".list .card .button.first")]
        .find((button) => button.getClientRects().length);
    return {
        first: boxes[0].top,
        call: call.getBoundingClientRect().top,
        height: boxes[0].height,
        whole: boxes.filter((box) => box.top >= 0 && box.bottom <= innerHeight).length,
    };
}"""


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def page_of(browser: Browser, width: int, height: int) -> Page:
    size: Any = {"width": width, "height": height}
    return browser.new_context(viewport=size, has_touch=width < 760).new_page()


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("size", PHONES, ids=str)
def test_on_a_phone_the_first_result_and_its_call_button_are_on_the_first_screen(
    browser: Browser, finder: str, size: tuple[int, int], search: str
) -> None:
    page = page_of(browser, *size)
    opened(page, f"{finder}/?{SEARCHES[search]}")
    found = page.evaluate(MEASURED)
    page.context.close()
    assert found["first"] <= FIRST_RESULT
    assert found["call"] <= FIRST_CALL
    assert found["height"] <= CARD[size[0]]


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("size", DESKTOPS, ids=str)
def test_on_a_desktop_three_results_are_seen_whole(
    browser: Browser, finder: str, size: tuple[int, int], search: str
) -> None:
    page = page_of(browser, *size)
    opened(page, f"{finder}/?{SEARCHES[search]}")
    found = page.evaluate(MEASURED)
    page.context.close()
    assert found["whole"] >= WHOLE


def test_a_dense_list_shows_five_and_stays_dense(browser: Browser, finder: str) -> None:
    page = page_of(browser, *DESKTOPS[0])
    opened(page, f"{finder}/?{FIVE}")
    live(page).locator(".sort summary").click()
    live(page).get_by_role("link", name="Closer together").click()
    expect(live(page).locator(".list.dense")).to_be_visible()
    assert "view=dense" in page.url
    assert page.evaluate(MEASURED)["whole"] >= WHOLE_DENSE
    live(page).locator("a.chip").first.click()
    expect(page).not_to_have_url(f"{finder}/?{FIVE}&view=dense")
    assert "view=dense" in page.url
    page.context.close()


@pytest.mark.parametrize("width", [360, 390, 1400, 1920])
def test_the_start_page_asks_and_offers_its_doors_on_one_screen(
    browser: Browser, finder: str, width: int
) -> None:
    page = page_of(browser, width, 844)
    for language in ("en", "es"):
        page.goto(f"{finder}/?hl={language}")
        last = page.locator(".stair li").last
        assert last.evaluate("last => last.getBoundingClientRect().bottom") <= 844
        assert page.evaluate("() => document.documentElement.scrollWidth") == width
    page.context.close()


def test_the_start_page_needs_no_script(browser: Browser, finder: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(finder)
    page.locator("#start-near").fill("22903")
    page.get_by_role("button", name="Find").first.click()
    expect(page).to_have_url(f"{finder}/plain?near=22903")
    page.context.close()


def test_a_level_behind_the_first_door_goes_along_with_the_place(page: Page, finder: str) -> None:
    page.goto(finder)
    page.locator("#start-near").fill("22903")
    page.get_by_text("I know what I need").click()
    page.get_by_text("Residential", exact=True).click()
    page.get_by_role("button", name="Find").last.click()
    expect(page).to_have_url(f"{finder}/?near=22903&care=residential")


def test_a_place_is_offered_on_the_start_page_as_one_types(page: Page, finder: str) -> None:
    page.goto(finder)
    page.locator("#start-near").press_sequentially("charlottesv")
    expect(page.get_by_role("option").first).to_have_text("Charlottesville, VA")


def test_the_browsers_place_leads_to_a_rounded_point(browser: Browser, finder: str) -> None:
    here: Any = {"latitude": 38.0299, "longitude": -78.479}
    page = browser.new_context(geolocation=here, permissions=["geolocation"]).new_page()
    page.goto(finder)
    page.get_by_role("button", name="Use my location").click()
    expect(page).to_have_url(f"{finder}/?near=38.03,-78.48")
    page.context.close()


def test_on_a_phone_the_filters_are_a_sheet_that_says_what_it_finds(
    browser: Browser, finder: str
) -> None:
    page = page_of(browser, 390, 844)
    opened(page, f"{finder}/?{FIVE}")
    opener = live(page).get_by_role("link", name="Filters (4)")
    opener.click()
    expect(live(page).locator(".shelf .f-therapy summary")).to_be_visible()
    expect(live(page).get_by_role("link", name="Details").first).to_be_hidden()
    shown = live(page).get_by_role("button", name="Show")
    before = shown.inner_text()
    live(page).locator("[name=cost]").fill("")
    live(page).locator("[name=cost]").press("Enter")
    expect(opener).to_have_count(0)  # hidden, and one fewer is set
    assert before.startswith("Show ")
    shown.click()
    expect(live(page).get_by_role("link", name="Filters (3)")).to_be_focused()
    expect(live(page).get_by_role("link", name="Details").first).to_be_visible()
    page.context.close()


def test_what_nobody_publishes_is_said_at_the_field_and_not_above_the_list(
    page: Page, finder: str
) -> None:
    opened(page, f"{finder}/?{PLACE}")
    told = live(page).locator(".f-cost .silence")
    expect(told).to_be_hidden()
    live(page).locator("[name=cost]").focus()
    expect(told).to_be_visible()


def test_the_rest_of_a_card_opens_in_place(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{PLACE}")
    card = live(page).locator(".card").first
    expect(card.get_by_role("link", name="Directions")).to_be_hidden()
    card.locator(".rest > summary").click()
    expect(card.get_by_role("link", name="Directions")).to_be_visible()
    expect(card.locator(".source")).to_be_visible()
