"""All that one run has measured."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from benchmarks.page.load import Load
from benchmarks.page.memory import Memory
from benchmarks.page.scenarios import Samples

__all__ = ["Findings", "median", "p95"]


@dataclass
class Findings:
    """By the name of the subject, in the order in which they were measured."""

    repetitions: int
    visits: dict[str, Samples] = field(default_factory=dict)
    slow: dict[str, Samples] = field(default_factory=dict)
    loads: dict[tuple[str, int], Load] = field(default_factory=dict)
    memories: dict[str, Memory] = field(default_factory=dict)
    starts: dict[str, list[float]] = field(default_factory=dict)


def median(values: list[float]) -> float:
    """The middle one."""
    return float(np.percentile(values, 50))


def p95(values: list[float]) -> float:
    """What 95 of 100 stay under."""
    return float(np.percentile(values, 95))
