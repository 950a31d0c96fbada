"""The map in a real browser: what is drawn, and what stays when the scene changes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from map_driver import Map

Check = Callable[[], None]


# What is drawn


def test_a_pin_is_a_button_that_says_what_it_stands_for(on_map: Map, page_is_clean: Check) -> None:
    expect(on_map.pin(1)).to_have_attribute("role", "button")
    expect(on_map.pin(1)).to_have_attribute(
        "aria-label", "1. Riverbend Recovery 1. Intensive outpatient · 4.0 miles. Match"
    )
    expect(on_map.frame.get_by_role("region", name="Map of the programs found")).to_be_visible()
    page_is_clean()


def test_a_match_is_filled_and_a_possible_one_outlined(on_map: Map) -> None:
    def fill(number: int) -> str:
        chip = on_map.pin(number).locator(".number", has_text=re.compile(rf"^{number}$"))
        return chip.evaluate("chip => getComputedStyle(chip).backgroundColor")

    assert fill(1) == "rgb(14, 90, 90)"
    assert fill(6) == "rgb(255, 255, 255)"


def test_an_approximate_position_has_a_dashed_ring_and_says_so(on_map: Map) -> None:
    chip = on_map.pin(4).locator(".number")
    assert chip.evaluate("chip => getComputedStyle(chip).outlineStyle") == "dashed"
    expect(on_map.pin(4)).to_have_attribute("aria-label", re.compile("somewhere in its ZIP code"))


def test_places_at_one_point_share_one_pin_that_shows_both_numbers(on_map: Map) -> None:
    expect(on_map.pin(2)).to_have_count(1)
    expect(on_map.pin(2).locator(".number")).to_have_text(["2", "3"])


def test_the_place_the_radius_and_labelled_distances_are_drawn(on_map: Map) -> None:
    expect(on_map.frame.locator("path.place")).to_have_count(1)
    expect(on_map.frame.locator("path.ring.edge")).to_have_count(1)
    expect(on_map.frame.locator(".ring-miles")).to_have_text(["10 mi", "20 mi", "25 mi"])


def test_land_and_towns_come_from_this_site_only(on_map: Map, page_is_clean: Check) -> None:
    expect(on_map.frame.locator("path.land").first).to_be_attached()
    expect(on_map.frame.locator("path.counties").first).to_be_attached()
    expect(on_map.frame.locator(".town", has_text="Harrisonburg")).to_be_visible()
    page_is_clean()


def test_what_else_was_found_is_counted_whole(on_map: Map) -> None:
    expect(on_map.frame.locator(".others").first).to_be_attached()
    counts = on_map.frame.locator(".others").all_inner_texts()
    assert sum(int(text or "1") for text in (count.strip("+") for count in counts)) == 40


def test_nothing_of_the_tool_is_seen(on_map: Map) -> None:
    for name in ("stHeader", "stToolbar", "stStatusWidget", "stMainMenu", "stAppDeployButton"):
        for part in on_map.page.get_by_test_id(name).all():
            expect(part).to_be_hidden()
    expect(on_map.page).to_have_title("Map")


# What stays and what changes


def test_a_filter_changes_the_pins_and_keeps_frame_zoom_and_centre(on_map: Map) -> None:
    on_map.mark_frame()
    on_map.frame.evaluate("() => map.setView([38.1, -78.6], 11, {animate: false})")
    before = on_map.view()
    on_map.page.get_by_label("Pins").fill("5")
    on_map.page.get_by_label("Pins").press("Enter")
    on_map.until_drawn("drawn 5 pins")
    expect(on_map.pin(12)).to_have_count(0)
    expect(on_map.pin(5)).to_have_count(1)
    assert on_map.is_same_frame()
    assert on_map.view() == before
    expect(on_map.page.locator("iframe")).to_have_count(1)


def test_a_pin_that_stays_is_not_drawn_again(on_map: Map) -> None:
    on_map.pin(1).evaluate("pin => { pin.markedByTest = true; }")
    on_map.page.get_by_label("Pins").fill("20")
    on_map.page.get_by_label("Pins").press("Enter")
    expect(on_map.pin(20)).to_have_count(1)
    assert on_map.pin(1).evaluate("pin => pin.markedByTest === true")


def test_another_place_is_fitted_into_view_in_the_same_frame(on_map: Map) -> None:
    on_map.mark_frame()
    on_map.page.get_by_text("Roanoke", exact=True).click()
    on_map.until_drawn("at Roanoke")
    on_map.frame.wait_for_function("() => Math.abs(map.getCenter().lat - 37.27) < 0.01")
    assert on_map.is_same_frame()


def test_a_wider_radius_is_fitted_into_view(on_map: Map) -> None:
    near = on_map.view()["zoom"]
    on_map.page.get_by_label("Within").click()
    on_map.page.get_by_role("option", name="50").click()
    on_map.until_drawn("within 50")
    on_map.frame.wait_for_function("zoom => map.getZoom() < zoom", arg=near)
    edge = on_map.frame.evaluate("() => map.getBounds().contains([38.03 + 50 / 69, -78.48])")
    assert edge is True


def test_a_moved_map_offers_the_way_back_to_the_results(on_map: Map) -> None:
    home = on_map.view()
    back = on_map.frame.get_by_role("button", name="Back to the results")
    expect(back).to_be_hidden()
    on_map.frame.evaluate("() => map.panBy([300, 0], {animate: false})")
    back.click()
    expect(back).to_be_hidden()
    assert on_map.view() == pytest.approx(home)


def test_a_map_that_was_hidden_is_fitted_when_it_is_seen(on_map: Map) -> None:
    hide = on_map.page.add_style_tag(content="iframe { display: none !important; }")
    on_map.page.get_by_text("Roanoke", exact=True).click()
    on_map.until_drawn("at Roanoke")
    hide.evaluate("style => style.remove()")
    on_map.frame.wait_for_function("() => Math.abs(map.getCenter().lat - 37.27) < 0.01")
    assert on_map.frame.evaluate("() => map.getZoom() > 8")


def test_without_a_place_the_results_are_fitted_into_view(on_map: Map) -> None:
    on_map.page.get_by_text("nowhere", exact=True).click()
    on_map.until_drawn("drawn 0 pins at nowhere")
    on_map.frame.wait_for_function("() => Math.abs(map.getCenter().lng + 95) < 1")
    expect(on_map.frame.locator("path.ring, path.place")).to_have_count(0)
