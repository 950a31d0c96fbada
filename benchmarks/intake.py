"""How fast each reader is, and what it takes in memory: read, checked, and published.

    python -m benchmarks.intake [--only samhsa-workbook …] [--rows 1000000]

Each source is read in a process of its own, whose peak memory is measured, Python and all modules
included. Real files are used in place; what is too small is repeated, and what does not exist is
made, as the table below says of each. Prints a table and writes benchmarks/intake.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "data"
DEMONSTRATION = HERE.parent / "data" / "demonstration.csv"
LOCATOR_ROWS = 22_949
PAGE = 2_000
# Seconds below which a source is read three times, of which the fastest counts.
_SOON_REPEATED = 30.0


@dataclass(frozen=True)
class Subject:
    """One source. make: writes or names it, given an empty folder. goals: seconds and megabytes."""

    name: str
    about: str
    make: Callable[[Path, int], Path]
    goals: tuple[float, float] | None = None


@dataclass(frozen=True)
class Measured:
    """seconds: wall clock; processor: seconds of the processor; megabytes: peak of the process."""

    rows: int
    facilities: int
    programs: int
    seconds: float
    processor: float
    megabytes: float


def _shared(path: str) -> Callable[[Path, int], Path]:
    return lambda _folder, _rows: SHARED / path


def _locator(folder: Path, _rows: int) -> Path:
    """The real page, its rows repeated under other names until there are as many as in 2019."""
    listings = json.loads((SHARED / "samhsa" / "locator-page.json").read_bytes())["rows"]
    pages = -(-LOCATOR_ROWS // PAGE)
    for page in range(pages):
        places = range(page * PAGE, min((page + 1) * PAGE, LOCATOR_ROWS))
        rows = [listings[n % 30] | {"name1": f"{listings[n % 30]['name1']} {n}"} for n in places]
        whole = {"page": page + 1, "totalPages": pages, "recordCount": LOCATOR_ROWS, "rows": rows}
        (folder / f"page-{page + 1:04}.json").write_text(json.dumps(whole))
    return folder


def _hsds(folder: Path, _rows: int) -> Path:
    """The whole national directory, as our own export writes it."""
    from finder.criteria import read
    from finder.export import Outgoing, exports
    from finder.intake import take_in
    from finder.search import search

    directory = take_in([str(SHARED / "samhsa" / "su_directory_2023_with_coords.csv")]).directory
    results = search(directory, read("").criteria, date.today())
    with (folder / "national.json").open("wb") as file:
        for chunk in exports()["hsds"].chunks(Outgoing(results, date.today())):
            file.write(chunk)
    return folder / "national.json"


def _table(folder: Path, rows: int) -> Path:
    """The demonstration's rows repeated: other names, ids, streets, hours, prices and lists."""
    with DEMONSTRATION.open(encoding="utf-8", newline="") as file:
        programs = list(csv.DictReader(file))
    path = folder / "programs.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, programs[0])
        writer.writeheader()
        writer.writerows(_varied(programs, rows))
    return path


def _varied(programs: list[dict[str, str]], rows: int) -> Iterator[dict[str, str]]:
    dice = random.Random(1)
    lists = ("payments", "therapies", "special_programs", "services", "languages", "when")
    for number in range(rows):
        lap, place = divmod(number, len(programs))
        row = dict(programs[place])
        row["facility_id"] = f"{row['facility_id']}-{lap}"
        row["facility_name"] = f"{row['facility_name']} {lap}"
        row["street"] = f"{lap} {row['street']}"
        row["hours_low"] = row["hours_low"] and f"{dice.randint(1, 12)}"
        row["cost_low"] = row["cost_low"] and f"{dice.randint(10, 300)}"
        for name in lists:
            codes = row[name].split(";")
            row[name] = ";".join(dice.sample(codes, dice.randint(1, len(codes))))
        yield row


