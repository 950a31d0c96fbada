"""The Find page as a test sees it, with its map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Frame, Locator, Page, expect

from finder.criteria import read, write
from map_driver import FRAME

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


def ids(page: Page) -> list[str]:
    """The facilities of the list."""
    cards = live(page).locator(".st-key-list_side [data-facility]").all()
    return [str(card.get_attribute("data-facility")) for card in cards]


def query_of(page: Page) -> str:
    """The link in the address bar, in its canonical spelling."""
    return write(read(page.url.partition("?")[2]).criteria)


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
