"""Which of two sources is shown where they state different things, and what becomes of the other.

The later date is shown; where one has no date, or the dates do not say which is later, the source
that was named first. What is not shown is kept beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from finder.directory import FacilityRecord, ProgramRecord
from finder.directory.origins import sources_in
from finder.directory.records import Origin, OtherWord

__all__ = ["Chooser", "Side", "fresher"]

T = TypeVar("T")


@dataclass(frozen=True)
class Side:
    """One of two records that are compared: its origin, and the day that its facts were checked."""

    origin: Origin
    checked_on: str | None = None

    @classmethod
    def of(cls, record: FacilityRecord | ProgramRecord) -> Side:
        day = record.verified_on if isinstance(record, ProgramRecord) else None
        return cls(record.origin, day.isoformat() if day else None)

    def day_of(self, field: str) -> str | None:
        """The day on which a field was checked; None where its source alone has a date."""
        same = self.origin.of(field) & self.origin.of("verified_on")
        return self.checked_on if same else None


def fresher(its: str | None, mine: str | None) -> bool:
    """Whether a date is certainly later; `2023-05` is not certainly later than `2023`."""
    if its is None or mine is None:
        return its is not None
    return its > mine and not its.startswith(mine)


class Chooser:
    """Chooses field by field between a record and one that is taken over into it.

    dates: of each source, in the order of the manifest. record: collects what is not shown.
    """

    def __init__(
        self, dates: Sequence[str | None], record: FacilityRecord, care: str | None = None
    ) -> None:
        self._dates = dates
        self._record = record
        self._care = care

    def choose(
        self,
        field: str,
        sides: tuple[Side, Side],
        values: tuple[T, T],
        *,
        same: Callable[[T, T], bool] | None = None,
        plain: Callable[[T], Any] = lambda value: value,
        stated: Callable[[T], bool] = bool,
    ) -> T:
        """What is shown of two values; `plain`: as JSON can hold it."""
        (first, later), (mine, its) = sides, values
        if not stated(its):
            return mine
        theirs = later.origin.of(field)
        if not stated(mine):
            first.origin.fields[field] = theirs
            return its
        if (same or (lambda one, other: one == other))(mine, its):
            first.origin.fields[field] = first.origin.of(field) | theirs
            return mine
        return its if self.replaces(field, sides, (plain(mine), plain(its))) else mine

    def replaces(self, field: str, sides: tuple[Side, Side], plain: tuple[Any, Any]) -> bool:
        """Whether the later value is shown; the one that is not is kept."""
        first, later = sides
        mine, theirs = first.origin.of(field), later.origin.of(field)
        if self.is_fresher(field, sides):
            self.keep(field, mine, plain[0], first.day_of(field))
            first.origin.fields[field] = theirs
            return True
        self.keep(field, theirs, plain[1], later.day_of(field))
        first.origin.fields.setdefault(field, mine)
        return False

    def is_fresher(self, field: str, sides: tuple[Side, Side]) -> bool:
        """Whether the later record's field is certainly of a later date."""
        return fresher(self._date(sides[1], field), self._date(sides[0], field))

    def keep(self, field: str, mask: int, value: Any, day: str | None = None) -> None:
        """Keep what some sources say beside what is shown. day: on which it was checked."""
        written = json.dumps(value, ensure_ascii=False)
        for number in sources_in(mask):
            word = OtherWord(field, self._care, number, written, day)
            if word not in self._record.others:
                self._record.others.append(word)

    def _date(self, side: Side, field: str) -> str | None:
        if day := side.day_of(field):
            return day
        dates = (self._dates[number] for number in sources_in(side.origin.of(field)))
        return max((date for date in dates if date), default=None)
