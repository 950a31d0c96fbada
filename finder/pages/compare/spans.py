"""Hours and prices of programs as spans of a chart; what is not published has a lane of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from finder.directory import Directory, Facility, Program
from finder.vocabulary import CARE_LEVELS, PAYMENTS

__all__ = ["Basis", "Scale", "Span", "hours_span", "price_span", "scale_of"]

Basis = Literal["published", "filed", "floor", "code", "level", "lives-in", "unknown"]
_STEPS = (1, 2, 2.5, 5, 10)
_MOST_TICKS = 5


@dataclass(frozen=True)
class Span:
    """A range on an axis. high: None is an open end. basis `unknown`, `lives-in`: a lane, no range.

    low of a range whose lower end is not published is 0. `filed`: a cash price of a file;
    `floor`: one brought to the unit by the least days or hours of its billing code.
    """

    basis: Basis
    low: float = 0.0
    high: float | None = None

    @property
    def on_axis(self) -> bool:
        """Whether it stands on the axis, not in a lane."""
        return self.basis not in ("lives-in", "unknown")


@dataclass(frozen=True)
class Scale:
    """An axis from 0 to `end` with a tick at each multiple of `step`."""

    end: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values of the ticks, 0 and the end among them."""
        return tuple(self.step * count for count in range(round(self.end / self.step) + 1))


def hours_span(program: Program) -> Span:
    """Hours a week: as published, else by billing code or level; living in is a lane."""
    level = CARE_LEVELS[program.care] if program.care else None
    low, high, basis, _rule = program.hours_known
    if basis is None:
        return Span("unknown")
    if level is not None and level.lives_in and (basis == "level" or (low or 0) >= 168):
        return Span("lives-in")
    return Span(basis, low or 0.0, high)


def price_span(directory: Directory, facility: Facility, program: Program, unit: str) -> Span:
    """The self-pay price in one unit, in USD; what cannot be brought to the unit is unknown."""
    if facility.stated("pay") & PAYMENTS.bits(["free"]):
        return Span("published", 0.0, 0.0)
    low = float(directory.prices.low[unit][program.row])
    high = float(directory.prices.high[unit][program.row])
    if math.isnan(low) and math.isnan(high):
        return Span("unknown")
    if directory.prices.floor[unit][program.row]:
        return Span("floor", low, None)
    basis: Basis = "filed" if directory.prices.by_file[program.row] else "published"
    return Span(basis, 0.0 if math.isnan(low) else low, None if math.isnan(high) else high)


def scale_of(spans: Iterable[Span], least: float) -> Scale | None:
    """The axis that shows some spans; None where none of them stands on it. least: its end."""
    shown: Sequence[Span] = [one for one in spans if one.on_axis]
    if not shown:
        return None
    # An open end needs some room to be seen as one.
    reach = max(one.low * 1.25 if one.high is None else one.high for one in shown)
    return _round_scale(max(reach, least))


def _round_scale(reach: float) -> Scale:
    size = 10 ** math.floor(math.log10(reach / _MOST_TICKS))
    step = next(one * size for one in _STEPS if reach / (one * size) <= _MOST_TICKS)
    return Scale(step * math.ceil(reach / step), step)
