"""Every control of a page pressed, whichever browser: what the tests of pressing go through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page

from pressing import POINT, How, Where, press_at

_FIND = Path(__file__).with_name("controls.js").read_text(encoding="utf-8")
_AGAIN = "() => window.pressables.find()"
_WITHHOLD = "(on) => { window.pressables.withhold = on; }"
_POINT = f"""async (number, given) => {{
    const control = window.pressables.seen[number];
    if (!control.isConnected) return {{ gone: true }};
    return ({POINT})(control, given);
}}"""
_MET = "() => window.pressables.met.splice(0)"
# A press of a finger becomes a click a moment after it is let go.
_UNTIL_MET = """async (patience) => {
    const end = performance.now() + patience;
    while (!window.pressables.met.length && performance.now() < end) {
        await new Promise((next) => setTimeout(next, 10));
    }
    return window.pressables.met.splice(0);
}"""
_PATIENCE_MS = 2_000


class Hands(Protocol):
    """A page of whichever browser, as far as pressing needs it."""

    def run(self, function: str, *args: Any) -> Any:
        """Call a JavaScript function in the page."""

    def press_at(
        self, x: float, y: float, how: How = "mouse", hold_ms: int = 0, move_px: int = 0
    ) -> None:
        """Press at a point of the window."""


@dataclass
class ChromiumHands:
    """A page of Playwright's."""

    page: Page

    def run(self, function: str, *args: Any) -> Any:
        return self.page.evaluate(f"(given) => ({function})(...given)", list(args))

    def press_at(
        self, x: float, y: float, how: How = "mouse", hold_ms: int = 0, move_px: int = 0
    ) -> None:
        press_at(self.page, x, y, how, hold_ms, move_px)


@dataclass(frozen=True)
class Way:
    """How something is pressed."""

    how: How
    where: Where = "words"
    hold_ms: int = 0
    move_px: int = 0


@dataclass(frozen=True)
class Control:
    """A control as it was found. kind: controls of one kind are made alike."""

    number: int
    kind: str
    isSummary: bool  # noqa: N815 - as the page's script names it
    html: str


@dataclass
class Round:
    """A round of presses, over one page or several.

    ways: those in which the first control of each kind is pressed. all_alike: whether the others
    of its kind are pressed too, each in one of the ways, which take turns. pressed: how many of
    each kind have been.
    """

    ways: list[Way]
    all_alike: bool = False
    pressed: dict[str, int] = field(default_factory=dict)

    def ways_for(self, kind: str) -> list[Way]:
        """In which ways the next control of a kind is pressed; counts it."""
        before = self.pressed.get(kind, 0)
        self.pressed[kind] = before + 1
        if not before:
            return self.ways
        return [self.ways[before % len(self.ways)]] if self.all_alike else []


def missed(hands: Hands, presses: Round) -> Iterator[str]:
    """Press the controls of the open page, and those that a summary opens; tell each miss."""
    found = _controls(hands.run(_FIND))
    yield from _missed(hands, found, presses)
    for control in found:
        if control.isSummary:
            yield from _missed_inside(hands, control, presses)


def _missed(hands: Hands, controls: list[Control], presses: Round) -> Iterator[str]:
    for control in controls:
        for way in presses.ways_for(control.kind):
            if problem := _problem(hands, control, way):
                yield f"{control.html} {way}: {problem}"


def _problem(hands: Hands, control: Control, way: Way) -> str | None:
    spot = hands.run(_POINT, control.number, [way.where, _PATIENCE_MS])
    if "x" not in spot:
        return f"cannot be pressed: {spot}"
    hands.run(_MET)
    hands.press_at(spot["x"], spot["y"], way.how, way.hold_ms, way.move_px)
    met: list[int] = hands.run(_UNTIL_MET, _PATIENCE_MS)
    return None if control.number in met else f"the press landed elsewhere: {met}"


def _missed_inside(hands: Hands, summary: Control, presses: Round) -> Iterator[str]:
    """What lies in options, sheets and details: opened by pressing, and shut again."""
    if not _press_for_good(hands, summary):
        return
    yield from _missed(hands, _controls(hands.run(_AGAIN)), presses)
    _press_for_good(hands, summary)


def _press_for_good(hands: Hands, control: Control) -> bool:
    spot = hands.run(_POINT, control.number, ["words", _PATIENCE_MS])
    if "x" not in spot:
        return False
    hands.run(_WITHHOLD, False)
    hands.press_at(spot["x"], spot["y"])
    hands.run(_UNTIL_MET, _PATIENCE_MS)
    hands.run(_WITHHOLD, True)
    return True


def _controls(found: list[dict[str, Any]]) -> list[Control]:
    return [Control(**one) for one in found]
