"""Choosing on the map by mouse, finger and keyboard, and the link between map and list."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from map_driver import Map
from pressing import press

Check = Callable[[], None]


# Choosing


def test_a_click_on_a_pin_chooses_its_facility_each_time(on_map: Map) -> None:
    on_map.pin(6).click()
    expect(on_map.page.get_by_text("chosen facility6, 1 times")).to_be_visible()
    expect(on_map.pin(6)).to_have_class(re.compile("chosen"))
    on_map.pin(9).click()
    expect(on_map.page.get_by_text("chosen facility9, 2 times")).to_be_visible()
    on_map.pin(9).click()
    expect(on_map.page.get_by_text("chosen facility9, 3 times")).to_be_visible()


def test_a_shared_pin_lets_one_choose_among_its_places(on_map: Map) -> None:
    on_map.pin(2).click()
    choices = on_map.frame.locator(".choice")
    expect(choices).to_contain_text(["Jefferson Park Health 2", "Blue Ridge Detox 3"])
    choices.nth(1).click()
    expect(on_map.page.get_by_text("chosen facility3, 1 times")).to_be_visible()


def test_the_keyboard_chooses_and_keeps_its_place(on_map: Map, page_is_clean: Check) -> None:
    on_map.pin(6).focus()
    on_map.page.keyboard.press("Enter")
    expect(on_map.page.get_by_text("chosen facility6, 1 times")).to_be_visible()
    expect(on_map.pin(6)).to_have_class(re.compile("chosen"))
    expect(on_map.pin(6)).to_be_focused()
    page_is_clean()


def test_the_keyboard_opens_a_shared_pin_and_returns_to_it(on_map: Map) -> None:
    on_map.pin(2).focus()
    on_map.page.keyboard.press("Enter")
    expect(on_map.frame.locator(".choice").first).to_be_focused()
    on_map.page.keyboard.press("Escape")
    expect(on_map.frame.locator(".choice")).to_have_count(0)
    expect(on_map.pin(2)).to_be_focused()


def test_many_places_at_a_pin_are_told_apart_by_going_closer(on_map: Map) -> None:
    on_map.frame.evaluate("() => map.setView([38.03, -78.48], 7, {animate: false})")
    crowd = on_map.frame.locator(".pin", has_text="+")
    crowd.focus()
    on_map.page.keyboard.press("Enter")
    on_map.frame.wait_for_function("() => map.getZoom() > 8")
    expect(on_map.frame.locator(".pin:focus")).to_have_attribute("aria-label", re.compile("^1. "))


def test_one_other_place_can_be_chosen_too(on_map: Map) -> None:
    on_map.frame.locator(".others:has(.dot)").first.focus()
    on_map.page.keyboard.press("Enter")
    expect(on_map.page.get_by_text(re.compile(r"chosen other\d+, 1 times"))).to_be_visible()


def test_the_map_can_be_skipped(on_map: Map) -> None:
    skip = on_map.frame.get_by_role("link", name="Skip the map")
    skip.focus()
    on_map.page.keyboard.press("Enter")
    on_map.page.keyboard.press("Tab")
    assert on_map.frame.evaluate("() => !document.activeElement.closest('#map_div')")


# The link to the list


def test_the_list_lights_up_a_pin_without_a_run_of_the_server(on_map: Map) -> None:
    def highlight(detail: object) -> None:
        on_map.page.evaluate(
            "detail => document.dispatchEvent(new CustomEvent('finder:highlight', {detail}))",
            detail,
        )

    highlight("facility3")
    expect(on_map.pin(2)).to_have_class(re.compile(r"\blit\b"))
    highlight(None)
    expect(on_map.frame.locator(".pin.lit")).to_have_count(0)


def test_a_pin_tells_the_list_when_it_is_pointed_at_or_focused(on_map: Map) -> None:
    on_map.page.evaluate(
        """() => {
            window.told = [];
            for (const name of ['finder:highlight-from-map', 'finder:select'])
                document.addEventListener(name, event => window.told.push(event.detail));
        }"""
    )
    on_map.pin(6).hover()
    on_map.pin(9).focus()
    on_map.page.keyboard.press("Enter")
    on_map.page.wait_for_function("() => window.told.includes('facility9')")
    told = on_map.page.evaluate("() => window.told")
    assert [detail for detail in told if detail] == [["facility6"], ["facility9"], "facility9"]


# On a phone


@pytest.mark.parametrize(
    "context_options",
    [{"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}],
    ids=["phone"],
)
def test_on_a_phone_what_is_told_stands_at_the_foot(on_map: Map, page_is_clean: Check) -> None:
    on_map.frame.evaluate("() => map.setView([38.03, -78.48], 11, {animate: false})")
    press(on_map.page, on_map.pin(1), how="touch")
    sheet = on_map.frame.locator(".sheet")
    expect(sheet).to_contain_text("Riverbend Recovery 1")
    expect(on_map.page.get_by_text("chosen facility1, 1 times")).to_be_visible()
    press(on_map.page, sheet.get_by_role("button", name="Close"), how="touch")
    expect(sheet).to_have_count(0)
    assert on_map.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page_is_clean()
