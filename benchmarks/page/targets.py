"""What is to be reached, and whether it was: issue 4, on the real directory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.page.findings import Findings, median
from benchmarks.page.scenarios import Samples

__all__ = ["FINDER", "SYNTHETIC", "Target", "targets"]

FINDER, SYNTHETIC = "this finder", "this finder, synthetic"
USUAL = ("usual app", "usual app, feature group")
DATASETTE = "Datasette"

_FIRST_RESULT_MS = 1_200
_MOST_TIMES_FOR_A_MILLION = 2.0
# How many times sooner, faster or smaller than the usual apps.
_RATIOS = (
    ("first result on the slow line", "slow", "slow line: first result", 15.0),
    ("usable on the slow line", "slow", "slow line: usable", 3.0),
    ("filter click to new list", "visits", "filter: list", 6.0),
    ("filter click to new pins", "visits", "filter: pins", 6.0),
    ("bytes of a filter click", "visits", "filter: bytes", 10.0),
)
_TIMES_DATASETTE = 30.0


@dataclass(frozen=True)
class Target:
    """One line: what, the value that was asked, the one that was measured, whether it is met."""

    what: str
    asked: str
    measured: str
    met: bool


def targets(findings: Findings) -> list[Target]:
    """All targets of which both sides were measured."""
    return [
        *_of_ratios(findings),
        *_of_first_result(findings),
        *_of_loads(findings),
        *_of_a_million(findings),
    ]


def _of_ratios(findings: Findings) -> Iterator[Target]:
    for what, part, name, least in _RATIOS:
        samples: dict[str, Samples] = getattr(findings, part)
        for peer in USUAL:
            if FINDER in samples and peer in samples:
                ratio = median(samples[peer][name]) / max(median(samples[FINDER][name]), 1e-9)
                said = f"{least:g} times better than {peer}"
                yield Target(what, said, f"{ratio:.1f} times", ratio >= least)


def _of_first_result(findings: Findings) -> Iterator[Target]:
    if FINDER in findings.slow:
        first = median(findings.slow[FINDER]["slow line: first result"])
        asked = f"under {_FIRST_RESULT_MS:,} ms"
        met = first < _FIRST_RESULT_MS
        yield Target("first result on the slow line", asked, f"{first:,.0f} ms", met)


def _of_loads(findings: Findings) -> Iterator[Target]:
    for (name, connections), load in findings.loads.items():
        peer = findings.loads.get((DATASETTE, connections))
        if peer is None or name == DATASETTE:
            continue
        ratio = load.a_second / peer.a_second
        asked = f"{_TIMES_DATASETTE:g} times Datasette's a second"
        what = f"{name}, {connections} connections"
        yield Target(what, asked, f"{ratio:.1f} times", ratio >= _TIMES_DATASETTE)


def _of_a_million(findings: Findings) -> Iterator[Target]:
    real, synthetic = (findings.visits.get(name, {}) for name in (FINDER, SYNTHETIC))
    for name in synthetic:
        if name.endswith("bytes") or name not in real or name.startswith("pan"):
            continue
        ratio = median(synthetic[name]) / max(median(real[name]), 1e-9)
        met = ratio <= _MOST_TIMES_FOR_A_MILLION
        asked = f"at most {_MOST_TIMES_FOR_A_MILLION:g} times the real one's"
        yield Target(f"a million programs, {name}", asked, f"{ratio:.1f} times", met)
