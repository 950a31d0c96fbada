"""What a criterion may ask of the programs that a search looks at.

`Facts` is a view of some programs of a directory (all, or those of the facilities in reach); each
column is cut out once, when a criterion first asks for it. All arrays have one entry a program.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from finder.answers import Answers
from finder.geo import miles_between
from finder.places import Place

if TYPE_CHECKING:
    from finder.directory import Directory

__all__ = ["Facts"]


class Facts:
    """The programs at `rows` of a directory (None: all of them), as they are known on `today`."""

    def __init__(self, directory: Directory, rows: NDArray[np.int64] | None, today: date) -> None:
        self.directory = directory.on(today)
        self.rows = rows
        self.today = today
        self._masks: dict[str, tuple[NDArray[Any], NDArray[Any]]] = {}

    def __len__(self) -> int:
        return len(self.directory.programs) if self.rows is None else len(self.rows)

    def at(self, places: NDArray[np.int64]) -> Facts:
        """The same of some of these programs, given by their places here, ascending."""
        if len(places) == len(self):
            return self
        rows = places if self.rows is None else self.rows[places]
        return Facts(self.directory, rows, self.today)

    def cut(self, column: NDArray[Any]) -> NDArray[Any]:
        """The part of a column of the directory's programs that this view is about."""
        return column if self.rows is None else column[self.rows]

    def masks(self, group: str) -> tuple[NDArray[Any], NDArray[Any]]:
        """Of a group of facts: the mask of those stated, the mask of those not published."""
        if group not in self._masks:
            yes, unknown = self.directory.programs.masks[group]
            self._masks[group] = self.cut(yes), self.cut(unknown)
        return self._masks[group]

    def number(self, name: str) -> NDArray[np.float64]:
        """A column of numbers of the programs; NaN where none is published."""
        return self.cut(self.directory.programs.numbers[name])

    def published(self, *names: str) -> NDArray[np.bool_]:
        """Per program whether it publishes any of these numbers."""
        said = np.zeros(len(self), dtype=bool)
        for name in names:
            if name not in self.directory.programs.unpublished:
                said |= ~np.isnan(self.number(name))
        return said

    def price(self, per: str) -> NDArray[np.float64]:
        """Published low end of the self-pay price, USD per `per`; NaN where there is none."""
        return self.cut(self.directory.prices.low[per])

    def price_is_floor(self, per: str) -> NDArray[np.bool_]:
        """Where that price is the least it can be, brought to the unit by least days or hours."""
        return self.cut(self.directory.prices.floor[per])

    def highest_price(self, per: str) -> NDArray[np.float64]:
        """Published high end of the self-pay price, USD per `per`; NaN where there is none."""
        return self.cut(self.directory.prices.high[per])

    @cached_property
    def care(self) -> NDArray[np.uint8]:
        """Position of the care level in the vocabulary; its length where no level is stated."""
        return self.cut(self.directory.programs.care)

    @cached_property
    def facility(self) -> NDArray[np.int64]:
        """Row of the program's facility."""
        return self.cut(self.directory.programs.facility)

    @cached_property
    def priced_by_file(self) -> NDArray[np.bool_]:
        """Where the price is the cash price of a hospital's file."""
        return self.cut(self.directory.prices.by_file)

    @cached_property
    def state(self) -> NDArray[np.uint8]:
        """Position of the facility's state in the vocabulary."""
        return self.of_facility(self.directory.facilities.state)

    @property
    def counties(self) -> tuple[str, ...]:
        """The labels of the counties that facilities of the directory lie in."""
        return self.directory.facilities.counties.labels

    @cached_property
    def county(self) -> NDArray[np.int32]:
        """Place of the facility's county in `counties`; -1 where none is known."""
        return self.of_facility(self.directory.facilities.counties.codes)

    @property
    def carries_confirmations(self) -> bool:
        """Whether anything in the directory carries the day on which it was confirmed."""
        return "verified_on" not in self.directory.programs.unpublished

    @property
    def confirmed_on(self) -> NDArray[np.float64]:
        """Day of the last confirmation as an ordinal; NaN where there was none."""
        return self.number("verified_on")

    def miles(self, place: Place) -> NDArray[np.float64]:
        """Miles from a place; NaN where the facility has no position."""
        facilities = self.directory.facilities
        latitude = self.of_facility(facilities.latitude)
        longitude = self.of_facility(facilities.longitude)
        return miles_between(*self.directory.point_of(place), latitude, longitude)

    def of_facility(self, column: NDArray[Any]) -> NDArray[Any]:
        """A column of the facilities, repeated for each program."""
        return column[self.facility]

    def named(self, words: tuple[str, ...]) -> NDArray[np.bool_]:
        """Whether each word begins a word of the facility's names."""
        return self.of_facility(self.directory.facilities.named(words))

    def detox_onsite(self, substances: tuple[str, ...]) -> Answers:
        """Whether the facility offers detox, for all of the substances if any are given."""
        return self.of_facility(self.directory.detox.onsite(substances))

    def detox_nearby(self, substances: tuple[str, ...]) -> Answers:
        """The same at the facility or at one within 25 miles of it."""
        return self.of_facility(self.directory.detox.nearby(substances))
