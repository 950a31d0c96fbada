"""What `check` of each real file takes: seconds and memory of a process of its own.

    python -m benchmarks.checks

Prints a table and writes benchmarks/checks.md. The goal of each is 10 seconds and 500 MB.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "data"
FILES = (
    "samhsa/national-directory-su-facilities-2023.xlsx",
    "samhsa/su_directory_2023_with_coords.csv",
    "samhsa/su_directory_2024.csv",
    "samhsa/locator-page.json",
    "real/national-directory-mh-facilities-2023.xlsx",
    "real/findtreatment-download-MA-2025-08.csv",
    "real/findtreatment-header-2026-09.csv",
    "real/otp_samhsa_2020.csv",
    "real/otp_samhsa_2020.xls",
    "real/medicare-otp-providers-2023.csv",
    "real/pennsylvania-ddap-licensed-2018.csv",
    "california/dhcs-facilities.csv",
)
GOAL_SECONDS, GOAL_MEGABYTES = 10.0, 500.0


class Measured(NamedTuple):
    """seconds: wall clock; processor: of the processor; megabytes: peak of the process."""

    file: str
    seconds: float
    processor: float
    megabytes: float


def measured(file: str) -> Measured:
    """Check one file in a process of its own. Raises RuntimeError where it is refused."""
    command = [sys.executable, "-m", "finder", "check", str(SHARED / file)]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=HERE.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{file} is refused")
    seconds = time.perf_counter() - start
    return Measured(file, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def page(found: list[Measured]) -> Iterator[str]:
    """The table, with what else the machine did meanwhile."""
    load = os.getloadavg()[0]
    yield "# `check` of each real file, measured\n"
    yield "Written by `python -m benchmarks.checks`; each in a process of its own, from its start."
    yield f"{os.cpu_count()} cores, of which one is used. Then {load:.1f} processes"
    yield "wanted to run at once, so that the clock and the processor tell of other work too.\n"
    yield f"Goal: {GOAL_SECONDS:g} seconds and {GOAL_MEGABYTES:g} MB.\n"
    yield "| file | seconds | of the processor | peak MB |"
    yield "|---|---|---|---|"
    for one in found:
        yield f"| {one.file} | {one.seconds:.1f} | {one.processor:.1f} | {one.megabytes:.0f} |"


def main() -> None:
    """Measure all of them, one after the other."""
    text = "\n".join(page([measured(file) for file in FILES]))
    print(text)
    (HERE / "checks.md").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
