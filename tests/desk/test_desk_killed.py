"""Many report at once while a server is killed: what was confirmed is there, and nothing twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from finder.desk.database import open_desk
from finder.desk.leaving import faults
from finder.desk.reports import since

ROOT = Path(__file__).resolve().parents[2]
REPORTERS = 10
# A server with ten reporters: each saves the reports of its list and says which were confirmed. Who
# is told that it cannot be saved now tries again, as somebody does before whom it still stands.
SERVER = """
import sys
from datetime import date
from threading import Lock, Thread
from finder.desk.database import open_desk
from finder.desk.reports import add
from finder.desk.said import Report
from finder.errors import DeskAway
desk, saying = open_desk(sys.argv[1]), Lock()
every = sys.stdin.read().split()
def reporter(mine):
    for once in mine:
        report = Report("aaaaaaaa", "phone", date(2026, 11, 20), care="iop",
                        facts={"hours_low": 9}, once=once)
        while True:
            try:
                desk.saving(lambda connection: add(connection, report))
                break
            except DeskAway:
                pass
        with saying:
            print(once, flush=True)
threads = [Thread(target=reporter, args=(every[n::10],)) for n in range(10)]
for one in threads:
    one.start()
for one in threads:
    one.join()
"""


def server(address: str, reports: list[str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None
    process.stdin.write("\n".join(reports))
    process.stdin.close()
    return process


def confirmed_by(process: subprocess.Popen[str], kill_after: int | None = None) -> list[str]:
    """What a server confirmed until its list was done, or it was killed after so many."""
    assert process.stdout is not None
    confirmed = []
    for line in process.stdout:
        if not line.endswith("\n"):  # it was killed while it said so
            break
        confirmed.append(line.strip())
        if len(confirmed) == kill_after:
            os.kill(process.pid, signal.SIGKILL)
    process.wait()
    return confirmed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reports", "kills"), [(200, 2), pytest.param(10_000, 30, marks=pytest.mark.long)]
)
def test_every_answer_that_was_confirmed_is_there_and_none_twice(
    address: str, reports: int, kills: int
) -> None:
    open_desk(address).close()
    chance = random.Random(16)
    every = [f"report-{number}" for number in range(reports)]
    steady, left = every[: reports // 2], every[reports // 2 :]
    confirmed: list[str] = []
    other = server(address, steady)
    reader = Thread(target=lambda: confirmed.extend(confirmed_by(other)))
    reader.start()
    killed = 0
    for kill in range(kills):
        after = chance.randrange(1, max(2, len(left) // (kills - kill + 1)))
        process = server(address, left)
        done = confirmed_by(process, after)
        killed += process.returncode == -signal.SIGKILL
        confirmed += done
        left = [one for one in left if one not in set(done)]
    confirmed += confirmed_by(server(address, left))
    reader.join()
    desk = open_desk(address)
    onces = [report.once for report in desk.reading(lambda connection: since(connection, 0))]
    found = desk.reading(faults)
    desk.close()
    assert killed == kills
    assert set(confirmed) == set(every) == set(onces)
    assert len(onces) == reports
    assert found == []
