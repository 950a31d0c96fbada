"""The connections of this process: none may be half open, unread or in the way for good.

uvicorn waits without end for a request that was begun, for a client that does not read, and, at
SIGTERM, for both. Streamlit starts it and passes none of its settings on, so they are set when our
lifespan begins: the running server is the one that has taken the signals, and it reads them at the
first connection.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from threading import Timer

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from finder import limits

__all__ = ["PromptProtocol", "end_for_certain", "running_server", "set_limits"]

# Of the seconds until the end, what is left to those who are still being answered.
_GRACE_SECONDS = 4
_ENDED_BY_SIGTERM = 128 + signal.SIGTERM
_REASONS = {
    408: b"Request Timeout",
    414: b"URI Too Long",
    431: b"Request Header Fields Too Large",
}


def running_server() -> uvicorn.Server | None:
    """The server that answers in this process; None where another one does, as in tests."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return server if isinstance(server, uvicorn.Server) else None


def set_limits(server: uvicorn.Server) -> None:
    """Before its first connection: what holds for each, and how long it waits at the end."""
    server.config.http_protocol_class = PromptProtocol
    server.config.h11_max_incomplete_event_size = limits.HEADER_BYTES
    server.config.ws_max_size = limits.MESSAGE_BYTES
    server.config.timeout_graceful_shutdown = _GRACE_SECONDS


def end_for_certain() -> None:
    """Called when the server stops: a thread that is still at work does not hold the process."""
    timer = Timer(limits.END_SECONDS - _GRACE_SECONDS - 1, os._exit, [_ENDED_BY_SIGTERM])
    timer.daemon = True
    timer.start()


class PromptProtocol(H11Protocol):
    """One connection: a request has to come in time, and its answer to be read."""

    _rest: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > limits.CONNECTIONS:
            transport.abort()
        else:
            self._await_rest()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_rest()
        self._forget_reading()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._await_reading()

    def resume_writing(self) -> None:
        self._forget_reading()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Say of a link or of headers that are too long that they are too long."""
        error = sys.exc_info()[1]
        if getattr(error, "error_status_hint", 400) != 431:
            super().send_400_response(msg)
        else:
            self._refuse(431 if b"\n" in self.conn.trailing_data[0] else 414)

    def _look(self) -> None:
        if self._is_whole():
            self._forget_rest()
        elif self._rest is None:
            self._await_rest()

    def _is_whole(self) -> bool:
        """Whether nothing more of a request has to come; a websocket has a protocol of its own."""
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            return True
        state = self.conn.their_state
        if state is h11.IDLE:
            return self.cycle is not None and not self.conn.trailing_data[0]
        return state is not h11.SEND_BODY

    def _await_rest(self) -> None:
        self._rest = self.loop.call_later(limits.REQUEST_SECONDS, self._give_up)

    def _forget_rest(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _give_up(self) -> None:
        self._rest = None
        if self.transport.is_closing():
            return
        if self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]:
            # Browsers open connections ahead of need, and take an answer to nothing for an answer
            # to what they send next.
            self.transport.close()
        else:
            self._refuse(408)

    def _refuse(self, status: int) -> None:
        """Answer where no answer has begun, and close."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            headers = [(b"content-length", b"0"), (b"connection", b"close")]
            reply = h11.Response(status_code=status, headers=headers, reason=_REASONS[status])
            self.transport.write(self.conn.send(reply) or b"")
            self.transport.write(self.conn.send(h11.EndOfMessage()) or b"")
        self.transport.close()

    def _await_reading(self) -> None:
        waiting = self.transport.get_write_buffer_size()

        def look() -> None:
            if self.transport.get_write_buffer_size() < waiting:
                self._await_reading()
            else:
                self.transport.abort()

        self._forget_reading()
        self._reading = self.loop.call_later(limits.STALLED_SECONDS, look)

    def _forget_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
