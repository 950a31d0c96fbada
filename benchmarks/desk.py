"""What 50,000 reports over a directory cost: start, memory, search, and how soon each is seen.

    python -m benchmarks.desk DIRECTORY [--reports 50000] [--repeat 40]

Reports are made up: hours, prices, openings and payments of programs all over the directory. Each
figure is of a process of its own. Prints them; benchmarks/desk.md has those of one run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert

from benchmarks.search import QUESTIONS
from finder.criteria import read
from finder.desk import schema
from finder.desk.database import now, open_desk
from finder.desk.following import Following
from finder.desk.reports import add
from finder.desk.said import Report
from finder.desk.worklist import worklist
from finder.directory import Directory, open_directory
from finder.pages.frame.served import Served
from finder.search import search, whole_list
from finder.web.server.reports import take_up_reports

_AREAS = ("near=22903&care=iop", "state=CA&care=iop")


def main() -> None:
    """Measure each part in a process of its own, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory")
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--repeat", type=int, default=40)
    parser.add_argument("--part", choices=("without", "with", "live", "worklist"))
    parser.add_argument("--address", default="")
    given = parser.parse_args()
    if given.part:
        parts = {"without": opened, "with": opened, "live": live, "worklist": called}
        print(json.dumps(parts[given.part](given)))
        return
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/desk.db"
        fill(address, open_directory(given.directory), given.reports)
        figures = {
            part: measured(part, address) for part in ("without", "with", "live", "worklist")
        }
    print(json.dumps(figures, indent=2))


def measured(part: str, address: str) -> Any:
    """The figures of one part, from a process of its own."""
    command = [sys.executable, "-m", "benchmarks.desk", *sys.argv[1:]]
    command += ["--part", part, "--address", "" if part == "without" else address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def fill(address: str, directory: Directory, count: int) -> None:
    """Reports on programs all over the directory, as old as 200 days and as new as today."""
    desk, today = open_desk(address), now().date()
    columns = directory.programs
    ids = directory.facilities.texts["id"].to_pylist()
    levels = [program.care for program in map(directory.program, range(len(columns)))]
    kinds: tuple[dict[str, Any], ...] = (
        {"hours_low": 9, "hours_high": 12},
        {"cost_low": 400, "cost_high": 600, "cost_per": "month"},
        {"openings": 2},
        {"payments": "medicaid;sliding"},
    )
    rows = []
    for number in range(count):
        row = number * 7919 % len(columns)
        day = today - timedelta(days=number * 31 % 200)
        facts = dict(kinds[number % len(kinds)])
        if "openings" in facts:
            facts["openings_on"] = day.isoformat()
        rows.append(
            {
                "once": f"bench-{number}",
                "made_at": now(),
                "how": "phone",
                "learned_on": day,
                "facility_id": ids[columns.facility[row]],
                "care": levels[row],
                "kind": "facts",
                "facts": facts,
            }
        )
    desk.saving(lambda connection: connection.execute(insert(schema.reports), rows))
    desk.close()


def opened(given: argparse.Namespace) -> dict[str, float]:
    """Seconds until a directory can be searched, its memory, and milliseconds of a search."""
    begun = time.perf_counter()
    imported = open_directory(given.directory)
    following = Following(given.address, "Team") if given.address else None
    today = now().date()
    directory = (following.over(imported) if following else imported).on(today)
    search(directory, read(QUESTIONS[0]).criteria, today)
    start = time.perf_counter() - begun
    asked = [read(query).criteria for query in QUESTIONS]
    for criteria in asked:
        search(directory, criteria, today)
    times = []
    for _number in range(given.repeat):
        begun = time.perf_counter()
        for criteria in asked:
            search(directory, criteria, today)
        times.append((time.perf_counter() - begun) / len(asked) * 1000)
    return {
        "start_s": round(start, 2),
        "memory_mb": round(memory(), 1),
        "search_ms": round(median(times), 2),
    }


def memory() -> float:
    """Proportional set size of this process, in megabytes."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError


def live(given: argparse.Namespace) -> dict[str, float]:
    """Seconds from a save to the directory that has it, with the reading of what is new."""
    imported = open_directory(given.directory)
    following = Following(given.address, "Team")
    serving = Served(lambda: imported, following.over)
    place = serving.directory.facility(0)
    times = []
    for number in range(10):
        report = Report(
            place.id,
            "phone",
            now().date(),
            care=place.programs[0].care,
            facts={"openings": number % 3},
            once=f"live-{number}-{time.time()}",
        )
        begun = time.perf_counter()
        following.desk.saving(lambda connection, one=report: add(connection, one))  # type: ignore[misc]
        take_up_reports(following, serving, lambda directory: None)
        search(serving.directory, read(QUESTIONS[0]).criteria, now().date())
        times.append(time.perf_counter() - begun)
    return {"seen_after_s": round(median(times), 2), "longest_s": round(max(times), 2)}


def called(given: argparse.Namespace) -> dict[str, float]:
    """Seconds to put the places of an area in the order in which to call them."""
    imported, today = open_directory(given.directory), now().date()
    directory = Following(given.address, "Team").over(imported).on(today)
    found = {}
    for area in _AREAS:
        times = []
        for _number in range(3):
            begun = time.perf_counter()
            results = search(directory, read(area).criteria, today)
            count = len(worklist(whole_list(results, today), ("iop",), {}, today))
            times.append(time.perf_counter() - begun)
        found[f"{area} ({count} places)"] = round(min(times), 3)
    return found


if __name__ == "__main__":
    main()
