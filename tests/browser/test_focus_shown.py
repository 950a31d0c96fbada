"""What has the focus is seen, and nothing lies over it: on each page, by day and by night.

Told by the pixels around it (WCAG 2.4.11, 2.4.13): with and without the focus, enough of them
differ with a contrast of 3 to 1. The stops are those that the Tab key comes to.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page

from find_driver import served_finder
from site_pages import addresses_of
from test_every_control import ready

_ACTIVE = Path(__file__).with_name("focus.js").read_text(encoding="utf-8")
_LEAVE = """() => {
    let one = document.activeElement;
    while (one.contentDocument?.activeElement) one = one.contentDocument.activeElement;
    window.left = one;
    one.blur();
}"""
_RETURN = "() => window.left.focus({ preventScroll: true })"
_AROUND_PX = 8
# As many pixels as a line of two pixels around it has, with rounded corners taken off.
_LINE_PX = 1.6
_MOST_STOPS = 400
DRESSES = {"day": (1400, "light"), "night": (1400, "dark"), "phone by night": (390, "dark")}


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@pytest.fixture
def addresses(finder: str) -> dict[str, str]:
    return addresses_of(finder)


def luminance(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Relative luminance, as WCAG 2 defines it, of pixels of 0 to 255."""
    parts = pixels / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    weighted: NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return weighted


def pixels_told_apart(with_focus: bytes, without: bytes) -> int:
    """How many pixels of two pictures differ with a contrast of 3 to 1."""
    one, other = (
        luminance(np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=np.float64))
        for png in (with_focus, without)
    )
    contrast = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return int((contrast >= 3).sum())


def picture(page: Page, box: list[float]) -> bytes:
    size = page.viewport_size
    assert size is not None
    left, top = max(0, box[0] - _AROUND_PX), max(0, box[1] - _AROUND_PX)
    right = min(size["width"], box[0] + box[2] + _AROUND_PX)
    bottom = min(size["height"], box[1] + box[3] + _AROUND_PX)
    clip: Any = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return page.screenshot(clip=clip, animations="disabled", caret="hide")


def unseen(page: Page, stop: dict[str, Any]) -> str | None:
    """Why the focus on this stop is not seen; None where it is."""
    with_focus = picture(page, stop["box"])
    page.evaluate(_LEAVE)
    without = picture(page, stop["box"])
    page.evaluate(_RETURN)
    told = pixels_told_apart(with_focus, without)
    height = page.viewport_size["height"] if page.viewport_size else 0
    around = min(stop["around"], 2 * (stop["box"][2] + height))
    return None if told >= _LINE_PX * around else f"{told} pixels of {around:.0f} around it"


def problems(page: Page, name: str, done: set[str]) -> list[str]:
    """Of each stop of the Tab key: covered; of each kind of stop: not seen."""
    found: list[str] = []
    first: str | None = None
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(_ACTIVE)
        if stop is None or stop.get("html") == first:
            break
        if stop["kind"] == "page":
            continue
        first = first or stop["html"]
        if stop["over"]:
            found.append(f"{name}: {stop['html']} lies under {stop['over']}")
        elif stop["kind"] not in done:
            done.add(stop["kind"])
            if problem := unseen(page, stop):
                found.append(f"{name}: {stop['html']}: {problem}")
    return found


@pytest.mark.parametrize("dress", DRESSES)
def test_what_has_the_focus_is_seen_and_not_covered(
    browser: Browser, addresses: dict[str, str], dress: str
) -> None:
    width, scheme = DRESSES[dress]
    options: Any = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = browser.new_context(**options, reduced_motion="reduce").new_page()
    page.set_default_timeout(30_000)
    done: set[str] = set()
    found: list[str] = []
    for name, address in addresses.items():
        ready(page, name, address)
        page.evaluate("() => { document.activeElement.blur(); }")
        found += problems(page, name, done)
    page.context.close()
    assert found == []
    assert len(done) > 40


def test_a_focus_that_is_not_seen_is_told(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        """<!doctype html><style>a { display: block; margin: 40px; outline: none; }
        a:focus { outline: 3px solid #ccc; } #seen:focus { outline-color: #000; }
        #bar { position: fixed; inset: 160px 0 0; background: #eee; }</style>
        <a href="#1" id="pale">pale</a><a href="#2" id="seen">seen</a>
        <a href="#3" id="under">under</a><div id="bar"></div>"""
    )
    found = problems(page, "planted", set())
    page.context.close()
    assert len(found) == 2
    assert 'id="pale"' in found[0]
    assert 'id="under"' in found[1]
    assert "lies under" in found[1]
