"""Ten minutes of visitors who come and go: is memory where it was, and are answers as quick?

    python -m benchmarks.soak [--minutes 10] [--visitors 200] [--directory FOLDER]

A visitor opens the page with a search, and its websocket, which runs the dashboard's script; asks
for the parts of another search twice, for the page without scripts and for one facility; waits
between these as people do; and leaves. When one leaves another one comes. Searches are drawn from
a fixed set, all asked once before: so what is kept by then is what is kept at the end. The result
is written to benchmarks/soak.md.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from benchmarks.page.servers import ROOT, Process, free_port, running
from finder import limits

__all__ = ["Figures", "soak"]

_REPORT = ROOT / "benchmarks" / "soak.md"
_SEARCHES = [
    f"near={zip_code}&care={care}"
    for zip_code in ("22903", "20001", "10001", "60601", "90012", "77002", "85004", "19103")
    for care in ("iop", "php", "outpatient", "residential", "detox,medication")
]
_PROBES = 200
_LONGEST_WAIT_SECONDS = 16.0
# Streamlit keeps a session so long for a browser that may come back (.streamlit/config.toml).
_SESSIONS_GONE_SECONDS = 75
_MOST_GROWTH_PERCENT = 5.0
_ANSWER_SECONDS = 60


@dataclass(frozen=True)
class Moment:
    """What the server is like: megabytes it holds, and the p95 of a page in milliseconds."""

    memory_mb: float
    p95_ms: float


@dataclass
class Figures:
    """What a run has found. seconds: of each answer while visitors were there."""

    minutes: float
    at_once: int
    before: Moment | None = None
    after: Moment | None = None
    visits: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    @property
    def growth_percent(self) -> float:
        """By how much memory grew. Raises ValueError before both moments are known."""
        if self.before is None or self.after is None:
            raise ValueError("the run is not over")
        return 100 * (self.after.memory_mb / self.before.memory_mb - 1)

    def failed(self, what: str) -> None:
        """Count something that a visitor did not get."""
        self.failures[what] = self.failures.get(what, 0) + 1


async def soak(address: str, server: Process, minutes: float, at_once: int) -> Figures:
    """Let visitors come and go, and look at the server before and after."""
    figures = Figures(minutes, at_once)
    async with httpx.AsyncClient(base_url=address, timeout=_ANSWER_SECONDS) as client:
        await _ask_everything_once(client)
        # Once as it will be, so that what a process takes for good is taken.
        await _visitors(address, client, Figures(minutes, at_once), min(1.0, minutes))
        figures.before = await _moment(client, server)
        await _visitors(address, client, figures, minutes)
        figures.after = await _moment(client, server)
    return figures


async def _ask_everything_once(client: httpx.AsyncClient) -> None:
    for search in _SEARCHES:
        for path in (f"/?{search}", f"/plain?{search}"):
            (await client.get(path)).raise_for_status()
        (await client.post("/parts", json={"link": search})).raise_for_status()


async def _moment(client: httpx.AsyncClient, server: Process) -> Moment:
    await asyncio.sleep(_SESSIONS_GONE_SECONDS)
    seconds = []
    for number in range(_PROBES):
        begun = time.perf_counter()
        (await client.get(f"/plain?{_SEARCHES[number % len(_SEARCHES)]}")).raise_for_status()
        seconds.append(time.perf_counter() - begun)
    return Moment(server.memory_mb(), _p95_ms(seconds))


async def _visitors(
    address: str, client: httpx.AsyncClient, figures: Figures, minutes: float
) -> None:
    until = time.monotonic() + 60 * minutes

    async def one_after_the_other(number: int) -> None:
        chance = random.Random(number)
        # They do not all come in the same second.
        await asyncio.sleep(chance.uniform(0, _LONGEST_WAIT_SECONDS))
        while time.monotonic() < until:
            await _Visit(address, client, figures, chance).whole()

    await asyncio.gather(*(one_after_the_other(number) for number in range(figures.at_once)))


@dataclass
class _Visit:
    """One visitor."""

    address: str
    client: httpx.AsyncClient
    figures: Figures
    chance: random.Random

    async def whole(self) -> None:
        """From the first page until the visitor leaves."""
        search, other = self.chance.choice(_SEARCHES), self.chance.choice(_SEARCHES)
        await self._asked(lambda: self.client.get(f"/?{search}"), "page")
        try:
            async with connect(
                f"{self.address.replace('http', 'ws', 1)}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit"), Subprotocol("visitor")],
                origin=Origin(self.address),
                max_size=None,
                open_timeout=_ANSWER_SECONDS,
            ) as websocket:
                await websocket.send(_run(search))
                await _until_run(lambda: websocket.recv(decode=False))
                await self._looks_around(search, other)
        except (ConnectionClosed, OSError, TimeoutError) as problem:
            self.figures.failed(f"websocket: {type(problem).__name__}")
        self.figures.visits += 1

    async def _looks_around(self, search: str, other: str) -> None:
        moves = [{"before": search, "after": other}]
        for body in ({"link": search}, {"link": search, "moves": moves}):
            await self._waits()
            await self._asked(lambda body=body: self.client.post("/parts", json=body), "parts")
        await self._waits()
        await self._asked(lambda: self.client.get(f"/plain?{other}"), "plain")
        found = await self.client.get(f"/api/v1/search?{other}&fields=id")
        results = found.json()["results"] if found.is_success else []
        if results:
            await self._waits()
            facility = f"/plain/facility?id={results[0]['id']}&{other}"
            await self._asked(lambda: self.client.get(facility), "facility")

    async def _waits(self) -> None:
        await asyncio.sleep(self.chance.uniform(1, _LONGEST_WAIT_SECONDS))

    async def _asked(self, ask: Callable[[], Awaitable[httpx.Response]], what: str) -> None:
        begun = time.perf_counter()
        try:
            answer = await ask()
        except httpx.HTTPError as problem:
            self.figures.failed(f"{what}: {type(problem).__name__}")
            return
        if not answer.is_success:
            self.figures.failed(f"{what}: {answer.status_code}")
        self.figures.seconds.append(time.perf_counter() - begun)


def _run(search: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = search
    return bytes(message.SerializeToString())


async def _until_run(receive: Callable[[], Awaitable[bytes]]) -> None:
    async with asyncio.timeout(_ANSWER_SECONDS):
        while True:
            message = ForwardMsg()
            message.ParseFromString(await receive())
            if message.WhichOneof("type") == "script_finished":
                return


def _p95_ms(seconds: list[float]) -> float:
    return 1000 * quantiles(seconds, n=20)[-1]


def _report(figures: Figures) -> str:
    if figures.before is None or figures.after is None:
        raise ValueError("the run is not over")
    failures = ", ".join(f"{what} {count}" for what, count in sorted(figures.failures.items()))
    rows = [
        ("memory (Pss), MB", figures.before.memory_mb, figures.after.memory_mb),
        ("p95 of `/plain` with nobody there, ms", figures.before.p95_ms, figures.after.p95_ms),
    ]
    table = [f"| {what} | {before:.1f} | {after:.1f} |" for what, before, after in rows]
    return "\n".join(
        [
            "# Visitors who come and go",
            "",
            f"`python -m benchmarks.soak --minutes {figures.minutes:g} --visitors"
            f" {figures.at_once}`, {time.strftime('%d %B %Y')}, {os.cpu_count()} cores, load of"
            f" {os.getloadavg()[2]:.1f} in the last 15 minutes.",
            "",
            "| | before | after |",
            "|---|---|---|",
            *table,
            "",
            f"Memory grew by {figures.growth_percent:+.1f}% (at most {_MOST_GROWTH_PERCENT:g}%)."
            f" {figures.visits} visits, {figures.at_once} at once of {limits.SESSIONS} that may be;"
            f" {len(figures.seconds)} answers, p95 {_p95_ms(figures.seconds):.0f} ms."
            f" Not answered: {failures or 'none'}.",
            "",
        ]
    )


def main() -> int:
    """Start a server, run, write the report. Returns 1 where memory has grown too much."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--directory", default="", help="default: the demonstration")
    parser.add_argument("--report", type=Path, default=_REPORT)
    asked = parser.parse_args()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1"]
    env = {"FINDER_DIRECTORY": asked.directory} if asked.directory else {}
    with running(command, f"{address}/healthz/ready", env) as server:
        figures = asyncio.run(soak(address, server, asked.minutes, asked.visitors))
    text = _report(figures)
    asked.report.write_text(text, encoding="utf-8")
    print(text)
    return 0 if figures.growth_percent <= _MOST_GROWTH_PERCENT else 1


if __name__ == "__main__":
    sys.exit(main())
