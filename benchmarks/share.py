"""How long it takes to hand over: the sheet, the workbook, the comparison.

    python -m benchmarks.share [DIRECTORY or source file] [--repeat 5]

Times the PDF and the workbook in this process, in seconds of its one processor, so that other work
on the machine does not count; and the comparison in a Chromium, on the clock, from the click to the
frame in which it is shown, from both pages that lead to it. Prints a table and writes
benchmarks/share.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.page.servers import ROOT, free_port, running
from benchmarks.search import NATIONAL, TODAY
from finder.criteria import Criteria, read, write
from finder.directory import Directory, open_directory
from finder.export import Outgoing, exports
from finder.intake import take_in
from finder.intake.publishing.publish import publish
from finder.pages.shortlist.pdf import Sheet, shortlist_pdf
from finder.search import search

HERE = Path(__file__).resolve().parent
_SEARCH = "near=22903&within=any&care=iop"
_PICKS = 12
# As long as a finger holds a button down; the click is what the release makes.
_PRESS_MILLISECONDS = 80
# So many clicks for each run of the others: one is quick, and scatters.
_CLICKS = 3
# Both ends as the browser stamps them: the mouse released on the link, and the frame shown in which
# the largest thing of the new page stands, which comes with all of it.
_CLICKED = """addEventListener("click", (event) =>
    sessionStorage.setItem("clicked", performance.timeOrigin + event.timeStamp), true)"""
_PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => done(
    performance.timeOrigin + list.getEntries().at(-1).startTime - sessionStorage.getItem("clicked")
)).observe({ type: "largest-contentful-paint", buffered: true }))"""
# Where a visitor stands who presses "Compare": below the list, or on the shortlist.
_FROM = {"the list": "/", "the shortlist": "/shortlist"}
_COMPARE = ".shortlist a.button, .to-do a"


@dataclass(frozen=True)
class Measured:
    """What was timed, its goal, the times in seconds, and what came of it."""

    what: str
    goal_seconds: float
    seconds: tuple[float, ...]
    result: str

    def row(self) -> str:
        """A line of the table."""
        median, slowest = statistics.median(self.seconds), max(self.seconds)
        kept = "yes" if median < self.goal_seconds else "**no**"
        goal, shown = _time(self.goal_seconds), _time(median)
        return f"| {self.what} | {goal} | {shown} | {_time(slowest)} | {kept} | {self.result} |"


def main() -> None:
    """Measure and write the page."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        directory = _published(arguments.source, folder)
        criteria = _picked(directory)
        measured = [
            *_sheets(directory, criteria, arguments.repeat),
            _workbook(directory, min(arguments.repeat, 3)),
            *_comparisons(criteria, folder, arguments.repeat),
        ]
    page = _page(directory, measured)
    print(page)
    (HERE / "share.md").write_text(page, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.share", description=__doc__)
    parser.add_argument("source", nargs="?", default=str(NATIONAL))
    parser.add_argument("--repeat", type=int, default=5)
    return parser.parse_args()


def _published(source: str, folder: str) -> Directory:
    publish(take_in([source]).directory, folder)
    return open_directory(folder)


def _picked(directory: Directory) -> Criteria:
    found = search(directory, read(_SEARCH).criteria, TODAY).facilities[:_PICKS]
    return read(f"{_SEARCH}&pick={','.join(one.facility.id for one in found)}").criteria


def _timed(make: Callable[[], bytes], repeat: int) -> tuple[tuple[float, ...], bytes]:
    """Processor seconds of some runs after a first one, and what the last one made."""
    content, seconds = make(), []
    for _run in range(repeat):
        started = time.process_time()
        content = make()
        seconds.append(time.process_time() - started)
    return tuple(seconds), content


def _sheets(directory: Directory, criteria: Criteria, repeat: int) -> list[Measured]:
    measured = []
    code = f"https://finder.example/shortlist?{write(criteria)}"
    for name, sheet in (
        ("one table", Sheet(code)),
        ("a page each", Sheet(code, "pages")),
        ("a page each, large print", Sheet(code, "pages", large=True)),
    ):

        def make(sheet: Sheet = sheet) -> bytes:
            return shortlist_pdf(directory, criteria, TODAY, sheet, searched=True)

        seconds, content = _timed(make, repeat)
        what = f"PDF of {_PICKS} places, {name}"
        measured.append(Measured(what, 1.0, seconds, f"{len(content) / 1024:,.0f} KB"))
    return measured


def _workbook(directory: Directory, repeat: int) -> Measured:
    results = search(directory, Criteria(), TODAY)

    def make() -> bytes:
        return b"".join(exports()["xlsx"].chunks(Outgoing(results, TODAY)))

    seconds, content = _timed(make, repeat)
    rows = len(directory.programs.care)
    what = f"Workbook of {results.total:,} places ({rows:,} rows)"
    return Measured(what, 5.0, seconds, f"{len(content) / 1024**2:.1f} MB")


def _comparisons(criteria: Criteria, folder: str, repeat: int) -> list[Measured]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    command += [f"--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1"]
    finder = f"http://127.0.0.1:{port}"
    env = {"FINDER_DIRECTORY": folder, "FINDER_TILES": "none", "FINDER_GEOCODER": "none"}
    with running(command, f"{finder}/_stcore/health", env), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        measured = []
        for place, path in _FROM.items():
            address = f"{finder}{path}?{write(criteria)}"
            _painted(page, address)
            seconds = tuple(_painted(page, address) for _run in range(_CLICKS * repeat))
            shown = f"{page.locator('.facts-table thead .name').count()} places"
            what = f"Comparison from {place}, click to painted"
            measured.append(Measured(what, 0.15, seconds, shown))
        browser.close()
    return measured


def _painted(page: Page, address: str) -> float:
    """Seconds from a click on "Compare" to the frame in which the comparison is shown."""
    page.goto(address, wait_until="networkidle")
    page.evaluate(_CLICKED)
    page.locator(_COMPARE).get_by_text("Compare", exact=True).click(delay=_PRESS_MILLISECONDS)
    page.wait_for_url("**/compare?**")
    milliseconds: float = page.evaluate(_PAINTED)
    return milliseconds / 1000


def _chromium() -> str | None:
    return os.environ.get("FINDER_CHROMIUM") or shutil.which("chromium")


def _page(directory: Directory, measured: list[Measured]) -> str:
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("fpdf2", "rustpy-xlsxwriter", "segno")
    )
    rows = "\n".join(one.row() for one in measured)
    return f"""# Handing over, measured

Written by `python -m benchmarks.share`, on {len(directory.facilities):,} facilities with
{len(directory.programs.care):,} programs. Python {platform.python_version()}, {packages},
{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end. PDF and
workbook: seconds of one processor, after a first run that loads typefaces and outlines. The
comparison: on the clock, as the browser stamps the click of the mouse and the frame that shows the
page (largest contentful paint), in a Chromium without a graphics card against a server on the same
machine, after a first visit. The pointer comes to the link only for the click; the button is held
for 80 ms, as by a hand, and the click is its release.

| what | goal | median | slowest | kept | result |
|---|---|---|---|---|---|
{rows}
"""


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


if __name__ == "__main__":
    main()
