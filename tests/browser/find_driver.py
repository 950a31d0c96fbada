"""The Find page as a test sees it, with its map."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Locator, Page, TimeoutError, expect

from finder.criteria import read, write
from map_driver import FRAME

# A machine with other work to do answers late; that is no failure.
PATIENT_SECONDS = 30
HAS_IDS = """(expected) => JSON.stringify(expected) === JSON.stringify(
    [...document.querySelectorAll("#root .st-key-list_side [data-facility]")]
        .map(one => one.dataset.facility)
)"""
APP = Path(__file__).resolve().parents[2] / "app.py"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "reduced_motion": "reduce",
}


def served_finder(serve: Callable[..., str], folder: Path) -> str:
    """The address of the finder on a directory, without streets and geocoder."""
    env = {"FINDER_DIRECTORY": str(folder), "FINDER_TILES": "none", "FINDER_GEOCODER": "none"}
    return serve(APP, env)


def opened(page: Page, address: str) -> Page:
    """The page, once its live list stands."""
    page.goto(address)
    expect(live(page).locator("#results")).to_be_visible()
    expect(page.locator("#first-paint")).to_have_count(0)
    return page


def live(page: Page) -> Locator:
    """What the dashboard itself has drawn, not the first paint."""
    return page.locator("#root")


def all_filters(page: Page) -> Locator:
    """What opens the rest of the filters: below the bar, or on a phone over the page."""
    return live(page).get_by_role("link", name=re.compile("^(More filters|Filters)"))


def in_the_menu(page: Page) -> Locator:
    """The menu of the list, opened: its order, for whom, sharing, the table."""
    menu = live(page).locator("details.sort")
    if menu.get_attribute("open") is None:
        menu.locator("> summary").click()
    return menu


def cards(page: Page) -> Locator:
    """The facilities of the list, each its card."""
    return live(page).locator(".st-key-list_side [data-facility]")


def ids(page: Page) -> list[str]:
    """The facilities of the list, all read at one moment: it may be drawn again at any time."""
    found: list[str] = cards(page).evaluate_all("all => all.map(one => one.dataset.facility)")
    return found


def expect_ids(page: Page, expected: Sequence[str]) -> None:
    """Wait until these are the facilities of the list; says what it shows if they never are."""
    with suppress(TimeoutError):
        page.wait_for_function(HAS_IDS, arg=list(expected))
    assert ids(page) == list(expected)


def asked(finder: str, query: str) -> dict[str, Any]:
    """What the API answers."""
    answer: dict[str, Any] = httpx.get(
        f"{finder}/api/v1/search?{query}", timeout=PATIENT_SECONDS
    ).json()
    return answer


def listed(finder: str, query: str) -> list[str]:
    """The facilities that the API lists."""
    return [one["id"] for one in asked(finder, query)["results"]]


def query_of(page: Page) -> str:
    """The link in the address bar, in its canonical spelling."""
    return _canonical(page.url)


def expect_query(page: Page, expected: str) -> None:
    """Wait until this is the link in the address bar; says what it is if it never is."""
    with suppress(TimeoutError):
        page.wait_for_url(lambda url: _canonical(url) == expected)
    assert query_of(page) == expected


def _canonical(url: str) -> str:
    return write(read(url.partition("?")[2]).criteria)


def map_of(page: Page) -> Frame:
    """The frame of the map, once its pins are drawn."""
    marks = page.frame_locator(".st-key-map_frame iframe").locator(".pin, .others")
    expect(marks.first).to_be_attached()
    frame = page.frame(url=FRAME)
    assert frame is not None
    return frame


def settled(frame: Frame) -> None:
    """Wait until the map has looked at what was moved, and has what it asked for."""
    frame.wait_for_function("() => finderMap.board.elsewhere.isSettled()")


def is_in_order(page: Page) -> None:
    """No rule of accessibility is broken, and nothing scrolls sideways."""
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
