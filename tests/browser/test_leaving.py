"""Leaving at once: by the button that stays in sight, and by Shift three times."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from find_driver import live, map_of, opened, served_finder

SEARCH = "near=22903&care=iop&within=50"
ELSEWHERE = "https://www.weather.gov/"


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@pytest.fixture(autouse=True)
def weather(page: Page) -> None:
    """No test asks anything of another host."""

    def answer(route: Route) -> None:
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    page.route(f"{ELSEWHERE}**", answer)


def thrice(page: Page, key: str = "Shift") -> None:
    for _time in range(3):
        page.keyboard.press(key)


@pytest.mark.parametrize("path", ["/", "/tonight", f"/plain?{SEARCH}", "/guide", "/levels"])
def test_shift_three_times_leaves_any_page(page: Page, finder: str, path: str) -> None:
    page.goto("about:blank")
    page.goto(finder + path)
    thrice(page)
    expect(page).to_have_url(ELSEWHERE)
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_behind_back_is_no_search_that_was_made_on_the_page(page: Page, finder: str) -> None:
    page.goto("about:blank")
    opened(page, f"{finder}/?{SEARCH}")
    live(page).locator("a.chip").first.click()
    expect(page).to_have_url(f"{finder}/?near=22903&within=50")
    thrice(page)
    expect(page).to_have_url(ELSEWHERE)
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_shift_three_times_leaves_from_within_the_map(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    map_of(page).locator(".pin").first.focus()
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(live(page).locator("#results")).to_be_visible()
    page.keyboard.press("Shift")
    expect(page).to_have_url(ELSEWHERE)


def test_the_page_is_covered_before_the_other_one_comes(page: Page, finder: str) -> None:
    page.goto(f"{finder}/tonight")
    seen = page.evaluate(
        """() => {
            for (let time = 0; time < 3; time++)
                document.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
            return [document.elementFromPoint(200, 200).id, document.title];
        }"""
    )
    assert seen == ["left", "…"]
    expect(page).to_have_url(ELSEWHERE)


def test_writing_capitals_is_no_sign(page: Page, finder: str) -> None:
    page.goto(finder)
    page.locator("#start-near").focus()
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    expect(page.locator("#start-near")).to_have_value("ABC")
    expect(page.locator("#left")).to_have_count(0)


@pytest.mark.parametrize("path", [f"/plain?{SEARCH}", "/about", f"/?{SEARCH}"])
def test_leave_and_the_crisis_lines_stay_in_sight(page: Page, finder: str, path: str) -> None:
    page.goto(finder + path)
    expect(page.locator("#first-paint")).to_have_count(0)
    page.locator(".foot").scroll_into_view_if_needed()
    expect(page.locator(".tonight .leave")).to_be_in_viewport()
    for name in ("911", "988"):
        expect(page.locator(".tonight").get_by_role("link", name=name)).to_be_in_viewport()


def test_the_first_stop_of_the_tab_key_leaves_the_page(page: Page, finder: str) -> None:
    page.goto(f"{finder}/about")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    first = page.get_by_role("link", name="Leave this page at once").first
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()


def test_it_is_explained_on_the_page_for_tonight(page: Page, finder: str) -> None:
    page.goto(f"{finder}/tonight")
    expect(page.get_by_text("pressing Shift three times does the same")).to_be_attached()
