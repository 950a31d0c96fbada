"""The hands of the tests themselves: what `press()` meets, and what it must not pass over."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from pressing import CannotPressError, How, press

TOUCHED: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
PLANTED = """<!doctype html><title>x</title><style>
button, label { display: block; margin: 60px; }</style>
<button id="still" onclick="this.textContent = 'pressed'">Press me</button>
<button id="moving" onclick="this.textContent = 'pressed'"
  onpointerdown="this.style.transform = 'translate(0, 200px)'">Press me</button>
<label>Words beside a box <input type="checkbox" id="box"></label>
<button id="under" onclick="this.textContent = 'pressed'">Under a bar</button>
<div id="bar"></div>"""


@pytest.fixture
def context_options() -> dict[str, Any]:
    return TOUCHED


@pytest.fixture
def planted(page: Page) -> Page:
    page.set_content(PLANTED)
    return page


ways = pytest.mark.parametrize("how", ["mouse", "touch"])


@ways
@pytest.mark.parametrize("hold_ms", [0, 80])
def test_a_press_is_a_click_on_what_stands_still(planted: Page, how: How, hold_ms: int) -> None:
    press(planted, "#still", how=how, hold_ms=hold_ms, move_px=3)
    expect(planted.locator("#still")).to_have_text("pressed")


@ways
def test_what_moves_away_under_the_press_is_missed(planted: Page, how: How) -> None:
    planted.evaluate("addEventListener('pointerup', () => { window.letGo = true; }, true)")
    press(planted, "#moving", how=how, hold_ms=80)
    planted.wait_for_function("() => window.letGo")
    expect(planted.locator("#moving")).to_have_text("Press me")


@ways
def test_a_box_is_ticked_by_its_words(planted: Page, how: How) -> None:
    planted.evaluate(
        """addEventListener("pointerdown", ({ target }) => { window.on = target.tagName; })"""
    )
    press(planted, "#box", how=how)
    expect(planted.locator("#box")).to_be_checked()
    assert planted.evaluate("window.on") == "LABEL"


def test_what_lies_under_something_else_cannot_be_pressed(
    planted: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressing._PATIENCE_MS", 200)
    planted.locator("#bar").evaluate("bar => { bar.style.cssText = 'position: fixed; inset: 0'; }")
    with pytest.raises(CannotPressError, match='id="bar"'):
        press(planted, "#under")


def test_a_tab_that_crashes_is_noticed(page: Page, crashed_tabs: list[str]) -> None:
    with pytest.raises(Error):
        page.goto("chrome://crash")
    with pytest.raises(Error, match="crashed"):
        page.evaluate("1")
    assert len(crashed_tabs) == 1
    crashed_tabs.clear()
