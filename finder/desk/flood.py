"""Who sends how many hints: bounds that are kept in the memory of this process alone.

The first hint of each sender is always taken, up to what all together may send; every further one
has to find room with its sender and with all others'. So neither one sender nor two hundred shut
out somebody who comes once. A sender is a network address turned with a key of this process that
nobody knows: it is written nowhere, and gone with the process.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock
from time import monotonic

__all__ = ["Flood"]

# Of one sender: so many at once, then one in so many seconds.
_OWN_AT_ONCE, _OWN_SECONDS = 5, 300.0
# Beyond the first of each sender, of all together.
_SHARED_AT_ONCE, _SHARED_SECONDS = 60, 5.0
# Whatever they are, of all together.
_ALL_AT_ONCE, _ALL_SECONDS = 1_000, 2.0
_MOST_SENDERS = 20_000
# Who is given an IPv6 network has more addresses than anybody could count.
_NETWORK_BITS = 56


class _Room:
    """So many at once, then one each so many seconds: until when it is used."""

    __slots__ = ("_at_once", "_seconds", "until")

    def __init__(self, at_once: int, seconds: float) -> None:
        self._at_once, self._seconds = at_once, seconds
        self.until = 0.0

    def wait(self, at: float) -> float:
        """Seconds until there is room for one more."""
        ahead = max(self.until, at) + self._seconds - at
        return max(0.0, ahead - self._at_once * self._seconds)

    def take(self, at: float) -> None:
        self.until = max(self.until, at) + self._seconds


class Flood:
    """Safe to use from several threads. clock: seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._senders: OrderedDict[bytes, _Room] = OrderedDict()
        self._said: OrderedDict[bytes, None] = OrderedDict()
        self._shared = _Room(_SHARED_AT_ONCE, _SHARED_SECONDS)
        self._all = _Room(_ALL_AT_ONCE, _ALL_SECONDS)
        self._lock = Lock()

    def take(self, sender: str) -> float:
        """Take one hint of a sender; the seconds until one would be taken, 0 where it is."""
        with self._lock:
            at, key = self._clock(), self._turned(sender)
            self._forget(at)
            own = self._senders.get(key)
            is_first = own is None
            own = own or _Room(_OWN_AT_ONCE, _OWN_SECONDS)
            rooms = [own, self._all] if is_first else [own, self._all, self._shared]
            wait = max(room.wait(at) for room in rooms)
            if wait == 0:
                for room in rooms:
                    room.take(at)
                self._senders[key] = own
                self._senders.move_to_end(key)
            return wait

    def said_before(self, sender: str, *what: str) -> bool:
        """Whether a sender has said the same already: it is counted once."""
        with self._lock:
            key = self._turned("\0".join((_network(sender), *what)), whole=True)
            known = key in self._said
            self._said[key] = None
            self._said.move_to_end(key)
            while len(self._said) > _MOST_SENDERS:
                self._said.popitem(last=False)
            return known

    def _forget(self, at: float) -> None:
        """Who has not sent for long is known no longer; of too many the longest silent go."""
        while self._senders:
            first = next(iter(self._senders.values()))
            if first.until > at and len(self._senders) < _MOST_SENDERS:
                return
            self._senders.popitem(last=False)

    def _turned(self, sender: str, *, whole: bool = False) -> bytes:
        text = sender if whole else _network(sender)
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=16).digest()


def _network(sender: str) -> str:
    """The part of an address that is one household's or one office's."""
    try:
        address = ip_address(sender)
    except ValueError:
        return sender
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(int(address) >> (128 - _NETWORK_BITS))
    return sender
