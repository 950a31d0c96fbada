"""The hands of the tests themselves: what `press()` meets, and what it must not pass over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
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
    monkeypatch.setattr("pressing.PATIENCE_MS", 200)
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


# The old way: ticks the box that nobody presses, waits and tries again where a hand has missed.
_OLD = {"check", "uncheck", "set_checked", "tap", "dispatch_event"}
_OLD_IN_PAGE = re.compile(r"\.click\(\)|\.checked = |new (Mouse|Pointer|Touch)Event\(")

# Links followed within one moment, to see that the last answer wins, and without moving the page.
_FASTER_THAN_HANDS = {"test_find.py", "test_back_in_firefox.py"}


def old_ways(source: str) -> Iterator[int]:
    """The lines on which something is chosen otherwise than by pressing it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and _OLD_IN_PAGE.search(str(node.value)):
            yield node.lineno
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        is_forced = any(one.arg == "force" for one in node.keywords)
        is_box = node.func.attr == "click" and re.search(
            "checkbox|radio", ast.unparse(node.func.value)
        )
        if ast.unparse(node.func.value).endswith("touchscreen"):
            continue
        if node.func.attr in _OLD or is_forced or is_box:
            yield node.lineno


def test_no_test_chooses_otherwise_than_by_pressing() -> None:
    aside = {Path(__file__).name, *_FASTER_THAN_HANDS}
    files = [one for one in Path(__file__).parent.rglob("*.py") if one.name not in aside]
    found = [f"{one.name}:{line}" for one in files for line in old_ways(one.read_text("utf-8"))]
    assert len(files) > 20
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "page.locator('input').check()",
        "page.get_by_role('checkbox').click()",
        "link.click(force=True)",
        "tab.tap()",
        "page.evaluate('() => box.click()')",
        "box.dispatch_event('click')",
    ],
)
def test_the_old_ways_are_known(line: str) -> None:
    assert list(old_ways(line)) == [1]
