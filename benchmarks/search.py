"""How long a search takes, beside the same work in pandas and in DuckDB.

    python -m benchmarks.search [DIRECTORY or source file] [--programs 1000000] [--repeat 40]

Measures the mix of questions below, with facet counts, near misses and the first page, on the
directory and on a synthetic one of a million programs made from it; checks that all three answer
the same; prints a table and writes benchmarks/search.md.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import platform
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

from benchmarks.peers_search.duckdb_search import DuckSearch
from benchmarks.peers_search.outcome import Outcome, outcome
from benchmarks.peers_search.pandas_search import PandasSearch
from benchmarks.synthetic import multiplied
from finder.criteria import Criteria, read
from finder.directory import Directory, open_directory
from finder.intake import take_in
from finder.search import search

HERE = Path(__file__).resolve().parent
NATIONAL = HERE.parent.parent / "shared/data/samhsa/su_directory_2023_with_coords.csv"
TODAY = date(2026, 1, 15)
QUESTIONS = (
    "near=22903&within=50&care=iop",
    "near=22903&care=iop&detox=nearby&hours=-12&cost=600",
    "near=10001&care=php,iop&pay=medicaid&therapy=cbt",
    "near=34.05,-118.24&within=100&for=women&lang=spanish",
    "near=99501&care=php&published=1",
    "near=60601&within=any&care=residential&pay=private",
    "near=22903&within=any&sort=hours",
    "state=VA&care=iop",
    "state=CA&for=pregnant&with=child-care",
    "care=iop",
    "",
    "q=hope",
    "care=outpatient&q=new+life&sort=name",
    "detox=nearby&detox_for=alcohol",
    "hours=-20&when=evening&cost=100&openings=1",
    "near=22903&care=iop&hours=9-19&pay=free&medication=methadone&lang=spanish",
    "care=inpatient&pay=free&therapy=matrix&medication=methadone&for=dui&lang=hmong",
)
GOALS_MS = {"directory": 5.0, "synthetic": 60.0}
Ask = Callable[[Criteria], Outcome]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("directory", nargs="?", default=str(NATIONAL))
    parser.add_argument("--programs", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=40)
    options = parser.parse_args()
    real = opened(options.directory)
    parts = [head(), section("directory", real, options.repeat)]
    parts.append(section("synthetic", multiplied(real, options.programs), options.repeat // 4))
    (HERE / "search.md").write_text("\n".join(parts), encoding="utf-8")


def opened(path: str) -> Directory:
    """A directory folder, or a source file."""
    return open_directory(path) if Path(path).is_dir() else take_in([path]).directory


def section(name: str, directory: Directory, repeat: int) -> str:
    """Measure one directory with all three; print and return the part of the page about it."""
    goal = GOALS_MS[name]
    title = f"## {len(directory.facilities):,} facilities, {len(directory.programs):,} programs"
    lines = [title, "", f"Goal: a median under {goal:g} ms.", "", *table_head()]
    print("\n".join(lines))
    asks: dict[str, Ask] = {
        "finder": lambda criteria: outcome(search(directory, criteria, TODAY)),
        "pandas": PandasSearch(directory, TODAY).search,
        "duckdb": DuckSearch(directory, TODAY).search,
    }
    everything: dict[str, list[float]] = {peer: [] for peer in asks}
    for question in QUESTIONS:
        criteria = read(question).criteria
        found = agreed(question, {peer: ask(criteria) for peer, ask in asks.items()})
        times = {
            peer: measured(ask, criteria, repeat if peer == "finder" else max(3, repeat // 4))
            for peer, ask in asks.items()
        }
        for peer, some in times.items():
            everything[peer] += some
        lines.append(row(f"`?{question}`", found.total, times))
        print(lines[-1], flush=True)
    lines += [row("**all of them**", None, everything), ""]
    print("\n".join(lines[-2:]))
    return "\n".join(lines)


def measured(ask: Ask, criteria: Criteria, repeat: int) -> list[float]:
    """Milliseconds of each of some runs, after one that warms up."""
    ask(criteria)
    times = []
    gc.disable()
    for _ in range(repeat):
        before = time.perf_counter()
        ask(criteria)
        times.append((time.perf_counter() - before) * 1000)
    gc.enable()
    return times


def agreed(question: str, outcomes: dict[str, Outcome]) -> Outcome:
    """The one outcome of all peers. Raises ValueError where they differ."""
    ours = outcomes.pop("finder")
    for peer, theirs in outcomes.items():
        for name in ("total", "matches", "page", "facets", "near_misses"):
            if getattr(ours, name) != getattr(theirs, name):
                raise ValueError(
                    f"{peer} differs in {name} of ?{question}:\n"
                    f"{getattr(ours, name)}\n{getattr(theirs, name)}"
                )
        miles = ours.beyond or 0.0, theirs.beyond or 0.0
        if not math.isclose(*miles, rel_tol=1e-9):
            raise ValueError(f"{peer} differs beyond the radius of ?{question}: {miles}")
    return ours


def row(label: str, total: int | None, times: dict[str, list[float]]) -> str:
    """A line of the table."""
    cells = [label, "" if total is None else f"{total:,}"]
    for some in times.values():
        p50, p95 = np.percentile(some, [50, 95])
        cells += [f"{p50:.1f}", f"{p95:.1f}"]
    return f"| {' | '.join(cells)} |"


def table_head() -> list[str]:
    peers = ("finder", "pandas", "duckdb")
    cells = ["question", "found", *(f"{peer} {name}" for peer in peers for name in ("p50", "p95"))]
    return [f"| {' | '.join(cells)} |", f"|{'---|' * len(cells)}"]


def head() -> str:
    """What was measured, and on what."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pandas", "duckdb"))
    return f"""# Search, measured

Written by `python -m benchmarks.search`. Milliseconds for one search: filters, three-valued status,
order, first page, counts of all options, near misses and what lies beyond the radius. All three
answer the same; the benchmark stops where they do not. Python {platform.python_version()},
{versions}, {platform.machine()}, {os.cpu_count()} cores; the finder and pandas use one of them.

The synthetic directory is the real one repeated, each copy moved by about 25 miles. What is worked
out once for a directory (detox within 25 miles per set of substances, option bits, DuckDB's tables,
pandas' frames) is not in the times, for any of the three. In both directories all programs of a
facility state the same codes, as in every SAMHSA listing, and all three make use of that.
Where programs of a facility differ in every group of codes, the finder counts options program by
program: the widest questions then take about twice as long.
"""


if __name__ == "__main__":
    main()
