"""The sockets that this process listens on.

Streamlit opens its own without TCP_NODELAY, and asyncio sets it only on sockets that name their
protocol, which Streamlit's do not. So the second part of an answer on a connection that stays open
waits until the browser has confirmed the first: 40 ms that nobody needs.
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["answer_without_delay"]

# Linux and macOS list the open files of a process here; elsewhere nothing is changed.
_OPEN_FILES = Path("/dev/fd")


def answer_without_delay() -> int:
    """Set TCP_NODELAY on each; the connections that they accept take it over. Returns how many."""
    count = 0
    for listening in _listening():
        with listening:
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            count += 1
    return count


def _listening() -> Iterator[socket.socket]:
    """A second handle of each TCP socket that listens; whoever takes it closes it."""
    numbers = [int(file.name) for file in _OPEN_FILES.iterdir()] if _OPEN_FILES.is_dir() else []
    for number in numbers:
        with suppress(OSError):  # closed since it was listed
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                found = socket.socket(fileno=os.dup(number))
                if _is_listening_tcp(found):
                    yield found
                else:
                    found.close()


def _is_listening_tcp(one: socket.socket) -> bool:
    over_ip = one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM
    return over_ip and bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
