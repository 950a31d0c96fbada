"""The charts beside the comparison: hours against price, and distance, as SVG with words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finder.criteria.criterion import number_text
from finder.criteria.declared import NEAR
from finder.directory import Range
from finder.locale import _
from finder.pages.compare.rows import Column
from finder.pages.compare.spans import Basis, Scale, Span, hours_span, price_span, scale_of
from finder.wording.statements import level_name
from finder.wording.words import capital, distance, money, number_range, price

__all__ = ["DistanceBar", "HoursAndPrice", "distances", "hours_and_price"]

# In units of the drawing; a phone shows about one a pixel.
WIDTH = 420
_LEFT, _RIGHT, _TOP = 72, 8, 10
_PLOT_HEIGHT, _LANE, _SLOT = 170, 84, 25
_LEAST = 22


@dataclass(frozen=True)
class _Bar:
    """A program in the drawing: its box, its number, and what its hours and its price rest on."""

    x: float
    y: float
    width: float
    height: float
    number: int
    hours: Basis
    price: Basis

    @property
    def unknown(self) -> bool:
        """Whether hours or price are not published."""
        return "unknown" in (self.hours, self.price)


@dataclass(frozen=True)
class _Tick:
    """A value of an axis and where it stands."""

    at: float
    label: str


@dataclass(frozen=True)
class _Lane:
    """A place beside an axis for what is not on it."""

    at: float
    size: float
    label: str


@dataclass(frozen=True)
class HoursAndPrice:
    """The drawing, and the same in words."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    bars: tuple[_Bar, ...]
    across: tuple[_Tick, ...]
    upwards: tuple[_Tick, ...]
    lanes_right: tuple[_Lane, ...]
    lane_below: _Lane | None
    unit: str
    words: tuple[str, ...]

    def has(self, basis: str) -> bool:
        """Whether hours or price of any program rest on this."""
        return any(basis in (one.hours, one.price) for one in self.bars)


@dataclass(frozen=True)
class _Program:
    """A program with its spans."""

    number: int
    name: str
    level: str
    hours: Span
    price: Span


def hours_and_price(columns: Sequence[Column], unit: str) -> HoursAndPrice:
    """Hours a week (to the right) against price (upwards) of all programs that are compared."""
    programs = [one for column in columns for one in _programs(column, unit)]
    return _Drawing(programs, unit).drawn()


def _programs(column: Column, unit: str) -> list[_Program]:
    return [
        _Program(
            column.pick.number,
            column.facility.name,
            level_name(program.care),
            hours_span(program),
            price_span(column.directory, column.facility, program, unit),
        )
        for program in column.programs
    ]


