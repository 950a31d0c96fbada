"""The order of a run: what is measured of whom."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from playwright.sync_api import Browser, sync_playwright

from benchmarks.page.findings import Findings
from benchmarks.page.load import loaded
from benchmarks.page.memory import first_answers, memory
from benchmarks.page.places import many_zip_codes
from benchmarks.page.rows import Prepared
from benchmarks.page.scenarios import Samples, cold_opens, visits
from benchmarks.page.subjects import DatasetteTable, Finder, Subject, UsualApp
from benchmarks.page.targets import FINDER, SYNTHETIC

__all__ = ["PARTS", "browser", "measured"]

PARTS = ("visits", "million", "slow", "load", "memory")
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
_CONNECTIONS = (1, 8, 32)
_LOAD_SECONDS = 3.0
_STARTS = 5
_LINKS_AGAIN = 20


def _subjects(files: Prepared) -> list[Subject]:
    return [
        Finder(files.directory, FINDER),
        UsualApp(files, "usual_app.py", "usual app"),
        UsualApp(files, "usual_app_feature_group.py", "usual app, feature group"),
        DatasetteTable(files),
    ]


def measured(
    files: Prepared, parts: Collection[str], repetitions: int, sessions: int
) -> Iterator[Findings]:
    """Measure these parts, one after another; gives all that was found so far after each."""
    findings = Findings(repetitions)
    subjects = _subjects(files)
    if "visits" in parts:
        for subject in subjects:
            findings.visits[subject.name] = _visits(subject, repetitions)
        yield findings
    if "million" in parts:
        synthetic = Finder(files.synthetic, SYNTHETIC)
        findings.visits[SYNTHETIC] = _visits(synthetic, repetitions)
        yield findings
    if "slow" in parts:
        findings.slow = _slow_opens(subjects, repetitions)
        yield findings
    if "load" in parts:
        _loads(findings, subjects)
        yield findings
    if "memory" in parts:
        _memories(findings, subjects, sessions)
        yield findings


def _visits(subject: Subject, repetitions: int) -> Samples:
    print(f"{subject.name}: visits", flush=True)
    with browser() as chromium, subject.serve() as running:
        return visits(chromium, subject, running.address, repetitions)


def _slow_opens(subjects: Sequence[Subject], repetitions: int) -> dict[str, Samples]:
    """Two at a time: a slow page mostly waits for its line."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        jobs = {one.name: pool.submit(_slow_open, one, repetitions) for one in subjects}
        return {name: job.result() for name, job in jobs.items()}


def _slow_open(subject: Subject, repetitions: int) -> Samples:
    print(f"{subject.name}: slow line", flush=True)
    with browser() as chromium, subject.serve(slow=True) as running:
        return cold_opens(chromium, subject, running.address, repetitions, "slow line")


def _loads(findings: Findings, subjects: Sequence[Subject]) -> None:
    for subject in subjects:
        if isinstance(subject, Finder):
            for path in ("/plain", "/api/v1/search", "/"):
                _load(findings, subject, f"{path}, new", path)
                _load(findings, subject, f"{path}, again", path, again=True)
        elif isinstance(subject, DatasetteTable):
            _load(findings, subject, subject.name, "")


def _load(
    findings: Findings, subject: Subject, name: str, path: str, *, again: bool = False
) -> None:
    """Each number of connections on its own server, so that no answer was worked out before."""
    links = [
        path + subject.link(place).removeprefix("/" if path else "") for place in many_zip_codes()
    ]
    asked = links[:_LINKS_AGAIN] if again else links[_LINKS_AGAIN:]
    for connections in _CONNECTIONS:
        print(f"{name}: {connections} connections", flush=True)
        with subject.serve() as running:
            port = int(running.address.rpartition(":")[2])
            loaded(port, links[:_LINKS_AGAIN], 1, 0.0, _LINKS_AGAIN)
            findings.loads[name, connections] = loaded(port, asked, connections, _LOAD_SECONDS)


def _memories(findings: Findings, subjects: Sequence[Subject], sessions: int) -> None:
    links = many_zip_codes()[: sessions + 2]
    for subject in subjects:
        print(f"{subject.name}: memory and start", flush=True)
        findings.memories[subject.name] = memory(subject, links)
        findings.starts[subject.name] = first_answers(subject, links[0], _STARTS)


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium: FINDER_CHROMIUM, one on the machine, or Playwright's own."""
    named = os.environ.get("FINDER_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield chromium
        finally:
            chromium.close()
