"""The desk of this process: opened once, when it is first asked for."""

from __future__ import annotations

from functools import cache
from threading import Lock

from finder.desk.database import Desk, open_desk
from finder.desk.people import People

__all__ = ["Desk", "People", "desk_at", "people_at"]

_lock = Lock()


def desk_at(address: str) -> Desk:
    """The desk at the address of a database. Raises what `open_desk` raises, and tries anew."""
    with _lock:
        return _opened(address)


def people_at(address: str) -> People:
    """Its people."""
    return People(desk_at(address))


@cache
def _opened(address: str) -> Desk:
    return open_desk(address)
