"""The columns of a directory: facilities and their programs, read-only arrays.

Missing numbers are NaN, missing texts empty, a missing position is NaN with no word on it; a
position of 0, 0 does not occur. Programs stand in the order of their facilities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from finder.directory.names import NameIndex
from finder.places import county_of_zip
from finder.vocabulary import CARE_LEVELS

__all__ = [
    "CASH_PER",
    "COST_PER",
    "FILED",
    "NUMBERS",
    "POSITIONS",
    "Counties",
    "Facilities",
    "Programs",
]

POSITIONS = (None, "approximate", "exact")
CASH_PER = ("hour", "session", "day", "week", "month", "program")
COST_PER = ("session", "day", "week", "month", "program")
NUMBERS = (
    "hours_low",
    "hours_high",
    "days_per_week",
    "sessions_per_week",
    "weeks_low",
    "weeks_high",
    "cost_low",
    "cost_high",
    "openings",
    "cash_low",
    "cash_high",
    "cash_per",
    "cash_days",
    "cash_day",
    "code_hours",
    "openings_on",
    "verified_on",
)

# Those that come from a hospital's price file.
FILED = ("cash_low", "cash_high", "cash_per", "cash_days", "cash_day", "code_hours")

# Those that are days.
DAYS = ("cash_day", "openings_on", "verified_on")


class Counties(NamedTuple):
    """labels: of the counties that facilities lie in. codes: per facility its place, or -1."""

    labels: tuple[str, ...]
    codes: NDArray[np.int32]


@dataclass(frozen=True)
class Facilities:
    """One row a facility, in the order of name and id.

    texts: Arrow table of names, address, phones, codes. latitude, longitude: degrees or NaN.
    position: index into POSITIONS. state: position in the vocabulary. detox: answer
    (no, not published, yes) on site; detox_for: its mask.
    """

    texts: pa.Table
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    position: NDArray[np.uint8]
    state: NDArray[np.uint8]
    detox: NDArray[np.uint8]
    detox_for: NDArray[np.uint8]

    def __post_init__(self) -> None:
        columns = (self.latitude, self.longitude, self.position, self.state)
        _lock(*columns, self.detox, self.detox_for)

    def __len__(self) -> int:
        return len(self.latitude)

    def with_detox(self, detox: NDArray[np.uint8], detox_for: NDArray[np.uint8]) -> Facilities:
        """The same with other answers on detox; what was worked out of names and counties stays."""
        return self._with(detox=detox, detox_for=detox_for)

    def later(self, days: int) -> Facilities:
        """The same with the days of price files moved; what was worked out of names stays."""
        if "prices" not in self.texts.column_names:
            return self
        column = self.texts.column_names.index("prices")
        of_column = self.texts.schema.field(column)
        moved = [
            [_price_later(price, days) for price in prices or ()]
            for prices in self.texts[column].to_pylist()
        ]
        texts = self.texts.set_column(column, of_column, pa.array(moved, of_column.type))
        return self._with(texts=texts)

    def _with(self, **columns: Any) -> Facilities:
        """The same with columns that neither a name nor a county is in: what is worked out of
        those stays."""
        other = replace(self, **columns)
        other.__dict__.update(counties=self.counties, _names=self._names)
        return other

    def named(self, words: tuple[str, ...]) -> NDArray[np.bool_]:
        """Whether each word begins a word of the facility's names."""
        found = np.ones(len(self), dtype=bool)
        for word in words:
            found &= self._names.beginning(word)
        return found

    @cached_property
    def counties(self) -> Counties:
        """The county of each; of a snapshot that keeps none, that of its ZIP code."""
        if "county" in self.texts.column_names:
            column = self.texts["county"].to_pylist()
        else:
            column = [county_of_zip(code[:5]) for code in self.texts["zip"].to_pylist()]
        labels = sorted({label for label in column if label})
        place_of = {label: place for place, label in enumerate(labels)}
        codes = np.array([place_of.get(label, -1) for label in column], dtype=np.int32)
        _lock(codes)
        return Counties(tuple(labels), codes)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self.texts["search_name"])


@dataclass(frozen=True)
class Programs:
    """One row a program.

    facility: row of its facility, ascending. care: position of the care level in the vocabulary,
    its length where none is stated. numbers: a column for each of NUMBERS, NaN where not
    published; dates as ordinal days. cost_per: index into COST_PER, or its length. masks: per
    group of facts the mask stated and the mask not published. texts: Arrow table. old: by row,
    numbers that were published too long ago to count (finder/directory/aging.py).

    What hospitals list: cash_low, cash_high (USD per unit cash_per, an index into CASH_PER),
    cash_days (least days a week by the billing code), cash_day (day of the file, ordinal), and
    code_hours (least hours a week by the code).
    """

    facility: NDArray[np.int64]
    care: NDArray[np.uint8]
    numbers: dict[str, NDArray[np.float64]]
    cost_per: NDArray[np.uint8]
    masks: dict[str, tuple[NDArray[Any], NDArray[Any]]]
    texts: pa.Table
    old: Mapping[int, Mapping[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _lock(self.facility, self.care, self.cost_per, *self.numbers.values())
        for masks in self.masks.values():
            _lock(*masks)

    def __len__(self) -> int:
        return len(self.facility)

    def later(self, days: int) -> Programs:
        """The same with each day of theirs moved."""
        moved = {name: self.numbers[name] + days for name in DAYS}
        return replace(self, numbers=self.numbers | moved)

    @cached_property
    def unpublished(self) -> frozenset[str]:
        """Names of the numbers that no program at all publishes."""
        return frozenset(name for name, column in self.numbers.items() if np.isnan(column).all())

    @property
    def of_stated_level(self) -> int:
        """How many state their care level; the others stand for facilities that state none."""
        return int(np.count_nonzero(self.care < len(CARE_LEVELS)))


def _price_later(price: Mapping[str, Any], days: int) -> dict[str, Any]:
    filed = price["file_date"]
    return {**price, "file_date": filed and filed + timedelta(days=days)}


def _lock(*columns: NDArray[Any]) -> None:
    """All searches share the columns: nobody writes to them."""
    for column in columns:
        column.setflags(write=False)
