"""When the live page takes the first paint's place, nothing that is seen moves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from find_driver import PHONE, live, map_of, opened, served_finder

SEARCH = "near=22903&care=iop"
MOST = 0.05
DESKTOP = {"viewport": {"width": 1400, "height": 900}}
SIZES: dict[str, Any] = {"390": PHONE, "1400": DESKTOP}
# Each shift of what is seen, with what moved, so that a failure says where to look.
WATCH = """
window.shifts = [];
const named = ({ node, previousRect, currentRect }) => {
    const element = node?.nodeType === 1 ? node : node?.parentElement;
    const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
    return `${element?.outerHTML.slice(0, 80)}: ${box(previousRect)} to ${box(currentRect)}`;
};
new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
        window.shifts.push([value, sources.map(named)]);
    }
}).observe({ type: "layout-shift", buffered: true });
"""
AFTER_TWO_FRAMES = """() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
})"""


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def page_of(browser: Browser, size: str) -> Page:
    return browser.new_context(**SIZES[size]).new_page()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_when_the_live_page_stands(
    browser: Browser, finder: str, size: str, language: str
) -> None:
    page = page_of(browser, size)
    page.add_init_script(WATCH)
    opened(page, f"{finder}/?{SEARCH}&hl={language}")
    map_of(page)
    page.evaluate(AFTER_TWO_FRAMES)
    shifts = page.evaluate("window.shifts")
    page.context.close()
    assert sum(value for value, _moved in shifts) <= MOST, shifts


def test_the_still_map_stands_where_the_live_one_will(browser: Browser, finder: str) -> None:
    page = page_of(browser, "1400")
    page.goto(f"{finder}/?{SEARCH}")
    still = page.locator("#first-paint #map-view").bounding_box()
    frame = live(page).locator(".st-key-map_frame iframe")
    expect(frame).to_be_attached()
    page.wait_for_function(
        "() => document.querySelector('.st-key-map_frame iframe')?.getBoundingClientRect().height"
    )
    box = frame.bounding_box()
    page.context.close()
    assert still
    assert box
    for edge, at in box.items():
        assert at == pytest.approx(still[edge], abs=2), edge


@pytest.mark.parametrize("size", SIZES)
def test_a_link_that_asks_for_the_map_opens_with_it(
    browser: Browser, finder: str, size: str
) -> None:
    page = page_of(browser, size)
    page.goto(f"{finder}/?{SEARCH}&view=map", wait_until="commit")
    expect(page.locator("#first-paint #map-view svg").first).to_be_visible()
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(live(page).locator(".st-key-map_frame iframe")).to_be_visible()
    if size == "390":
        expect(live(page).get_by_role("tab", name="Map")).to_have_attribute("aria-selected", "true")
        expect(live(page).locator(".st-key-list_side")).to_be_hidden()
        live(page).get_by_role("tab", name="List").click()
    expect(live(page).locator(".st-key-list_side .card").first).to_be_visible()
    page.context.close()
