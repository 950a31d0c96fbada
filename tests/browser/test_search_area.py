"""Moving the map: nothing changes until the area is searched, and what comes near is told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Frame, Page, Route, expect

from find_driver import (
    PHONE,
    expect_ids,
    ids,
    listed,
    live,
    map_of,
    opened,
    query_of,
    served_finder,
    settled,
)
from finder.criteria import read
from finder.directory import Directory
from finder.search import search
from pressing import press

Check = Callable[[], None]

NEARBY = "?near=22903&care=iop&within=50"
LOS_ANGELES = "() => map.setView([34.05, -118.25], 9, {animate: false})"
DRAWN = "() => finderMap.board.elsewhere.rows"


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def drag(page: Page, right: int, down: int) -> None:
    """Move the map with the mouse, from its lower middle."""
    box = page.locator(".st-key-map_frame iframe").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.5, box["y"] + 400
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()


def counted(rows: list[list[Any]]) -> int:
    return sum(what if isinstance(what, int) else 1 for _north, _east, what in rows)


# Search this area


def test_moving_the_map_changes_nothing_and_asks_the_server_nothing(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    sent: list[str] = []
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda data: sent.append(repr(data)))
    )
    opened(page, finder + NEARBY)
    frame = map_of(page)
    expect(frame.get_by_role("button", name="Search this area")).to_be_hidden()
    before = ids(page)
    sent.clear()
    page.on("request", lambda request: sent.append(request.url))
    drag(page, -200, 60)
    expect(frame.get_by_role("button", name="Search this area")).to_be_visible()
    settled(frame)
    assert [one for one in sent if "/assets/land/" not in one] == []
    assert query_of(page) == "near=22903&within=50&care=iop"
    assert ids(page) == before
    page_is_clean()


def test_the_area_that_is_searched_is_the_one_that_is_seen(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    opened(page, finder + NEARBY)
    frame = map_of(page)
    drag(page, -200, 60)
    button = frame.get_by_role("button", name="Search this area")
    button.click()
    expect(live(page).locator("h1")).to_contain_text("of a point near")
    page.wait_for_url(lambda url: "22903" not in url)
    criteria = read(query_of(page)).criteria
    middle = frame.evaluate("() => map.getCenter()")
    # Rounded to two decimals; where the map is an odd number of pixels high, half of one beside it.
    assert (criteria.get("near").latitude, criteria.get("near").longitude) == pytest.approx(
        (middle["lat"], middle["lng"]), abs=0.006
    )
    # The nearest edge: the list leaves the map taller than wide, or wider than tall.
    edge = frame.evaluate(
        """() => {
            const [middle, box] = [map.getCenter(), map.getBounds()];
            const edges = [[box.getNorth(), middle.lng], [box.getSouth(), middle.lng],
                           [middle.lat, box.getEast()], [middle.lat, box.getWest()]];
            return Math.min(...edges.map((edge) => map.distance(middle, edge)));
        }"""
    )
    assert edge / 1609.344 - 6 < criteria.get("within") < edge / 1609.344
    assert criteria.get("care") == ("iop",)
    expect_ids(page, listed(finder, query_of(page)))
    expect(button).to_be_hidden()
    page_is_clean()


def test_who_searches_where_they_look_goes_on_looking_there(page: Page, finder: str) -> None:
    opened(page, finder + NEARBY)
    frame = map_of(page)
    drag(page, -150, 0)
    before = frame.evaluate("() => ({zoom: map.getZoom(), ...map.getCenter()})")
    frame.get_by_role("button", name="Search this area").click()
    expect(live(page).locator("h1")).to_contain_text("of a point near")
    frame.wait_for_function("() => !finderMap.board.scene.query.includes('22903')")
    after = frame.evaluate("() => ({zoom: map.getZoom(), ...map.getCenter()})")
    assert after == pytest.approx(before, abs=0.01)


def test_the_middle_is_rounded_before_it_leaves_the_browser(page: Page, finder: str) -> None:
    sent: list[str] = []
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda data: sent.append(repr(data)))
    )
    page.on("request", lambda one: sent.append(one.post_data or ""))
    opened(page, finder + NEARBY)
    frame = map_of(page)
    frame.evaluate("() => map.setView([38.123456, -78.456789], 11, {animate: false})")
    frame.get_by_role("button", name="Search this area").click()
    page.wait_for_url("**near=38.12**")
    assert "near=38.12%2C-78.46" in "".join(sent)
    assert not any("38.123" in one or "78.456" in one for one in sent)


def test_the_keyboard_moves_the_map_and_searches(page: Page, finder: str) -> None:
    opened(page, finder + NEARBY)
    frame = map_of(page)
    frame.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowRight")
    button = frame.get_by_role("button", name="Search this area")
    expect(button).to_be_visible()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(live(page).locator("h1")).to_contain_text("of a point near")
    expect(frame.locator(".leaflet-container")).to_be_focused()
    expect(page.locator("#finder-said")).to_have_text(re.compile(r"^\d+ match(es)?$"))


def test_a_state_gives_way_to_the_area(page: Page, finder: str) -> None:
    opened(page, finder + "?state=CA&care=iop&page=2")
    frame = map_of(page)
    frame.evaluate("() => map.setView([36.17, -115.14], 9, {animate: false})")
    frame.get_by_role("button", name="Search this area").click()
    expect(live(page).locator("h1")).to_contain_text("of a point near Las Vegas, NV")
    page.wait_for_url(lambda url: "near=" in url)
    criteria = read(query_of(page)).criteria
    assert "state" not in criteria
    assert criteria.get("page") == 1
    expect_ids(page, listed(finder, query_of(page)))


def test_very_close_the_area_is_a_mile(page: Page, finder: str) -> None:
    opened(page, finder + "?near=10001&care=iop")
    frame = map_of(page)
    frame.evaluate("() => map.setView([40.75, -73.99], 17, {animate: false})")
    frame.get_by_role("button", name="Search this area").click()
    expect(live(page).locator("h1")).to_contain_text("within 1 mile")
    page.wait_for_url("**near=40.75**")
    assert query_of(page).startswith("near=40.75,-73.99&within=1&")


# What comes near is told apart


def test_closer_clusters_count_everything_in_view(
    page: Page, finder: str, national_directory: Directory, page_is_clean: Check
) -> None:
    opened(page, finder + "?state=CA")
    frame = map_of(page)
    coarse = len(frame.evaluate(DRAWN))
    frame.evaluate(LOS_ANGELES)
    settled(frame)
    box = frame.evaluate(
        """() => {
            const {box} = finderMap.board.elsewhere.fetched;
            return [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()];
        }"""
    )
    results = search(national_directory, read("state=CA").criteria)
    elsewhere = np.delete(results.rows, results.shown)
    north, east = national_directory.positions(elsewhere).T
    inside = (north >= box[0]) & (north <= box[2]) & (east >= box[1]) & (east <= box[3])
    rows = frame.evaluate(DRAWN)
    assert counted(rows) == inside.sum()
    assert len(rows) > coarse / 2
    assert query_of(page) == "state=CA"
    page_is_clean()


def test_a_small_move_and_the_way_back_ask_for_nothing_new(page: Page, finder: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, finder + "?state=CA")
    frame = map_of(page)

    def clusters() -> int:
        settled(frame)
        return sum("/map/clusters" in url for url in asked)

    assert clusters() == 0
    frame.evaluate(LOS_ANGELES)
    assert clusters() == 1
    frame.evaluate("() => map.panBy([40, 30], {animate: false})")
    assert clusters() == 1
    frame.get_by_role("button", name="Back to the results").click()
    assert clusters() == 1
    assert frame.evaluate("() => finderMap.board.elsewhere.rows === finderMap.board.scene.others")


def test_an_older_answer_never_overtakes_a_newer_one(page: Page, finder: str) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    opened(page, finder + "?state=CA")
    frame = map_of(page)
    page.route("**/map/clusters**", hold_the_first)
    with page.expect_request("**/map/clusters**"):
        frame.evaluate(LOS_ANGELES)
    with page.expect_event("requestfailed", lambda one: "/map/clusters" in one.url):
        frame.evaluate("() => map.setView([37.77, -122.42], 11, {animate: false})")
    settled(frame)
    assert frame.evaluate("() => finderMap.board.elsewhere.fetched.box.contains([37.77, -122.42])")


def test_what_is_asked_already_is_not_asked_again(page: Page, finder: str) -> None:
    held: list[Route] = []
    opened(page, finder + "?state=CA")
    frame = map_of(page)
    page.route("**/map/clusters**", lambda route: held.append(route))
    with page.expect_request("**/map/clusters**"):
        frame.evaluate(LOS_ANGELES)
    frame.evaluate("() => map.panBy([40, 30], {animate: false})")
    frame.wait_for_function("() => !finderMap.board.elsewhere.waiting")
    assert len(held) == 1
    held[0].continue_()
    settled(frame)
    assert frame.evaluate("() => finderMap.board.elsewhere.fetched !== null")


def test_another_filter_tells_apart_what_it_finds_in_view(page: Page, finder: str) -> None:
    opened(page, finder + "?state=CA&care=iop")
    frame = map_of(page)
    frame.evaluate(LOS_ANGELES)
    settled(frame)
    few = counted(frame.evaluate(DRAWN))
    live(page).locator("a.chip", has_text="Intensive outpatient").click()
    frame.wait_for_function("() => finderMap.board.scene.query === 'state=CA'")
    settled(frame)
    assert frame.evaluate("() => finderMap.board.elsewhere.fetched !== null")
    assert counted(frame.evaluate(DRAWN)) > few


def test_where_the_server_does_not_answer_the_map_keeps_what_it_has(
    page: Page, finder: str
) -> None:
    opened(page, finder + "?state=CA")
    frame = map_of(page)
    page.route("**/map/clusters**", lambda route: route.abort())
    frame.evaluate(LOS_ANGELES)
    settled(frame)
    expect(frame.locator(".others").first).to_be_attached()


def test_a_place_that_is_not_on_the_page_opens_its_details(page: Page, finder: str) -> None:
    opened(page, finder + "?state=CA")
    frame = map_of(page)
    frame.evaluate("() => map.setView([34.05, -118.25], 12, {animate: false})")
    settled(frame)
    frame.locator(".others:has(.dot)").first.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("What to ask when you call")
    assert query_of(page) == "state=CA"


class TestOnAPhone:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return PHONE

    def test_the_area_is_searched_by_finger(
        self, page: Page, finder: str, page_is_clean: Check
    ) -> None:
        opened(page, finder + NEARBY)
        press(page, page.get_by_role("tab", name="Map"), how="touch")
        frame: Frame = map_of(page)
        frame.wait_for_function("() => finderMap.board.home")
        frame.evaluate("() => map.panBy([200, 40], {animate: false})")
        button = frame.get_by_role("button", name="Search this area")
        expect(button).to_be_visible()
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        press(page, button, how="touch")
        expect(live(page).locator("h1")).to_contain_text("of a point near")
        expect(page.get_by_role("tab", name="Map")).to_have_attribute("aria-selected", "true")
        expect(live(page).locator(".st-key-map_frame iframe")).to_be_visible()
        page.wait_for_url(re.compile(r"within=\d+"))
        page_is_clean()
