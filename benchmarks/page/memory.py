"""Memory of a server and of each session, and the time from its start to its first answer.

A session here is what Streamlit's own browser side opens: a websocket at /_stcore/stream that asks
for a run of the script with the link, and stays open. Its run is real, from the link to the last
element; only the drawing is left out, so fifty of them fit on the machine of the benchmark.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.page.places import Place
from benchmarks.page.subjects import DatasetteTable, Subject

__all__ = ["Memory", "first_answers", "memory"]

_ANSWER_SECONDS = 60
_SETTLE_SECONDS = 1.0


@dataclass(frozen=True)
class Memory:
    """Megabytes: with one session open, and for each further one."""

    process_mb: float
    session_mb: float | None


def memory(subject: Subject, links: list[Place]) -> Memory:
    """Open one session, then one more for each further link, and look at the process."""
    with subject.serve() as running, ExitStack() as sessions:
        if isinstance(subject, DatasetteTable):
            for place in links:
                _fetch(running.address + subject.link(place))
            return Memory(running.process.memory_mb(), None)
        for place in links[:2]:
            sessions.enter_context(session(running.address, subject.link(place)))
        time.sleep(_SETTLE_SECONDS)
        before = running.process.memory_mb()
        for place in links[2:]:
            sessions.enter_context(session(running.address, subject.link(place)))
        time.sleep(_SETTLE_SECONDS)
        after = running.process.memory_mb()
        return Memory(before, (after - before) / len(links[2:]))


def first_answers(subject: Subject, place: Place, repetitions: int) -> list[float]:
    """Milliseconds from the start of the process until results have come."""
    times = []
    for _ in range(repetitions):
        with subject.serve() as running:
            if isinstance(subject, DatasetteTable):
                _fetch(running.address + subject.link(place))
            else:
                with session(running.address, subject.link(place)):
                    pass
            times.append((time.perf_counter() - running.process.started) * 1000)
    return times


@contextmanager
def session(address: str, link: str) -> Iterator[None]:
    """A session whose script has run for the link, open until the end of the block."""
    url = address.replace("http://", "ws://") + "/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    with connect(url, subprotocols=protocols, origin=None, max_size=None) as socket:
        ask = BackMsg()
        ask.rerun_script.query_string = link.partition("?")[2]
        socket.send(ask.SerializeToString())
        _until_finished(socket)
        yield


def _until_finished(socket: ClientConnection) -> None:
    deadline = time.monotonic() + _ANSWER_SECONDS
    while time.monotonic() < deadline:
        message = ForwardMsg()
        data = socket.recv(timeout=_ANSWER_SECONDS)
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        if message.WhichOneof("type") == "script_finished":
            return
    raise TimeoutError("the script did not finish")


def _fetch(url: str) -> None:
    httpx.get(url, timeout=_ANSWER_SECONDS).raise_for_status()
