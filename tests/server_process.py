"""A server process as visitors meet it, for tests of what only a process has: sockets, signals."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["LiveServer", "started"]

_ROOT = Path(__file__).resolve().parents[1]
# A machine with other work to do starts it late.
_START_SECONDS = 240


@dataclass(frozen=True)
class LiveServer:
    """A running server on this machine."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connection(self, sent: bytes = b"", *, receive_buffer: int = 0) -> socket.socket:
        """A connection on which so much was sent. receive_buffer: bytes; 0: the system's."""
        made = socket.socket()
        if receive_buffer:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        made.connect(("127.0.0.1", self.port))
        made.sendall(sent)
        return made


@contextmanager
def started(log: Path, **environment: str) -> Iterator[LiveServer]:
    """Start `streamlit run app.py` and wait until it says that it is ready."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, f"--server.port={port}", "--server.address=127.0.0.1"],
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT), **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = LiveServer(process, port)
    try:
        _until_ready(server, log)
        yield server
    finally:
        process.kill()
        process.wait()


def _until_ready(server: LiveServer, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _is_ready(server):
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(timeout=0.1)
        if server.process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"the server did not start:\n{log.read_text()[-4000:]}")


def _is_ready(server: LiveServer) -> bool:
    try:
        return httpx.get(f"{server.address}/healthz/ready", timeout=_START_SECONDS).is_success
    except httpx.TransportError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
