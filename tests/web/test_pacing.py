"""A websocket that asks without end waits; the others do not."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from finder import limits
from finder.web.server import pacing
from finder.web.server.pacing import Allowance, PacedSockets

SOCKET: Scope = {"type": "websocket", "path": "/_stcore/stream"}


class _Time:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class _Browser:
    """Opens sockets on an app that reads so many messages of each."""

    def __init__(self, messages: int) -> None:
        self.time = _Time()
        self.closed: list[Message] = []
        self.read: list[str] = []
        self._messages = messages
        self.app = PacedSockets(self._inside, self.time, self.time.sleep)

    def open(self) -> None:
        asyncio.run(self.app(SOCKET, self._receive, self._send))

    async def _inside(self, _scope: Scope, receive: Receive, _send: Send) -> None:
        self.read += [(await receive())["type"] for _ in range(self._messages)]

    async def _receive(self) -> Message:
        return {"type": "websocket.receive", "bytes": b"run"}

    async def _send(self, message: Message) -> None:
        self.closed.append(message)


def test_what_a_page_asks_when_it_is_used_waits_for_nothing() -> None:
    browser = _Browser(messages=pacing._OWN_MESSAGES)
    for _ in range(10):
        browser.open()
        browser.time.now += 5
    assert sum(browser.time.slept) == 0


def test_who_asks_for_more_gets_two_a_second() -> None:
    browser = _Browser(messages=pacing._OWN_MESSAGES + 20)
    browser.open()
    assert sum(browser.time.slept) == pytest.approx(20 / 2, abs=1)


def test_all_who_ask_for_more_get_two_a_second_together() -> None:
    browser = _Browser(messages=pacing._OWN_MESSAGES + 20)
    for _ in range(10):
        browser.open()
    assert sum(browser.time.slept) == pytest.approx(200 / 2, abs=2)


def test_a_socket_that_would_wait_for_more_than_a_minute_is_closed() -> None:
    browser = _Browser(messages=pacing._OWN_MESSAGES + 1)
    for _ in range(200):
        browser.app._shared.take()
    browser.open()
    assert browser.read[-1] == "websocket.disconnect"


def test_more_sockets_than_there_may_be_are_refused() -> None:
    browser = _Browser(messages=1)
    browser.app._open = limits.SESSIONS
    browser.open()
    assert browser.closed == [{"type": "websocket.close", "code": 1013}]
    browser.app._open -= 1
    browser.open()
    assert browser.read == ["websocket.receive"]


def test_sockets_that_are_opened_in_a_loop_wait_and_are_refused_at_last() -> None:
    browser = _Browser(messages=0)
    for _ in range(pacing._NEW_AT_ONCE):
        browser.open()
    assert sum(browser.time.slept) == 0
    for _ in range(200):
        browser.app._new.take()
    browser.open()
    assert browser.closed


def test_a_socket_that_is_closed_leaves_room_though_the_app_failed() -> None:
    async def failing(*_: Any) -> None:
        raise RuntimeError

    app = PacedSockets(failing)
    with pytest.raises(RuntimeError):
        asyncio.run(app(SOCKET, _never, _never))
    assert app._open == 0


async def _never(*_: Any) -> Any:
    raise AssertionError("nothing is read or sent")


def test_a_browser_that_does_not_read_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sends(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "websocket.send", "bytes": b"x"})

    async def unread(_message: Message) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(limits, "STALLED_SECONDS", 0.01)
    with pytest.raises(TimeoutError):
        asyncio.run(PacedSockets(sends)(SOCKET, _never, unread))


def test_an_allowance_fills_again_while_nobody_asks() -> None:
    clock = _Time()
    allowance = Allowance(2, 1.0, clock)
    assert [allowance.take() for _ in range(4)] == [0, 0, 1, 2]
    clock.now += 60
    assert [allowance.take() for _ in range(3)] == [0, 0, 1]
