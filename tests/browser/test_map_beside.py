"""The map beside the list: in sight, bringing cards, skipped, and speaking as the page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from find_driver import APP, PHONE, listed, live, map_of, opened
from pressing import press

SEARCH = "near=22903&within=50&care=iop&hl=en"
FRAME = ".st-key-map_frame iframe"
# The share of the map's height that is inside the window and above the shortlist.
SEEN = """() => {
    const map = document.querySelector(".st-key-map_frame iframe").getBoundingClientRect();
    const bar = document.querySelector("#root [data-part=shortlist] .shortlist");
    const foot = bar ? bar.getBoundingClientRect().top : innerHeight;
    return (Math.min(map.bottom, foot) - Math.max(map.top, 0)) / map.height;
}"""
IN_SIGHT = """(card) => {
    const { top } = card.getBoundingClientRect();
    return top >= 0 && top < innerHeight - 100;
}"""
PIN_ABOVE_CARD = """() => {
    const frame = document.querySelector(".st-key-map_frame iframe");
    const pin = frame.contentDocument.querySelector(".pin.lit").getBoundingClientRect();
    const card = document.querySelector("#root .card.chosen").getBoundingClientRect();
    const top = frame.getBoundingClientRect().top;
    return pin.top >= 0 && top + pin.bottom < card.top;
}"""
SINGLE_PIN = ".pin:has(.face:not(.shared))"
# What is drawn of a mark, and the name that it is pressed by.
NAMES = """() => [...document.querySelectorAll(".leaflet-marker-icon[role=button]")].map((mark) => [
    [...mark.querySelectorAll(".number, .rest, .count")].map((part) => part.textContent).join(" "),
    mark.getAttribute("aria-label"),
])"""

Check = Callable[[], None]


@pytest.fixture
def finder(serve: Callable[..., str]) -> str:
    """The demonstration, without streets and geocoder."""
    return serve(APP, {"FINDER_TILES": "none", "FINDER_GEOCODER": "none"})


def drawn_map(page: Page) -> Frame:
    """The frame of the map. A first map of a server that has just begun comes late."""
    page.frame_locator(FRAME).locator(".pin").first.wait_for()
    return map_of(page)


def pressed_pin(page: Page) -> str:
    """Press a pin of one place; the id that the page was told."""
    page.evaluate(
        "() => document.addEventListener('finder:select', (told) => (window.pressed = told.detail))"
    )
    page.frame_locator(FRAME).locator(SINGLE_PIN).last.click()
    page.wait_for_function("() => window.pressed")
    pressed: str = page.evaluate("() => window.pressed")
    return pressed


class TestOnADesktop:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return {"viewport": {"width": 1400, "height": 900}, "reduced_motion": "reduce"}

    def test_the_map_stays_while_the_list_is_read(self, page: Page, finder: str) -> None:
        opened(page, f"{finder}/?{SEARCH}")
        drawn_map(page)
        cards = live(page).locator(".list > li")
        middle = cards.nth(cards.count() // 2)
        middle.scroll_into_view_if_needed()
        expect(middle).to_be_in_viewport()
        page.wait_for_function(f"() => ({SEEN})() === 1")

    def test_a_pin_brings_its_card_and_the_map_stays(
        self, page: Page, finder: str, page_is_clean: Check
    ) -> None:
        ids = listed(finder, SEARCH)
        opened(page, f"{finder}/?{SEARCH}&pick={ids[0]},{ids[1]}")
        drawn_map(page)
        chosen = pressed_pin(page)
        card = live(page).locator(f".card.chosen[data-facility='{chosen}']")
        expect(card).to_have_count(1)
        assert card.evaluate(IN_SIGHT)
        expect(card.locator("h2 a")).to_be_focused()
        page.wait_for_function(f"() => ({SEEN})() === 1")
        page_is_clean()

    def test_the_map_is_skipped_to_what_stands_after_it(self, page: Page, finder: str) -> None:
        opened(page, f"{finder}/?{SEARCH}")
        drawn_map(page)
        page.frame_locator(FRAME).get_by_role("link", name="Skip the map").focus()
        page.keyboard.press("Enter")
        expect(live(page).locator("[data-part=foot] a:focus")).to_have_count(1)
        page.keyboard.press("Tab")
        expect(live(page).locator("[data-part=foot] a:focus")).to_have_count(1)

    @pytest.mark.parametrize("language", ["en", "es"])
    def test_the_frame_speaks_the_language_of_the_page(
        self, page: Page, finder: str, language: str
    ) -> None:
        opened(page, f"{finder}/?near=22903&hl={language}")
        frame = drawn_map(page)
        assert frame.evaluate("() => document.documentElement.lang") == language

    def test_what_is_seen_of_a_mark_begins_its_name(self, page: Page, finder: str) -> None:
        opened(page, f"{finder}/?near=22903&within=250&hl=en")
        names = drawn_map(page).evaluate(NAMES)
        assert any("+" in seen for seen, _name in names)
        assert [(seen, name) for seen, name in names if not name.startswith(seen)] == []

    def test_there_is_none_beside_a_place_that_was_not_understood(
        self, page: Page, finder: str
    ) -> None:
        opened(page, f"{finder}/?near=Nowhere,+VA&care=iop&hl=en")
        frame = live(page).locator(".st-key-map_frame iframe")
        expect(frame).to_be_attached()
        expect(frame).to_be_hidden()
        field = live(page).locator(".c-near input[type=text]")
        field.fill("22903")
        field.press("Enter")
        expect(frame).to_be_visible()


class TestOnAPhone:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return PHONE

    @pytest.mark.parametrize("places", [0, 2], ids=["no shortlist", "shortlist"])
    def test_the_tab_shows_the_whole_map(self, page: Page, finder: str, places: int) -> None:
        picks = ",".join(listed(finder, SEARCH)[:places])
        opened(page, f"{finder}/?{SEARCH}" + (f"&pick={picks}" if picks else ""))
        press(page, live(page).get_by_role("tab", name="Map"), how="touch")
        drawn_map(page)
        page.wait_for_function(f"() => ({SEEN})() === 1")
        expect(live(page).get_by_role("tab", name="Map")).to_be_in_viewport(ratio=0.9)

    def test_a_pin_brings_its_card_over_the_foot_of_the_map(
        self, page: Page, finder: str, page_is_clean: Check
    ) -> None:
        ids = listed(finder, SEARCH)
        opened(page, f"{finder}/?{SEARCH}&pick={ids[0]},{ids[1]}")
        press(page, live(page).get_by_role("tab", name="Map"), how="touch")
        drawn_map(page)
        chosen = pressed_pin(page)
        card = live(page).locator(f".card.chosen[data-facility='{chosen}']")
        expect(card.locator("h2")).to_be_in_viewport(ratio=1)
        expect(live(page).locator(".card:visible")).to_have_count(1)
        # Half of the map is still there, and the pin in it.
        assert page.evaluate(IN_SIGHT, page.query_selector(FRAME))
        page.wait_for_function(PIN_ABOVE_CARD)
        press(page, card.get_by_role("button", name="Close"), how="touch")
        expect(live(page).locator(".card:visible")).to_have_count(0)
        page_is_clean()

    def test_the_card_stays_when_its_place_is_put_on_the_shortlist(
        self, page: Page, finder: str
    ) -> None:
        opened(page, f"{finder}/?{SEARCH}")
        press(page, live(page).get_by_role("tab", name="Map"), how="touch")
        drawn_map(page)
        chosen = pressed_pin(page)
        card = live(page).locator(f".card.chosen[data-facility='{chosen}']")
        press(page, card.locator("[data-pick]"), how="touch")
        expect(card.locator("[data-pick][aria-pressed=true]")).to_be_visible()
        shortlist = live(page).locator(".shortlist")
        expect(shortlist).to_be_visible()
        page.wait_for_function(
            """() => document.querySelector("#root .card.chosen").closest("li")
                .getBoundingClientRect().bottom <= document.querySelector("#root .shortlist")
                .getBoundingClientRect().top + 1"""
        )
