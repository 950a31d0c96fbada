"""Which facility of a directory a row of another table is about: for NPIs, and for prices.

Such a table bears names of owners more often than those of places, and its phone is often that of
an office. So an address or a phone alone is not enough: name and one of them must agree, or both
of them. Where two facilities fit about equally well, nobody can tell, and none is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from finder.directory import FacilityRecord
from finder.intake.joining.linking import Features, features_of, keys_of
from finder.intake.joining.linking_addresses import along, same_street, suites_agree
from finder.intake.joining.linking_names import Names, alike

__all__ = ["Found", "PlaceFinder"]

# Names are alike from 0 to 100, as in linking.
_BY_NAME = 60.0
_BY_NAME_AND_SUITE = 45.0
_ELSEWHERE = 85.0
_PHONE_COUNTS = 25.0
_SUITE_COUNTS: dict[bool | None, float] = {True: 15.0, False: -20.0}
_CLEARLY = 8.0
# A number of more places than that is the one of their operator.
_MOST_OF_A_PHONE = 2
_LETTERS_OF_A_CUT_NAME = 20


class _Fit(NamedTuple):
    by: float
    number: int


@dataclass(frozen=True)
class Found:
    """number: of the facility that a row is about, None where there is none for certain.

    doubtful: numbers of those that fit about equally well.
    """

    number: int | None = None
    doubtful: tuple[int, ...] = ()


class PlaceFinder:
    """The facilities of a directory, to be found by name, address and phone."""

    def __init__(self, records: Sequence[FacilityRecord]) -> None:
        self._records = records
        self._features = [features_of(record) for record in records]
        self._found_by: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, features in enumerate(self._features):
            for key in keys_of(features):
                self._found_by[key].append(number)

    def find(
        self, row: FacilityRecord, offers: Callable[[FacilityRecord], int] | None = None
    ) -> Found:
        """The facility that a row is about.

        offers: how clearly a facility offers what the row is about, from 0. It tells several
        facilities of one operator at one address apart, and finds none by itself.
        """
        wanted = features_of(row)
        near = {number for key in keys_of(wanted) for number in self._found_by.get(key, ())}
        fits = [fit for number in sorted(near) if (fit := self._fit(number, wanted))]
        if offers is not None and len(fits) > 1:
            clear = [offers(self._records[fit.number]) for fit in fits]
            fits = [fit for fit, one in zip(fits, clear, strict=True) if one == max(clear)]
        fits.sort(key=lambda fit: -fit.by)
        close = [fit.number for fit in fits if fits[0].by - fit.by < _CLEARLY]
        if len(close) > 1:
            return Found(None, tuple(close))
        return Found(close[0] if close else None)

    def _fit(self, number: int, wanted: Features) -> _Fit | None:
        """How well a facility fits a row; None where it does not."""
        place = self._features[number]
        phone = bool(place.dials & wanted.dials)
        near = place.zip == wanted.zip or place.city == wanted.city
        if place.state != wanted.state or not (near or phone):
            return None
        name = _as_called(place.names, wanted.names)
        mine, its = place.address, wanted.address
        suite = suites_agree(mine, its) if mine and its else None
        here = bool(mine and its and same_street(mine, its))
        if here:
            by_name = near and name >= (_BY_NAME_AND_SUITE if suite else _BY_NAME)
            fits = phone or by_name
        else:
            numbered = bool(mine and its and mine.numbers & its.numbers)
            in_one_street = bool(mine and its and along(mine, its))
            needed = _BY_NAME if numbered else _ELSEWHERE
            alike_address = numbered or in_one_street
            fits = alike_address and phone and name >= needed and self._its_own(place, wanted)
        if not fits:
            return None
        by = name + _PHONE_COUNTS * (phone + here) + _SUITE_COUNTS.get(suite, 0.0)
        return _Fit(by, number)

    def _its_own(self, place: Features, wanted: Features) -> bool:
        """Whether a phone in common, at an address written otherwise, is that place's alone."""
        if place.zip != wanted.zip:
            return False
        return all(
            len(self._found_by["phone", place.state, dial]) <= _MOST_OF_A_PHONE
            for dial in place.dials & wanted.dials
        )


def _as_called(one: Names, other: Names) -> float:
    """How alike two are called; a table may cut long names off after so many letters."""
    for mine in one.whole:
        for its in other.whole:
            shorter, longer = sorted((mine, its), key=len)
            if len(shorter) >= _LETTERS_OF_A_CUT_NAME and longer.startswith(shorter):
                return 100.0
    return alike(one, other)
