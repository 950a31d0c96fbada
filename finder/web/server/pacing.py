"""The websockets of visitors: so many at once, and none that asks without end burdens the others.

A page asks its session for a handful of runs: when it is opened, and for the map's streets. Who
asks for more waits, at last together with all who do: what they get of the processor, all of them
together, is the same whether they are one or three hundred. The server reads nothing more from a
socket that waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from finder import limits

__all__ = ["Allowance", "PacedSockets"]

Sleep = Callable[[float], Awaitable[None]]
# Of each socket alone; then of all together that have used theirs up.
_OWN_MESSAGES, _OWN_PER_SECOND = 4, 0.5
_SHARED_MESSAGES, _SHARED_PER_SECOND = 1, 2.0
# New sockets: above this rate they wait for their turn, too many are sent away.
_NEW_AT_ONCE, _NEW_PER_SECOND = 40, 10.0
_MOST_SECONDS_UNTIL_OPEN = 15.0
# Beyond this a socket is closed rather than kept waiting.
_MOST_SECONDS_UNTIL_READ = 60.0
_TRY_AGAIN_LATER = 1013


class Allowance:
    """So many at once, and so many a second after that."""

    def __init__(
        self, at_once: int, per_second: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._room = at_once / per_second
        self._seconds_each = 1 / per_second
        self._clock = clock
        self._used_until = clock()

    @property
    def wait(self) -> float:
        """How many seconds the next one would wait."""
        ahead = max(self._used_until, self._clock()) + self._seconds_each - self._clock()
        return max(0.0, ahead - self._room)

    def take(self) -> float:
        """Take one. Returns how many seconds it has to wait for its turn."""
        seconds = self.wait
        self._used_until = max(self._used_until, self._clock()) + self._seconds_each
        return seconds


class PacedSockets:
    """Pure ASGI middleware."""

    def __init__(
        self,
        app: ASGIApp,
        clock: Callable[[], float] = monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.app = app
        self._clock = clock
        self._sleep = sleep
        self._open = 0
        self._new = Allowance(_NEW_AT_ONCE, _NEW_PER_SECOND, clock)
        self._shared = Allowance(_SHARED_MESSAGES, _SHARED_PER_SECOND, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        if self._open >= limits.SESSIONS or self._new.wait > _MOST_SECONDS_UNTIL_OPEN:
            await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER})
            return
        self._open += 1
        try:
            await self._sleep(self._new.take())
            await self.app(scope, self._paced(receive), _read_in_time(send))
        finally:
            self._open -= 1

    def _paced(self, receive: Receive) -> Receive:
        own = Allowance(_OWN_MESSAGES, _OWN_PER_SECOND, self._clock)

        async def receive_in_turn() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or own.take() == 0:
                return message
            if self._shared.wait > _MOST_SECONDS_UNTIL_READ:
                return {"type": "websocket.disconnect", "code": _TRY_AGAIN_LATER}
            await self._sleep(self._shared.take())
            return message

        return receive_in_turn


def _read_in_time(send: Send) -> Send:
    """Raises TimeoutError, which closes the socket, where the browser does not read."""

    async def send_or_give_up(message: Message) -> None:
        async with asyncio.timeout(limits.STALLED_SECONDS):
            await send(message)

    return send_or_give_up
