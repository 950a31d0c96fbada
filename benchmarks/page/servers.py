"""Server processes of the benchmark: started for a while, stopped by their own id."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import httpx

__all__ = ["ROOT", "Process", "free_port", "leaflet_host", "running", "slow_line"]

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 120


@dataclass(frozen=True)
class Process:
    """A process that runs, and when it was started, by time.perf_counter()."""

    pid: int
    started: float

    def memory_mb(self) -> float:
        """What it holds in memory, what it shares counted by its part (Pss), in megabytes."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return kilobytes / 1024


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: list[str], ready: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> Iterator[Process]:
    """A process from when `ready` answers until the end of the block. Raises RuntimeError."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    started = time.perf_counter()
    with TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=log
        )
        try:
            _until_ready(process, ready, log)
            yield Process(process.pid, started)
        finally:
            _stop(process)


def _until_ready(process: subprocess.Popen[bytes], ready: str, log: IO[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(ready):
        if process.poll() is not None or time.monotonic() > deadline:
            log.seek(0)
            raise RuntimeError(f"{process.args!r} did not start: {log.read().decode()[-2000:]}")
        time.sleep(0.01)


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=_START_SECONDS).status_code < 500
    except httpx.TransportError:
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def leaflet_host() -> Iterator[int]:
    """Leaflet's files on a host of their own; gives its port."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.page.leaflet_host", str(port)]
    with running(command, f"http://127.0.0.1:{port}/leaflet.js"):
        yield port


@contextmanager
def slow_line(ports: list[int]) -> Iterator[list[int]]:
    """One slow line before these ports; gives the ports at which it is entered."""
    entries = [free_port() for _ in ports]
    pairs = [f"{entry}:{port}" for entry, port in zip(entries, ports, strict=True)]
    command = [sys.executable, "-m", "benchmarks.page.line", *pairs]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError("the slow line did not start")
        yield entries
    finally:
        _stop(process)
