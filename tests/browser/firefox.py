"""A Firefox that a test can press in, driven by WebDriver BiDi over a websocket.

Playwright drives only a Firefox of its own making; this is the one that people have (Debian's, or
the one named in FINDER_FIREFOX). It opens pages, runs scripts in them, types and presses.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from pressing import POINT, CannotPressError, How, Where

_NAMES = ("firefox-esr", "firefox")
_PATIENCE_SECONDS = 60
_WAIT_MS = 30_000
# A page is asked so long at a time: one that is left meanwhile may never answer.
_SLICE_MS = 500
_NO_ANSWER_SECONDS = 5
_LEFT = "no such frame|destroyed|unloaded|aborted|discarded"
_ENTER = "\ue007"

# A new profile asks, tells and looks things up; none of it belongs to a test.
_PROFILE = {
    "app.update.auto": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.w3c_touch_events.enabled": 1,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.active-protocols": 1,
    "toolkit.telemetry.enabled": False,
}


class FirefoxError(AssertionError):
    """Firefox did not do what it was told, or a page never came to be as expected."""


def find_firefox() -> str | None:
    """The Firefox of this machine."""
    named = os.environ.get("FINDER_FIREFOX")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def started(program: str, profile: Path) -> Iterator[Firefox]:
    """Start a Firefox without a window, in a new profile, and end it afterwards."""
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(one)});" for key, one in _PROFILE.items()]
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(
        [*command, "--remote-debugging-port=0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        with connect(f"{_address(process)}/session", max_size=None) as socket:
            yield Firefox(socket)
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE_SECONDS)


def _address(process: subprocess.Popen[str]) -> str:
    """Where it listens: it says so itself, once it does."""
    assert process.stderr is not None
    for line in process.stderr:
        if told := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            return told[1]
    raise FirefoxError("Firefox ended before it listened")


@dataclass
class Firefox:
    """A browser, spoken to in the words of WebDriver BiDi."""

    socket: ClientConnection
    _numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.tell("session.new", capabilities={})

    def tell(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and give its result. Raises FirefoxError with what Firefox said."""
        return self.told(method, params, _PATIENCE_SECONDS)

    def told(self, method: str, params: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The result of a command that may take so long. Raises FirefoxError, or TimeoutError."""
        number = next(self._numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=seconds))
            if answer.get("id") == number:
                break
        if answer["type"] == "error":
            raise FirefoxError(f"{method}: {answer['error']}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def page(self, width: int = 1400, height: int = 1000) -> FirefoxPage:
        """A new tab, its inside as large as said, in pixels."""
        context = self.tell("browsingContext.create", type="tab")["context"]
        viewport = {"width": width, "height": height}
        self.tell("browsingContext.setViewport", context=context, viewport=viewport)
        return FirefoxPage(self, context)


@dataclass
class FirefoxPage:
    """A tab."""

    firefox: Firefox
    context: str

    def goto(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self.firefox.tell(
            "browsingContext.navigate", context=self.context, url=address, wait="complete"
        )

    def back(self) -> None:
        """The browser's own Back."""
        self.firefox.tell("browsingContext.traverseHistory", context=self.context, delta=-1)

    def close(self) -> None:
        """Close the tab."""
        self.firefox.tell("browsingContext.close", context=self.context)

    def run(self, function: str, *args: Any) -> Any:
        """Call a JavaScript function with JSON values; its answer (or a promise's) as JSON."""
        return self._ran(function, args, _PATIENCE_SECONDS)

    def _ran(self, function: str, args: Sequence[Any], seconds: float) -> Any:
        declaration = (
            "async (...given) => JSON.stringify("
            f"await ({function})(...given.map((one) => JSON.parse(one))) ?? null)"
        )
        params = {
            "functionDeclaration": declaration,
            "arguments": [{"type": "string", "value": json.dumps(one)} for one in args],
            "target": {"context": self.context},
            "awaitPromise": True,
        }
        answer = self.firefox.told("script.callFunction", params, seconds)
        if answer["type"] == "exception":
            raise FirefoxError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def wait_for(self, function: str, *args: Any) -> Any:
        """Wait until a function answers with something true, and give that.

        It may be asked again on another page, when the address changes meanwhile, and is not
        asked while a page has no root yet.
        """
        waiting = f"""async (...given) => {{
            const end = performance.now() + {_SLICE_MS};
            for (;;) {{
                const answer = document.documentElement && await ({function})(...given);
                if (answer || performance.now() > end) return answer ?? false;
                await new Promise((next) => setTimeout(next, 50));
            }}
        }}"""
        deadline = time.monotonic() + _WAIT_MS / 1000
        while time.monotonic() < deadline:
            try:
                if answer := self._ran(waiting, args, _NO_ANSWER_SECONDS):
                    return answer
            except TimeoutError:
                continue
            except FirefoxError as error:
                if not re.search(_LEFT, str(error)):
                    raise
        raise FirefoxError(f"never: {function} {args}: {self.run('() => location.href')}")

    def see(self, selector: str, words: str = "") -> None:
        """Wait until something of this selector is shown that holds these words."""
        self.wait_for(f"(selector, words) => Boolean(({_SHOWN})(selector, words))", selector, words)

    def press(
        self,
        selector: str,
        words: str = "",
        *,
        where: Where = "words",
        how: How = "mouse",
        hold_ms: int = 0,
        move_px: int = 0,
    ) -> None:
        """Press the first thing shown of this selector that holds these words.

        As pressing.press(): in the middle of the words or near the edge, held, and let go.
        """
        self.see(selector, words)
        script = f"(given, selector, words) => ({POINT})(({_SHOWN})(selector, words), given)"
        spot = self.run(script, [where, _WAIT_MS], selector, words)
        if "x" not in spot:
            raise CannotPressError(f"{selector} {words!r}: {spot}")
        self.press_at(spot["x"], spot["y"], how, hold_ms, move_px)

    def press_at(
        self, x: float, y: float, how: How = "mouse", hold_ms: int = 0, move_px: int = 0
    ) -> None:
        """Press at a point of the window."""
        x, y = round(x), round(y)
        actions: list[dict[str, Any]] = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pause", "duration": hold_ms},
        ]
        if move_px:
            actions.append({"type": "pointerMove", "x": x + move_px, "y": y})
        actions.append({"type": "pointerUp", "button": 0})
        pointer = {"type": "pointer", "id": how, "parameters": {"pointerType": how}}
        self._perform({**pointer, "actions": actions})

    def type(self, text: str, *, enter: bool = False) -> None:
        """Type where the focus is."""
        keys = [*text, _ENTER] if enter else [*text]
        strokes = [{"type": way, "value": key} for key in keys for way in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": strokes})

    def _perform(self, source: dict[str, Any]) -> None:
        self.firefox.tell("input.performActions", context=self.context, actions=[source])


# The first element of a selector that is shown, not only there, and holds the words.
_SHOWN = """(selector, words) => [...document.querySelectorAll(selector)].find((one) => {
    const shown = one.matches("[type=checkbox], [type=radio]") && one.labels[0] || one;
    return shown.checkVisibility({ visibilityProperty: true })
        && shown.textContent.replace(/\\s+/g, " ").includes(words);
})"""
