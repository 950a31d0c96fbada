"""A page that is watched: what it shows when, and how many bytes came."""

from __future__ import annotations

import base64
import json
import re
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page

__all__ = ["Settled", "Watched", "watched"]

_SCRIPT = (Path(__file__).parent / "recorder.js").read_text(encoding="utf-8")
_VIEWPORT = {"width": 1400, "height": 1000}
_QUIET_SECONDS = 0.7
_MOST_SECONDS = 90.0
_LOOK_AGAIN_SECONDS = 0.1


class NeverSettled(TimeoutError):
    """The page did not do what was waited for; its text is what was last seen."""


@dataclass(frozen=True)
class Settled:
    """What was seen until the page was still. All times in milliseconds since the start."""

    first: float | None
    ready: float | None
    list: float | None
    pins: float | None
    longest_frame: float
    bytes: int
    requests: int


@dataclass
class Watched:
    """A page with its recorder."""

    page: Page
    traffic: _Traffic

    def forget(self) -> None:
        """What comes from now on belongs to the next step."""
        self.traffic.forget()
        self.page.evaluate("window.benchRecorder.forget()")

    def settled(self, opening: bool = False, wait_for: tuple[str, ...] = ("list",)) -> Settled:
        """Wait until the page has changed and stands still. Raises NeverSettled.

        opening: times count from the navigation, else from the last click, key or move.
        wait_for: what has to have changed: list, pins.
        """
        deadline = time.monotonic() + _MOST_SECONDS
        state: dict[str, Any] = {}
        while time.monotonic() < deadline:
            time.sleep(_LOOK_AGAIN_SECONDS)
            try:
                state = self.page.evaluate("window.benchRecorder.state()")
            except Error:  # between two documents
                continue
            if _is_still(state, wait_for):
                return self._seen(state, state["origin"] if opening else state["start"])
        raise NeverSettled(f"{self.page.url}: {state}")

    def _seen(self, state: dict[str, Any], start: float) -> Settled:
        first = max(state["first"], state["firstPaint"]) - start if state["first"] else None
        return Settled(
            first=first,
            ready=state["ready"] - start if state["ready"] else None,
            list=_last(state["list"], start),
            pins=_last(state["pins"], start),
            longest_frame=state["longest"],
            bytes=self.traffic.bytes,
            requests=self.traffic.requests,
        )


def _is_still(state: dict[str, Any], wait_for: tuple[str, ...]) -> bool:
    changes = state["list"] + state["pins"]
    drawn = all(state[one] and not state[one][-1]["empty"] for one in wait_for)
    if not drawn or state["busy"] or state["loading"]:
        return False
    return bool(state["now"] - max(change["at"] for change in changes) > _QUIET_SECONDS * 1000)


def _last(changes: list[dict[str, Any]], start: float) -> float | None:
    """When it last changed, None if it did not."""
    return changes[-1]["at"] - start if changes else None


class _Traffic:
    """Bytes that came to the browser: requests as sent, with headers; websocket messages.

    Chromium tells of a websocket what its messages are once they are inflated. Where the handshake
    agreed on compression, they are compressed again here as the server did.
    """

    def __init__(self) -> None:
        self.bytes = self.requests = 0
        self._deflated: dict[str, Any] = {}

    def watch(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketHandshakeResponseReceived", self._shaken_hands)
        session.on("Network.webSocketFrameReceived", self._frame)

    def forget(self) -> None:
        self.bytes = self.requests = 0

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])
        self.requests += 1

    def _shaken_hands(self, event: dict[str, Any]) -> None:
        headers = {name.lower(): text for name, text in event["response"]["headers"].items()}
        agreed = headers.get("sec-websocket-extensions", "")
        if "permessage-deflate" in agreed:
            bits = re.search(r"server_max_window_bits=(\d+)", agreed)
            window = int(bits[1]) if bits else zlib.MAX_WBITS
            # The memory level that the `websockets` package, and so uvicorn, compresses with.
            deflate = zlib.compressobj(wbits=-window, memLevel=5)
            self._deflated[event["requestId"]] = deflate

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        text = frame["payloadData"]
        data = text.encode() if frame["opcode"] == 1 else base64.b64decode(text)
        deflate = self._deflated.get(event["requestId"])
        if deflate is not None:
            data = (deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH))[:-4]
        self.bytes += len(data)


@contextmanager
def watched(browser: Browser, first: str, item: str, ready: str) -> Iterator[Watched]:
    """A page in a browser that has seen nothing yet. For the selectors see Subject."""
    context = browser.new_context(viewport=_VIEWPORT)  # type: ignore[arg-type]
    selectors = json.dumps({"first": first, "item": item, "ready": ready})
    context.add_init_script(_SCRIPT.replace("__SELECTORS__", selectors))
    page = context.new_page()
    page.set_default_timeout(30_000)
    traffic = _Traffic()
    traffic.watch(page)
    try:
        yield Watched(page, traffic)
    finally:
        context.close()
