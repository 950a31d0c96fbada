"""How many answers a second, with some connections at once. Run in a process of its own, as

    python -m benchmarks.page.load PORT CONNECTIONS SECONDS LEAST < paths

which asks for the paths of standard input in turn, over connections that stay open, and prints
JSON: milliseconds of each answer, and the seconds that all took. The client is a bare one (asyncio,
no library), so that it is not the client that is measured; it takes compressed answers, as browsers
do.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from benchmarks.page.servers import ROOT

__all__ = ["Load", "loaded"]


@dataclass(frozen=True)
class Load:
    """Milliseconds of each answer, and how many came in a second."""

    milliseconds: list[float]
    a_second: float


def loaded(port: int, paths: list[str], connections: int, seconds: float, least: int = 20) -> Load:
    """Ask for paths in turn for so many seconds, and for at least so many answers."""
    command = [sys.executable, "-m", "benchmarks.page.load"]
    command += [str(port), str(connections), str(seconds), str(least)]
    done = subprocess.run(
        command, input="\n".join(paths), capture_output=True, text=True, cwd=ROOT, check=True
    )
    answer = json.loads(done.stdout)
    return Load(answer["milliseconds"], len(answer["milliseconds"]) / answer["seconds"])


class _Client:
    """Some connections that ask until the time is over."""

    def __init__(self, port: int, paths: Iterator[str], seconds: float, least: int) -> None:
        self._port, self._paths = port, paths
        self._until, self._least = time.perf_counter() + seconds, least
        self._begun = 0
        self.milliseconds: list[float] = []

    async def ask(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**20)
        while time.perf_counter() < self._until or self._begun < self._least:
            self._begun += 1
            before = time.perf_counter()
            path = next(self._paths)
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
                "Accept: text/html, application/json\r\nAccept-Encoding: gzip\r\n\r\n".encode()
            )
            await _read_answer(reader, path)
            self.milliseconds.append((time.perf_counter() - before) * 1000)
        writer.close()


async def _read_answer(reader: asyncio.StreamReader, path: str) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    if not head.startswith("http/1.1 200"):
        raise ValueError(f"{path}: {head.splitlines()[0]}")
    if "transfer-encoding: chunked" in head:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(head.partition("content-length:")[2].split()[0]))


async def _main(port: int, connections: int, seconds: float, least: int) -> None:
    client = _Client(port, cycle(sys.stdin.read().split("\n")), seconds, least)
    before = time.perf_counter()
    await asyncio.gather(*(client.ask() for _ in range(connections)))
    answer = {"milliseconds": client.milliseconds, "seconds": time.perf_counter() - before}
    print(json.dumps(answer))


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])))