SUBJECTS = (
    Subject(
        "samhsa-workbook",
        "the official workbook of 2023",
        _shared("samhsa/national-directory-su-facilities-2023.xlsx"),
        (5.0, 500.0),
    ),
    Subject(
        "samhsa-csv",
        "the same rows with coordinates, CSV",
        _shared("samhsa/su_directory_2023_with_coords.csv"),
    ),
    Subject("locator", "a folder of 12 pages: the real page of 2019 repeated", _locator),
    Subject("dhcs", "California's licenses, CSV", _shared("california/dhcs-facilities.csv")),
    Subject("hsds", "the national directory as our export writes it, JSON", _hsds),
    Subject("table", "an own table of 40 columns, made of the demonstration", _table, (90.0, 3000)),
)


def main() -> None:
    """Measure and write it down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    names = [one.name for one in SUBJECTS]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--rows", type=int, default=1_000_000, help="of the own table")
    parser.add_argument("--measure", nargs=2, metavar=("SOURCE", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(_measured_here(*asked.measure)))
        return
    found = {one.name: _measured(one, asked.rows) for one in SUBJECTS if one.name in asked.only}
    text = "\n".join(_page(found))
    print(text)
    if list(found) == names:
        (HERE / "intake.md").write_text(text + "\n", encoding="utf-8")


def _measured(subject: Subject, rows: int) -> Measured:
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as to:
        source = subject.make(Path(made), rows)
        command = [sys.executable, "-m", "benchmarks.intake", "--measure", str(source), to]
        best = _once(command)
        for _again in range(2 if best.seconds < _SOON_REPEATED else 0):
            best = min(best, _once(command), key=lambda one: one.seconds)
    return best


def _once(command: list[str]) -> Measured:
    answer = subprocess.run(command, check=True, capture_output=True, cwd=HERE.parent)
    return Measured(**json.loads(answer.stdout))


def _measured_here(source: str, folder: str) -> dict[str, Any]:
    """In this process: from the file to the directory that is served."""
    from finder.intake import take_in
    from finder.intake.publishing.publish import publish

    start, processor = time.perf_counter(), time.process_time()
    intake = take_in([source])
    publish(intake.directory, folder)
    return {
        "rows": intake.report.rows_read,
        "facilities": intake.report.facilities,
        "programs": intake.report.programs,
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - processor,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _page(found: dict[str, Measured]) -> Iterator[str]:
    yield "# Intake, measured\n"
    yield "Written by `python -m benchmarks.intake`. From the file to the directory that is served:"
    yield "read, checked row by row, built, written, read back and put in place. Each source in a"
    yield "process of its own; memory is the peak of that process with Python and all modules."
    yield "What takes less than half a minute is read three times, and the fastest counts."
    yield "A goal is held against the clock. An import waits for nothing, so that a clock far above"
    yield "the seconds of the processor tells of other work on the machine."
    yield f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, of"
    load = os.getloadavg()[0]
    yield f"which one is used. When this was written, {load:.1f} processes wanted to run at once.\n"
    columns = ("source", "rows", "facilities", "programs", "seconds", "of the processor")
    columns += ("rows a second", "peak MB", "goal")
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for subject in SUBJECTS:
        if subject.name in found:
            yield _line(subject, found[subject.name])
    yield ""
    for subject in SUBJECTS:
        yield f"- {subject.name}: {subject.about}."


def _line(subject: Subject, one: Measured) -> str:
    goal = ""
    if subject.goals:
        seconds, megabytes = subject.goals
        reached = one.seconds < seconds and one.megabytes < megabytes
        goal = f"under {seconds:g} s and {megabytes:,.0f} MB: {'reached' if reached else 'missed'}"
    return (
        f"| {subject.name} | {one.rows:,} | {one.facilities:,} | {one.programs:,} "
        f"| {one.seconds:.1f} | {one.processor:.1f} | {one.rows / one.seconds:,.0f} "
        f"| {one.megabytes:,.0f} | {goal} |"
    )


if __name__ == "__main__":
    main()
