"""How something is asked for on the web: one request at a time, a pause between them, patience.

Where a service says that it is busy (429, or a fault of its own) or an answer is cut off, it is
asked again later, a few times; on anything else the fetch stops with a sentence.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from finder.errors import FinderError
from finder.locale import _

__all__ = ["PAUSE_SECONDS", "Busy", "FetchStopped", "Patience", "agent_of", "retry_after"]

Answer = TypeVar("Answer")
PAUSE_SECONDS = 1.0
_TRIES = 6
_FIRST_WAIT_SECONDS = 2.0
_LONGEST_WAIT_SECONDS = 900.0


class FetchStopped(FinderError, OSError):
    """A fetch that cannot go on; what was fetched is kept. Its text says what to do."""


class Busy(Exception):
    """An answer that may be better a little later. wait: seconds that the service asks for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass
class Patience:
    """pause: seconds between two requests. sleep: how to wait for them."""

    pause: float = PAUSE_SECONDS
    sleep: Callable[[float], None] = time.sleep
    _asked: bool = field(default=False, init=False)

    def pause_between(self) -> None:
        """Before each request: wait, if there was one before."""
        if self._asked and self.pause:
            self.sleep(self.pause)
        self._asked = True

    def asked(self, ask: Callable[[], Answer], whom: str, what: str) -> Answer:
        """The answer, tried again while it is busy. whom, what: for the sentence.

        Raises FetchStopped.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                return ask()
            except Busy as busy:
                if attempt == _TRIES:
                    reason = _("{what} {reason}, {tries} times; try again later")
                    text = reason.format(what=what, reason=busy, tries=attempt)
                    raise FetchStopped(f"{whom}: {text}") from busy
                self._wait(busy, attempt, whom)
        raise AssertionError("the last try returns or raises")

    def _wait(self, busy: Busy, attempt: int, whom: str) -> None:
        seconds = busy.wait if busy.wait is not None else _FIRST_WAIT_SECONDS * 2 ** (attempt - 1)
        if seconds > _LONGEST_WAIT_SECONDS:
            reason = _("asks to be left alone for {n} minutes; run this again then")
            minutes = math.ceil(seconds / 60)
            raise FetchStopped(f"{whom}: {reason.format(n=minutes)}") from busy
        self.sleep(seconds)


def agent_of(contact: str) -> str:
    """Who asks, and how their people can reach us."""
    return f"stepping-stone {contact}".strip()


def retry_after(header: str) -> float | None:
    """Seconds that a Retry-After asks for, as a number or as a date; None where it asks nothing."""
    if header.strip().isascii() and header.strip().isdigit():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
