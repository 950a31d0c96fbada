"""Every control of every page answers a press, wherever and however a hand presses it.

`make test` presses one control of each kind, in Chromium, on a phone and a desktop; `make test-all`
presses all of them, at four widths, held and slipping, by mouse and finger, and in Firefox: the
first of each kind in every way, each other one of its kind in one of the ways, which take turns.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from every_control import ChromiumHands, Hands, Round, Way, missed
from find_driver import PATIENT_SECONDS, all_filters, cards, live, opened, served_finder
from finder.criteria import read
from finder.pages.frame.menu import menu
from firefox import Firefox
from site_pages import SITE_PAGES, addresses_of

PATIENT_MS = PATIENT_SECONDS * 1000
FEW = [Way("mouse", hold_ms=80, move_px=3), Way("touch")]
# Firefox takes a finger that rests for more than 300 ms for no tap (apz.max_tap_time).
MANY = [
    Way(how, where, hold_ms, move_px)
    for how in ("mouse", "touch")
    for where in ("words", "edge")
    for hold_ms, move_px in ((0, 0), (80, 3), (400, 0))
]
IN_FIREFOX = [way for way in MANY if way.how == "mouse" or way.hold_ms < 300]


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@pytest.fixture
def addresses(finder: str) -> dict[str, str]:
    return addresses_of(finder)


Rounds = Callable[[str, int, list[Way]], Round]


@pytest.fixture(scope="module")
def rounds() -> Rounds:
    """The round of a browser at a width: what stands on every page is pressed in every way once."""
    begun: dict[tuple[str, int], Round] = {}
    return lambda browser, width, ways: begun.setdefault(
        (browser, width), Round(ways, all_alike=True)
    )


def ready(page: Page, name: str, address: str) -> Hands:
    if name == "/":
        opened(page, address)
        expect(cards(page).first).to_be_visible()
        if page.evaluate("() => innerWidth > 760"):
            frame = page.frame_locator(".st-key-map_frame iframe")
            expect(frame.locator(".pin, .others").first).to_be_attached(timeout=PATIENT_MS)
        more = all_filters(page)
        more.focus()
        page.keyboard.press("Enter")
        expect(live(page).locator(".shelf .f-therapy summary")).to_be_visible(timeout=PATIENT_MS)
    else:
        page.goto(address)
        expect(page.locator("#first-paint")).to_have_count(0, timeout=PATIENT_MS)
    return ChromiumHands(page)


def opened_at(browser: Browser, width: int) -> Page:
    options: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "has_touch": True}
    page = browser.new_context(**options, reduced_motion="reduce").new_page()
    page.set_default_timeout(30_000)
    return page


def test_every_page_of_the_menu_is_pressed() -> None:
    there = menu(lambda _criteria, path="/": path, read("").criteria, "/")
    assert {entry.href for entry in there} <= set(SITE_PAGES)


@pytest.mark.parametrize("width", [390, 1400])
def test_one_control_of_each_kind_answers_a_press(
    browser: Browser, addresses: dict[str, str], width: int
) -> None:
    page = opened_at(browser, width)
    presses = Round(FEW)
    misses: list[str] = []
    for name, address in addresses.items():
        hands = ready(page, name, address)
        misses += [f"{name}: {one}" for one in missed(hands, presses)]
    page.context.close()
    assert misses == []
    assert len(presses.pressed) > 60


@pytest.mark.long
@pytest.mark.parametrize("width", [390, 768, 1000, 1400])
@pytest.mark.parametrize("name", SITE_PAGES)
def test_all_controls_answer_every_press(
    browser: Browser, addresses: dict[str, str], rounds: Rounds, name: str, width: int
) -> None:
    page = opened_at(browser, width)
    hands = ready(page, name, addresses[name])
    misses = list(missed(hands, rounds("chromium", width, MANY)))
    page.context.close()
    assert misses == []


@pytest.mark.long
@pytest.mark.parametrize("width", [390, 768, 1000, 1400])
@pytest.mark.parametrize("name", SITE_PAGES)
def test_all_controls_answer_every_press_in_firefox(
    firefox: Firefox, addresses: dict[str, str], rounds: Rounds, name: str, width: int
) -> None:
    page = firefox.page(width)
    page.goto(addresses[name])
    page.wait_for("() => !document.querySelector('#first-paint')")
    misses = list(missed(page, rounds("firefox", width, IN_FIREFOX)))
    page.close()
    assert misses == []


@pytest.mark.parametrize("way", FEW)
def test_a_control_that_moves_under_the_press_is_told(browser: Browser, way: Way) -> None:
    page = opened_at(browser, 390)
    page.set_content(
        """<!doctype html><button>Still</button><p>
        <button id="planted" onpointerdown="this.style.translate = '0 300px'">Moves</button>"""
    )
    (told,) = missed(ChromiumHands(page), Round([way], all_alike=True))
    page.context.close()
    assert 'id="planted"' in told
