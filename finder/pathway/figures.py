"""Hours and cost of a step, each with what it rests on. What is not known is never a zero.

published    the place has published it
level        follows from the definition of the care level
reference    what is typical for the level elsewhere, by a published reference fact
None         not known
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from finder.directory import Directory, Facility, Program, Range
from finder.pathway.stages import MOST_WEEKS, Stage
from finder.vocabulary import PAYMENTS

__all__ = [
    "Basis",
    "Figure",
    "Length",
    "Total",
    "Typical",
    "TypicalPrice",
    "cost_of",
    "hours_of",
    "length_of",
    "lives_in",
]

Basis = Literal["published", "level", "reference"]
_LIVES_IN_HOURS = 168.0


@dataclass(frozen=True)
class Figure:
    """A range with its basis; an end that is None is open. basis None: not known at all.

    sources: the ids of the reference facts that it is from, if it is from any.
    """

    low: float | None = None
    high: float | None = None
    basis: Basis | None = None
    sources: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is any number."""
        return self.basis is not None

    def times(self, factor: float) -> Figure:
        """The same for so many weeks."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Figure(low, high, self.basis, self.sources)


@dataclass(frozen=True)
class TypicalPrice:
    """What a level costs elsewhere, USD a week, or for a stay of any length.

    sources: the ids of the reference facts.
    """

    low: float | None
    high: float | None
    sources: tuple[str, ...]
    weekly: bool = True


# The typical price of a stage, by its code; None where no reference fact gives one.
Typical = Callable[[str], TypicalPrice | None]


@dataclass(frozen=True)
class Length:
    """Weeks as planned. basis: chosen by the visitor, published by the place, or our planning."""

    weeks: int
    basis: Literal["chosen", "published", "planning"]
    published: Range | None = None


@dataclass(frozen=True)
class Total:
    """A sum of ranges. of: the stages in it. unknown: the stages of which nothing is known.

    high is None where an end is open. With stages unknown it is a part of the whole, no more.
    """

    low: float
    high: float | None
    of: tuple[str, ...]
    unknown: tuple[str, ...]

    @classmethod
    def over(cls, figures: Iterable[tuple[str, Figure]]) -> Total:
        """The sum over the figures of stages."""
        given = list(figures)
        known = [(stage, one) for stage, one in given if one.known]
        highs = [one.high for _stage, one in known]
        return cls(
            low=sum(one.low or 0.0 for _stage, one in known),
            high=None if None in highs else sum(high for high in highs if high is not None),
            of=tuple(stage for stage, _one in known),
            unknown=tuple(stage for stage, one in given if not one.known),
        )


def length_of(stage: Stage, program: Program | None, chosen: int | None) -> Length:
    """How long a step is planned: as chosen, else the most that is published, else as usual."""
    published = program.weeks if program else None
    if chosen is not None:
        return Length(chosen, "chosen", published)
    if published is None:
        return Length(stage.weeks, "planning")
    most = published.high if published.high is not None else published.low or 1
    return Length(min(max(math.ceil(most), 1), MOST_WEEKS), "published", published)


def hours_of(stage: Stage, program: Program | None) -> Figure:
    """Hours a week: published, else by the definition of the level, else not known."""
    if program is not None and program.hours_known.basis is not None:
        low, high, basis, _rule = program.hours_known
        return Figure(low, high, "published" if basis == "published" else "level")
    level = stage.level
    if level is None or level.hours is None:
        return Figure()
    low, high = level.hours
    return Figure(low, None if math.isinf(high) else high, "level")


def lives_in(stage: Stage, hours: Figure) -> bool:
    """Whether one sleeps there, by the level or by what is published."""
    by_level = stage.level is not None and stage.level.lives_in
    return stage.home or by_level or (hours.low or 0.0) >= _LIVES_IN_HOURS


def cost_of(
    directory: Directory,
    stage: Stage,
    place: tuple[Facility, Program] | None,
    length: Length,
    typical: Typical,
) -> Figure:
    """USD for the whole step: by the published price, else by what is typical for the level."""
    published = _published_cost(directory, *place, length) if place else Figure()
    if published.known:
        return published
    price = typical(stage.code)
    if price is None:
        return Figure()
    figure = Figure(price.low, price.high, "reference", price.sources)
    return figure.times(length.weeks) if price.weekly else figure


def _published_cost(
    directory: Directory, facility: Facility, program: Program, length: Length
) -> Figure:
    if facility.stated("pay") & PAYMENTS.bits(["free"]):
        return Figure(0.0, 0.0, "published")
    if program.cost is None:
        return Figure()
    if program.cost_per == "program" and not _longer(length):
        return Figure(*program.cost, "published")
    low, high = (
        _number(column["week"][program.row])
        for column in (directory.prices.low, directory.prices.high)
    )
    if low is None and high is None:
        return Figure()
    return Figure(low, high, "published").times(length.weeks)


def _longer(length: Length) -> bool:
    """Whether a step is planned longer than its place publishes, so that its price may not do."""
    published = length.published
    if length.basis != "chosen" or published is None:
        return False
    most = published.high if published.high is not None else published.low
    return most is not None and length.weeks > most


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