class _Drawing:
    """Where everything stands. A lane is there only if something is in it."""

    def __init__(self, programs: Sequence[_Program], unit: str) -> None:
        self.programs, self.unit = programs, unit
        self.across = scale_of((one.hours for one in programs), 20)
        self.upwards = scale_of((one.price for one in programs), 100)
        kinds = [kind for kind in ("lives-in", "unknown") if any(
            one.hours.basis == kind for one in programs)]  # fmt: skip
        self.kinds = kinds
        self.right = WIDTH - _RIGHT - _LANE * len(kinds)
        self.bottom = _TOP + (_PLOT_HEIGHT if self.upwards else 0)
        self.unpriced = [one for one in programs if not one.price.on_axis]
        self.slots = len(self.unpriced)

    def drawn(self) -> HoursAndPrice:
        lane_height = self.slots * _SLOT + 6 if self.slots else 0
        below = _Lane(self.bottom, lane_height, _("Price not published")) if self.slots else None
        return HoursAndPrice(
            width=WIDTH,
            height=round(self.bottom + lane_height + 42),
            left=_LEFT,
            right=self.right,
            top=_TOP,
            bottom=self.bottom + lane_height,
            bars=tuple(self._bar(one) for one in self.programs),
            across=tuple(
                _Tick(self._x(value), number_text(value)) for value in _ticks(self.across)
            ),
            upwards=tuple(_Tick(self._y(value), money(value)) for value in _ticks(self.upwards)),
            lanes_right=tuple(self._lane(kind) for kind in self.kinds),
            lane_below=below,
            unit=self.unit,
            words=tuple(_in_words(one, self.unit) for one in self.programs),
        )

    def _lane(self, kind: str) -> _Lane:
        labels = {"lives-in": _("Lives there"), "unknown": _("Not published")}
        return _Lane(self.right + _LANE * self.kinds.index(kind), _LANE, labels[kind])

    def _x(self, hours: float) -> float:
        end = self.across.end if self.across else 1.0
        return round(_LEFT + (self.right - _LEFT) * min(hours / end, 1.0), 1)

    def _y(self, amount: float) -> float:
        end = self.upwards.end if self.upwards else 1.0
        return round(self.bottom - _PLOT_HEIGHT * min(amount / end, 1.0), 1)

    def _bar(self, program: _Program) -> _Bar:
        x, width = self._sideways(program)
        y, height = self._height(program)
        return _Bar(x, y, width, height, program.number, program.hours.basis, program.price.basis)

    def _sideways(self, program: _Program) -> tuple[float, float]:
        span = program.hours
        if not span.on_axis:
            lane = self._lane(span.basis)
            alike = [one for one in self.programs if one.hours.basis == span.basis]
            room = (_LANE - 8) / max(len(alike), 3)
            if not program.price.on_axis:
                return lane.at + 6, _LANE - 12
            return round(lane.at + 4 + room * alike.index(program), 1), round(min(room, 30) - 2, 1)
        start = self._x(span.low)
        end = self.right if span.high is None else self._x(span.high)
        return _at_least(start, end, _LEFT, self.right)

    def _height(self, program: _Program) -> tuple[float, float]:
        if not program.price.on_axis:
            return self.bottom + 4 + _SLOT * self.unpriced.index(program), _SLOT - 3
        high = program.price.high
        top = _TOP if high is None else self._y(high)
        return _at_least(top, self._y(program.price.low), _TOP, self.bottom)


def _at_least(start: float, end: float, first: float, last: float) -> tuple[float, float]:
    """Start and size of a bar that has room for its number, inside the plot."""
    size = max(end - start, _LEAST)
    start = (start + end - size) / 2 if size > end - start else start
    return round(min(max(start, first), last - size), 1), round(size, 1)


def _ticks(scale: Scale | None) -> tuple[float, ...]:
    return scale.ticks if scale else ()


def _in_words(program: _Program, unit: str) -> str:
    return _("{number}, {name}, {level}: {hours}; {price}").format(
        number=program.number,
        name=program.name,
        level=program.level,
        hours=_hours_words(program.hours),
        price=_price_words(program.price, unit),
    )


def _hours_words(span: Span) -> str:
    if span.basis == "lives-in":
        return _("lives there")
    if span.basis == "unknown":
        return _("hours not published")
    ends = number_range(Range(span.low or None, span.high))
    words = _("{hours} hours a week")
    if span.basis == "level":
        words = _("{hours} hours a week by definition of the level")
    if span.basis == "code":
        words = _("{hours} hours a week by its billing code")
    return words.format(hours=ends)


def _price_words(span: Span, unit: str) -> str:
    if not span.on_axis:
        return _("price not published")
    said = price(Range(span.low, span.high), unit)
    if span.basis == "filed":
        return _("{price}, cash price in its hospital's file").format(price=said)
    if span.basis == "floor":
        words = _("{price}, by the cash price and the least days of its billing code")
        return words.format(price=said)
    return said


@dataclass(frozen=True)
class DistanceBar:
    """How far a place is. share: of the longest bar, 0 to 1; None where the distance is unknown."""

    number: int
    name: str
    words: str
    share: float | None
    approximate: bool


def distances(columns: Sequence[Column]) -> list[DistanceBar]:
    """A bar for each place; none where no place was searched from."""
    place = columns[0].criteria[NEAR] if columns else None
    if place is None:
        return []
    known = [one.pick.found.miles for one in columns if one.pick.found.miles is not None]
    longest = max([*known, 1.0])
    return [
        DistanceBar(
            one.pick.number,
            one.facility.name,
            capital(distance(one.facility, one.pick.found.miles, place)),
            None if one.pick.found.miles is None else one.pick.found.miles / longest,
            one.facility.position == "approximate",
        )
        for one in columns
    ]
