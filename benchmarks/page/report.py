"""The page about a run: benchmarks/results.md, printed too."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version

from benchmarks.page.findings import Findings, median, p95
from benchmarks.page.scenarios import Samples
from benchmarks.page.targets import FINDER, targets

__all__ = ["report"]

_PACKAGES = (
    "streamlit", "streamlit-folium", "folium", "pandas", "datasette", "datasette-cluster-map",
)  # fmt: skip


def report(findings: Findings, browser: str) -> str:
    """All tables of a run, as Markdown."""
    parts = [
        _head(findings, browser),
        "## Targets\n",
        _table(("what", "asked", "measured", ""), _target_rows(findings)),
        "\n## On the slow line (1.6 Mbit/s, 150 ms), nothing in the cache\n",
        _samples_table(findings.slow),
        "\n## A visit, line not slowed\n",
        _samples_table(findings.visits),
        "\n## Answers a second\n",
        _table(("what", "connections", "p50 ms", "p95 ms", "a second"), _load_rows(findings)),
        "\n## Memory and start\n",
        _table(
            ("what", "process, MB", "each further session, MB", "start to first answer, ms (p95)"),
            _process_rows(findings),
        ),
        "",
    ]
    return "\n".join(parts)


def _target_rows(findings: Findings) -> Iterable[Iterable[str]]:
    for one in targets(findings):
        yield one.what, one.asked, one.measured, "met" if one.met else "**not met**"


def _samples_table(samples: dict[str, Samples]) -> str:
    """A row for each thing measured, a column for each subject: median (p95), times ours."""
    names = dict.fromkeys(name for some in samples.values() for name in some)
    rows = [[name, *(_cell(samples, subject, name) for subject in samples)] for name in names]
    return _table(("milliseconds or bytes: median (p95)", *samples), rows)


def _cell(samples: dict[str, Samples], subject: str, name: str) -> str:
    values = samples[subject].get(name)
    if not values:
        return "–"
    ours = samples.get(FINDER, {}).get(name)
    text = f"{median(values):,.0f} ({p95(values):,.0f})"
    if subject == FINDER or not ours or median(ours) < 1:
        return text
    return f"{text} = {median(values) / median(ours):.1f} ×"


def _load_rows(findings: Findings) -> Iterable[Iterable[str]]:
    for (name, connections), load in findings.loads.items():
        times = load.milliseconds
        yield (name, str(connections), f"{median(times):.1f}", f"{p95(times):.1f}",
               f"{load.a_second:,.1f}")  # fmt: skip


def _process_rows(findings: Findings) -> Iterable[Iterable[str]]:
    for name, memory in findings.memories.items():
        each = "–" if memory.session_mb is None else f"{memory.session_mb:.2f}"
        starts = findings.starts.get(name)
        said = f"{median(starts):,.0f} ({p95(starts):,.0f})" if starts else "–"
        yield name, f"{memory.process_mb:,.0f}", each, said


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = list(head)
    lines = [cells, ["---"] * len(cells), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _head(findings: Findings, browser: str) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    day = datetime.now(UTC).date()
    return f"""# The page, measured

Written by `make bench` on {day}, all in one run on one machine: {platform.machine()},
{os.cpu_count()} cores, Python {platform.python_version()}, Chromium {browser}; {versions}.
{findings.repetitions} repetitions of each step, each in a browser with an empty cache and around
another town; median, and in brackets the 95th percentile. "= 6.0 ×": so many times ours.

- **Rows**: the same 12,742 facilities for all, from one import (page/rows.py). Question: intensive
  outpatient care within 25 miles; the filter clicked is Medicaid. Datasette knows no radius: it is
  asked for a box that holds as much ground.
- **Usual apps** (peers/): a careful user's Streamlit and folium, table and filtered tables cached,
  nothing returned from the map, links read and written. Leaflet comes compressed from a host of its
  own on this machine, without jQuery, Bootstrap and the icon fonts that folium would load from five
  hosts: that favours them. No subject loads street tiles.
- **Times**: from the navigation, or from the click or key as the browser stamps it, to the first
  task after the frame that shows the last change of list or pins; the page has then been still for
  0.7 s (recorder.js). "First result": a result can be seen. "Usable": a filter can be clicked and
  is answered; of this finder that is so from the first paint on, before Streamlit's scripts have
  come (tests/browser/test_asking.py clicks one there). "Whole": the live list stands, and nothing
  more changes. Pan: the map is dragged by 160 pixels; its longest frame, and from the last move
  until it is still.
- **Bytes**: what came to the browser: answers as sent, headers included, and websocket messages,
  compressed where the two sides agreed on that.
- **Slow line**: made between browser and server (line.py), since Chromium's own emulation does not
  slow websockets, which Streamlit's pages come over: 400 kB came in 0.18 s. Two subjects at a time,
  each on its own line.
- **Answers a second**: a bare client in its own process, connections kept open, compressed answers.
  "new": another link each time, so nothing has been worked out before; "again": the same 20 links.
- **Memory**: proportional set size of the server process. A session is a websocket that asks for a
  run as Streamlit's browser side does, with another link each, and stays open; no browser draws.
  Start: from the process to the end of a first run (Datasette: to its first page).

What a figure is made of, and why some are not reached: [profile.md](profile.md).
"""
