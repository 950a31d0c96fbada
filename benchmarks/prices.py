"""How fast a hospital's price file is read, and in how much memory: python -m benchmarks.prices.

    python -m benchmarks.prices [--gigabytes 5] [--results FILE]

The file is the official example of a tall CSV, its rows written again and again. Whole: as it is,
with a code that may be of our care in every eleventh row. Usual: only its other rows, and one of
our care in some thousands, as in real files. Each measurement is a process of its own: its peak of
memory is the whole of it.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "tests/data/prices/cms/V3.0.0_Tall_CSV_Format_Example.csv"
HEAD_LINES = 3
# Revenue codes of therapies and programs, the payment groups, and HCPCS codes of behavioral health.
OUR_CODES = re.compile(
    rb"\b0?9[01][0-9],RC|,0?1[0-9]6,RC|,58[56][0-9],APC|\b[HGS]\d{4},|\b0?1001|1002"
)
OURS = b'"Intensive outpatient, alcohol and drugs, per diem",H0015,HCPCS'


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--gigabytes", type=float, default=5.0)
    parser.add_argument("--results", type=Path, help="where the figures are written as well")
    parser.add_argument("--read", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.read:
        print(read_once(options.read))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "charges.csv"
        lines = [_measured(path, kind, int(options.gigabytes * 1e9)) for kind in ("usual", "whole")]
    print("\n".join(lines))
    if options.results:
        options.results.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _measured(path: Path, kind: str, size: int) -> str:
    written = write_large(path, size, usual=kind == "usual")
    command = [sys.executable, "-m", "benchmarks.prices", "--read", str(path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return f"| {kind}, {written / 1e9:.1f} GB | {told.strip()} |"


def write_large(path: Path, size: int, *, usual: bool) -> int:
    """The example many times over, with a row of our care in some thousands; bytes written.

    usual: without those of its own rows that may be of our care.
    """
    lines = EXAMPLE.read_bytes().splitlines(keepends=True)
    head, rows = lines[:HEAD_LINES], lines[HEAD_LINES:]
    if usual:
        rows = [row for row in rows if not OUR_CODES.search(row.upper())]
    columns = head[-1].count(b",") - OURS.count(b",") + 1
    ours = OURS + b"," * columns + b"\n"
    # So many copies make a block that is quick to write again.
    block = b"".join(rows) * 200 + ours
    with path.open("wb") as file:
        written = file.write(b"".join(head))
        while written < size:
            written += file.write(block)
    return written


def read_once(path: str) -> str:
    """Read a file: seconds of the processor and of the clock, speed, and peak of memory."""
    from finder.intake.prices.reading import read_prices

    size, began, worked = Path(path).stat().st_size, time.perf_counter(), time.process_time()
    read_prices(path)
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speed = f"{size / 1e6 / work:,.0f} MB a second of one processor"
    return f"{seconds:.1f} s | {work:.1f} s | {speed} | {peak:,.0f} MB"


if __name__ == "__main__":
    main()
