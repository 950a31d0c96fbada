"""The Find page in a real browser, on the real national directory."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from find_driver import (
    PHONE,
    all_filters,
    asked,
    cards,
    expect_ids,
    expect_query,
    ids,
    in_the_menu,
    live,
    opened,
    served_finder,
)

Check = Callable[[], None]

IOP_NEARBY = "?near=22903&care=iop&within=50"


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def chips(page: Page) -> Locator:
    """What is set, above the list."""
    return live(page).locator(".chips")


def choose_hours(page: Page, low: str, high: str) -> None:
    """Type a range of hours a week and leave the field."""
    hours = live(page).get_by_role("group", name="Hours a week")
    hours.get_by_label("from").fill(low)
    hours.get_by_label("to").fill(high)
    hours.get_by_label("to").press("Enter")


def test_a_link_opens_the_very_results_that_the_api_gives(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    opened(page, finder + IOP_NEARBY)
    answer = asked(finder, IOP_NEARBY[1:])
    assert answer["total"] > 0
    expect_ids(page, [result["id"] for result in answer["results"]])
    expect(live(page).locator("h1")).to_have_text(
        "Intensive outpatient programs within 50 miles of 22903"
    )
    page_is_clean()


def test_a_changed_filter_changes_list_and_link_and_back_forward_and_reload_follow(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    opened(page, finder + IOP_NEARBY)
    before = ids(page)
    choose_hours(page, "9", "19")
    expect(chips(page)).to_contain_text("9 to 19 hours a week")
    expect_query(page, "near=22903&within=50&care=iop&hours=9-19")
    page.go_back()
    expect(chips(page)).not_to_contain_text("hours a week")
    expect_query(page, "near=22903&within=50&care=iop")
    expect_ids(page, before)
    page.go_forward()
    expect(chips(page)).to_contain_text("9 to 19 hours a week")
    page.reload()
    expect(chips(page)).to_contain_text("9 to 19 hours a week")
    expect(live(page).locator("[name='hours.low']")).to_have_value("9")
    expect(live(page).locator("[name='hours.high']")).to_have_value("19")
    page_is_clean()


def test_a_chip_takes_its_filter_away_without_a_reload(page: Page, finder: str) -> None:
    opened(page, finder + IOP_NEARBY + "&detox=onsite")
    page.evaluate("window.stillHere = true")
    live(page).locator("a.chip", has_text="Detox on site").click()
    expect(live(page).locator("h1")).not_to_contain_text("detox")
    expect_query(page, "near=22903&within=50&care=iop")
    assert page.evaluate("window.stillHere")


def test_clear_all_leaves_the_whole_directory(page: Page, finder: str) -> None:
    opened(page, finder + IOP_NEARBY)
    live(page).get_by_role("link", name="Clear all").click()
    expect(live(page).locator("a.chip:not(.all)")).to_have_count(0)


def test_five_clicks_in_a_row_end_in_the_last_state(page: Page, finder: str) -> None:
    opened(page, finder + "?near=10001&care=iop,php,outpatient,detox,residential")
    chips = live(page).locator("a.chip:not(.all)")
    expect(chips).to_have_count(5)
    page.evaluate(
        """() => {
            const chips = [...document.querySelectorAll('#root a.chip:not(.all)')];
            chips.slice(0, 4).forEach((chip) => chip.click());
        }"""
    )
    expect(chips).to_have_count(1)
    expect(live(page).locator("h1")).to_have_text("Outpatient programs within 25 miles of 10001")
    expect_query(page, "near=10001&care=outpatient")


def test_a_pin_chooses_its_card(page: Page, finder: str, page_is_clean: Check) -> None:
    opened(page, finder + IOP_NEARBY)
    frame = page.frame_locator(".st-key-map_frame iframe")
    frame.get_by_role("button", name=re.compile(r"^4\. ")).first.click()
    fourth = cards(page).nth(3)
    expect(fourth).to_have_class(re.compile("chosen"))
    expect(fourth).to_be_in_viewport()
    page_is_clean()


def test_a_card_that_is_pointed_at_lights_up_its_pin(page: Page, finder: str) -> None:
    opened(page, finder + IOP_NEARBY)
    frame = page.frame_locator(".st-key-map_frame iframe")
    pin = frame.get_by_role("button", name=re.compile(r"^4\. ")).first
    expect(pin).to_be_visible()
    cards(page).nth(3).locator("h2").hover()
    expect(pin).to_have_class(re.compile("lit"))


def test_a_filter_keeps_the_map_and_its_zoom(page: Page, finder: str) -> None:
    opened(page, finder + IOP_NEARBY)
    frame = page.frame_locator(".st-key-map_frame iframe")
    frame.get_by_role("button", name="Zoom in").click()
    handle = page.locator(".st-key-map_frame iframe").element_handle()
    live(page).locator("a.chip", has_text="Intensive outpatient").click()
    expect(live(page).locator("h1")).to_have_text("Treatment programs within 50 miles of 22903")
    assert handle.evaluate("frame => frame.isConnected")
    assert page.locator(".st-key-map_frame iframe").count() == 1


def test_details_open_beside_the_list_and_have_a_page_of_their_own(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    opened(page, finder + IOP_NEARBY)
    name = cards(page).first.locator("h2").inner_text()
    cards(page).first.get_by_role("link", name=re.compile("^Details")).click()
    expect(page.get_by_role("dialog")).to_contain_text(name.split(",")[0])
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page_is_clean()
    facility_id = ids(page)[0]
    page.goto(f"{finder}/facility?id={facility_id}&near=22903&care=iop")
    expect(live(page).locator("h1")).to_contain_text(name.split(",")[0])


def test_a_facility_that_is_not_there_gets_a_sentence(page: Page, finder: str) -> None:
    page.goto(f"{finder}/facility?id=aaaaaaaa")
    expect(live(page).locator(".finder", has_text="not in this directory").first).to_be_visible()


def test_the_shortlist_is_kept_in_the_link(page: Page, finder: str) -> None:
    opened(page, finder + IOP_NEARBY)
    first, second = ids(page)[:2]
    cards(page).nth(1).locator("[data-pick]").click()
    expect(live(page).locator(".shortlist")).to_contain_text("1 place")
    cards(page).nth(0).locator("[data-pick]").click()
    expect(live(page).locator(".shortlist")).to_contain_text("2 places")
    expect_query(page, f"near=22903&within=50&care=iop&pick={second},{first}")


def test_copy_link_gives_the_canonical_link(page: Page, finder: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, finder + "?within=50&CARE=IOP&near=22903")
    in_the_menu(page).get_by_role("button", name="Copy link").click()
    expect(live(page).locator("[data-copy]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{finder}/?near=22903&within=50&care=iop"


def test_my_location_is_rounded_before_it_leaves_the_browser(page: Page, finder: str) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 38.029306, "longitude": -78.476678})
    frames: list[str] = []
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda data: frames.append(repr(data)))
    )
    page.on("request", lambda one: frames.append(f"{one.url} {one.post_data}"))
    opened(page, finder + "?care=iop")
    live(page).get_by_role("button", name="Use my location").click()
    expect(live(page).locator("h1")).to_contain_text("a point near Charlottesville, VA")
    expect_query(page, "near=38.03,-78.48&care=iop")
    assert not any("38.029" in frame for frame in frames)


def test_a_misspelt_town_gives_choices_and_loses_nothing(page: Page, finder: str) -> None:
    opened(page, finder + "?care=iop")
    # A combobox while it has suggestions.
    where = live(page).locator("[name=near]")
    where.fill("Charlotesville, VA")
    where.press("Enter")
    expect(where).to_have_value("Charlotesville, VA")
    live(page).get_by_role("link", name="Charlottesville, VA").click()
    expect(live(page).locator("h1")).to_contain_text("within 25 miles of Charlottesville, VA")
    expect_query(page, "near=Charlottesville,+VA&care=iop")


def test_hours_that_are_typed_become_a_filter_or_stay_to_be_mended(page: Page, finder: str) -> None:
    opened(page, finder + "?state=VA&care=iop")
    choose_hours(page, "6", "12")
    expect(chips(page)).to_contain_text("6 to 12 hours a week")
    choose_hours(page, "12", "6")
    expect(live(page).locator(".told")).to_contain_text("write the smaller number first")
    expect(live(page).locator("[name='hours.low']")).to_have_value("12")
    expect(live(page).locator("[name='hours.high']")).to_have_value("6")


def test_which_filter_emptied_the_list_is_said_with_a_link(page: Page, finder: str) -> None:
    opened(page, finder + "?near=22903&care=iop&medication=methadone&pay=free")
    few = live(page).locator(".few")
    expect(few).to_contain_text("No place fits all of this")
    few.get_by_role("link").first.click()
    expect(cards(page).first).to_be_visible()


@pytest.mark.parametrize(
    "query",
    [
        "?q=" + "x" * 8_000,
        "?near=%ff%fe%00&care=%zz",
        "?care=iop&care=php&care=nonsense&hours=9-19&hours=1&page=0&page=-1",
        "?near=%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_a_strange_link_gives_a_page(page: Page, finder: str, query: str) -> None:
    opened(page, finder + query)
    expect(live(page).locator("[data-testid='stException']")).to_have_count(0)


class TestOnAPhone:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return PHONE

    def test_nothing_scrolls_sideways(self, page: Page, finder: str, page_is_clean: Check) -> None:
        opened(page, finder + IOP_NEARBY + "&hours=-12&cost=600&pay=medicaid&detox=nearby")
        expect(cards(page).first).to_be_visible()
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0
        page_is_clean()

    def test_list_and_map_are_tabs(self, page: Page, finder: str) -> None:
        opened(page, finder + IOP_NEARBY)
        the_map = live(page).locator(".st-key-map_frame iframe")
        expect(the_map).to_be_hidden()
        page.get_by_role("tab", name="Map").click()
        expect(the_map).to_be_visible()
        pin = page.frame_locator(".st-key-map_frame iframe").get_by_role(
            "button", name=re.compile(r"^4\. ")
        )
        expect(pin.first).to_be_visible()
        page.get_by_role("tab", name="List").click()
        expect(cards(page).first).to_be_visible()

    def test_the_filters_open_under_the_place_and_the_level(self, page: Page, finder: str) -> None:
        opened(page, finder + IOP_NEARBY)
        detox = live(page).get_by_label("Detox", exact=True)
        expect(detox).to_be_hidden()
        all_filters(page).click()
        expect(detox).to_be_visible()
        detox.select_option("onsite")
        expect(live(page).locator("h1")).to_contain_text("detox on site")

    def test_the_phone_can_be_tapped(self, page: Page, finder: str) -> None:
        opened(page, finder + IOP_NEARBY)
        call = cards(page).first.locator("a.button.first")
        expect(call).to_have_attribute("href", re.compile(r"^tel:\+1\d{10}(,\d+)?$"))
        box = call.bounding_box()
        assert box is not None
        assert box["height"] >= 44
