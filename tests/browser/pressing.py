"""Presses as people do: with a mouse or a finger, in the middle of the words, down and up again.

Playwright's own `check()` ticks the small box beside the words, and its `click()` may wait and try
again where a hand would have missed. `press()` sends what a hand sends: down at one point, up at
the same point or a little beside it, a while later.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, Error, Locator, Page

Where = Literal["words", "edge"]
How = Literal["mouse", "touch"]

# How long what is pressed may take to stand still and uncovered. A busy machine is slow.
PATIENCE_MS = 15_000

POINT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

_touching: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


class CannotPressError(AssertionError):
    """What was to be pressed is not there, not shown, or lies under something else."""


def press(
    page: Page,
    target: Locator | str,
    *,
    where: Where = "words",
    how: How = "mouse",
    hold_ms: int = 0,
    move_px: int = 0,
) -> None:
    """Press a control in the middle of its words (or near its edge) and let it go again.

    hold_ms: between down and up. move_px: how far the hand slips meanwhile, to the right.
    Raises CannotPressError where a hand could not press it either.
    """
    locator = page.locator(target) if isinstance(target, str) else target
    press_at(page, *point(page, locator, where), how, hold_ms, move_px)


def press_at(
    page: Page, x: float, y: float, how: How = "mouse", hold_ms: int = 0, move_px: int = 0
) -> None:
    """Press at a point of the window."""
    if how == "touch":
        _touch(page, x, y, hold_ms, move_px)
    else:
        _click(page, x, y, hold_ms, move_px)


def point(page: Page, target: Locator, where: Where = "words") -> tuple[float, float]:
    """Where a hand would press it, in pixels of the window."""
    target.wait_for(state="attached")
    # It may be drawn anew while it is looked at: then the new one is meant.
    for _ in range(5):
        try:
            found: dict[str, Any] = target.evaluate(POINT, [where, PATIENCE_MS])
        except Error as error:
            if "Execution context was destroyed" not in str(error):
                raise
            continue
        if "x" in found:
            return found["x"], found["y"]
        if "gone" not in found:
            break
    raise CannotPressError(f"{target}: {found}")


def _click(page: Page, x: float, y: float, hold_ms: int, move_px: int) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    if hold_ms:
        page.wait_for_timeout(hold_ms)
    if move_px:
        page.mouse.move(x + move_px, y)
    page.mouse.up()


def _touch(page: Page, x: float, y: float, hold_ms: int, move_px: int) -> None:
    """A finger; the page must have been made with has_touch."""
    if page not in _touching:
        _touching[page] = page.context.new_cdp_session(page)
    send = _touching[page].send
    send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    if hold_ms:
        page.wait_for_timeout(hold_ms)
    if move_px:
        moved = [{"x": x + move_px, "y": y}]
        send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": moved})
    send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
