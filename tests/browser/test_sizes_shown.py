"""All targets are as large as a finger, and no text makes anyone scroll sideways, on every page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, TimeoutError

from find_driver import PHONE, listed, map_of, served_finder
from page_states import FIND, PAGES, SEARCH, WIDE, address_of, stand
from turns import in_turn

_TARGETS = Path(__file__).with_name("targets.js").read_text(encoding="utf-8")
_SIDEWAYS = Path(__file__).with_name("sideways.js").read_text(encoding="utf-8")
# The room of the field for its hint, what that needs, where the room ends and the button begins.
_HINT = """(within) => {
    const field = document.querySelector(`${within} input[name=near]`);
    const style = getComputedStyle(field);
    const paper = document.createElement("canvas").getContext("2d");
    paper.font = `${style.fontStyle} 400 ${style.fontSize} ${style.fontFamily}`;
    const box = field.getBoundingClientRect();
    const end = box.right - parseFloat(style.paddingRight);
    const button = document.querySelector(`${within} .locate`).getBoundingClientRect();
    return [end - box.left - parseFloat(style.paddingLeft),
        paper.measureText(field.placeholder).width, end, button.left];
}"""
_OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
# The menu of the list lies over its cards: it is looked at alone.
_CLOSE_MENU = "document.querySelectorAll('details.sort').forEach(one => { one.open = false; })"
_MENU_ALONE = """() => {
    document.querySelectorAll("details.sort").forEach((one) => { one.open = true; });
    document.querySelectorAll("article").forEach((one) => { one.inert = true; });
}"""
# WCAG 2.5.8 asks for 24 px; docs/accessibility.md promises 44 for a finger.
HANDS: dict[str, tuple[dict[str, Any], int]] = {"mouse": (WIDE, 24), "finger": (PHONE, 44)}
# The smallest a window must do with (WCAG 1.4.10), the spacing of 1.4.12, the text of 1.4.4: the
# width of the window in px, and the reader's own rules.
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "locale": "es-MX"}
READERS = {
    "narrow": (320, ""),
    "wide spacing": (
        320,
        """* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; } p { margin-bottom: 2em !important; }""",
    ),
    "twice the text": (640, "html { font-size: 212.5% !important; }"),
}


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@pytest.fixture
def ids(finder: str) -> list[str]:
    return listed(finder, SEARCH)


_OVER_ONE_ANOTHER = """(selector) => {
    const seen = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const boxes = seen.map((one) => one.getBoundingClientRect());
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
        && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return seen.flatMap((one, place) => seen.slice(place + 1)
        .filter((_other, later) => over(boxes[place], boxes[place + 1 + later]))
        .map((other) => `${one.innerText} and ${other.innerText}`));
}"""


def _page(browser: Browser, options: dict[str, Any]) -> Page:
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(30_000)
    return page


def _sideways(page: Page) -> list[str]:
    """What does, once the parts that a script lays out have followed the window."""
    with suppress(TimeoutError):
        page.wait_for_function(f"() => ({_SIDEWAYS})().length === 0", timeout=10_000)
    found: list[str] = page.evaluate(_SIDEWAYS)
    return found


@pytest.mark.parametrize(("state", "hand"), in_turn(PAGES | FIND, HANDS))
def test_every_target_is_large_enough(
    browser: Browser, finder: str, ids: list[str], state: str, hand: tuple[dict[str, Any], int]
) -> None:
    options, need = hand
    page = _page(browser, options)
    stand(page, finder + address_of(state, ids))
    small = page.evaluate(_TARGETS, need)
    page.evaluate(_OPEN_ALL)
    page.evaluate(_CLOSE_MENU)
    small += page.evaluate(_TARGETS, need)
    page.evaluate(_MENU_ALONE)
    small += page.evaluate(_TARGETS, need)
    page.context.close()
    assert not small, "\n".join(small)


@pytest.mark.parametrize("hand", HANDS)
def test_every_target_of_the_map_is_large_enough(browser: Browser, finder: str, hand: str) -> None:
    page = _page(browser, HANDS[hand][0])
    stand(page, f"{finder}/?{SEARCH}")
    tab = page.locator("[role=tab][data-view=map]")
    if tab.is_visible():
        tab.press("Enter")
    small = map_of(page).evaluate(_TARGETS, 24)
    page.context.close()
    assert not small, "\n".join(small)


@pytest.mark.parametrize("state", PAGES | FIND)
def test_nothing_scrolls_sideways_or_is_cut_off(
    browser: Browser, finder: str, ids: list[str], state: str
) -> None:
    page = _page(browser, NARROW)
    stand(page, finder + address_of(state, ids))
    style = page.add_style_tag(content="/* of the reader */")
    found: list[str] = []
    for are_open in (False, True):
        if are_open:
            page.evaluate(_OPEN_ALL)
        for name, (width, rules) in READERS.items():
            page.set_viewport_size({"width": width, "height": 640})
            style.evaluate("(style, rules) => { style.textContent = rules; }", rules)
            found += [f"{name}, open {are_open}: {one}" for one in _sideways(page)]
    page.context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("width", "language"),
    in_turn((320, 390, 760, 1000, 1400), {"English": "en", "Spanish": "es"}),
)
def test_the_hint_at_the_place_is_seen_whole_beside_its_button(
    browser: Browser, finder: str, width: int, language: str
) -> None:
    page = _page(browser, {"viewport": {"width": width, "height": 800}})
    for address, within in (("/?", ".begin"), ("/?sort=name&", "#root .c-near")):
        stand(page, f"{finder}{address}hl={language}")
        room, needed, end, button = page.evaluate(_HINT, within)
        assert end <= button, address
        assert needed <= room, address
    page.context.close()


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_in_the_head_lies_over_something_else_at_any_width(
    page: Page, finder: str, language: str
) -> None:
    page.goto(f"{finder}/guide?hl={language}")
    found: list[str] = []
    for width in range(320, 1300, 20):
        page.set_viewport_size({"width": width, "height": 700})
        found += [
            f"{width}: {pair}" for pair in page.evaluate(_OVER_ONE_ANOTHER, ".top a, .tongues a")
        ]
    assert not found, "\n".join(found)


def test_what_is_small_is_told(page: Page) -> None:
    page.set_content(
        """<!doctype html><style>a, button { display: inline-block; padding: 0; border: 0; }
        #reach { position: relative; }
        #reach::after { content: ""; position: absolute; inset: -30px; }
        p a { display: inline; }</style><div><a href="#1" id="small">x</a></div><br><br>
        <button id="reach">y</button><p>Some words and <a href="#2">a link</a> among them.</p>
        <label><input type="checkbox"><span style="padding: 20px 60px">An option</span></label>"""
    )
    (told,) = page.evaluate(_TARGETS, 24)
    assert 'id="small"' in told


def test_what_scrolls_sideways_or_is_cut_off_is_told(page: Page) -> None:
    page.set_content(
        """<!doctype html><style>div { width: 300px; white-space: nowrap; }
        .long { width: 2000px; } </style><p class="long">wide</p>
        <div style="overflow-x: auto"><p class="long" style="margin: 0">moves</p></div>
        <div style="overflow: hidden">Words that are much too long for so narrow a box</div>
        <div style="overflow-x: auto" role="region" tabindex="0">
        <p class="long">may move</p></div>"""
    )
    told = page.evaluate(_SIDEWAYS)
    assert [words.split(":")[0] for words in told] == [
        "the page is 2008 wide",
        "8 to 2008",
        "moves sideways",
        "cut off",
    ]
