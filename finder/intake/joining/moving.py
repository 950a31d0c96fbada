"""A place that moved between two editions of one source: listed once, under its new address.

Only a phone that is nobody else's tells: the same name in the next town may be a second house of
the same operator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from finder.directory import FacilityRecord
from finder.directory.records import Origin
from finder.geo import miles_between
from finder.intake.joining.linking import Features, care_agrees, features_of
from finder.intake.joining.linking_names import alike, served
from finder.intake.joining.merging import address_text, take_over
from finder.intake.joining.merging_choice import Chooser

__all__ = ["move", "moved"]

_SURELY = 90.0
_FARTHEST_MILES = 40.0


def moved(
    before: Iterable[FacilityRecord],
    after: Sequence[FacilityRecord],
    every: Iterable[FacilityRecord],
) -> list[tuple[FacilityRecord, FacilityRecord]]:
    """Pairs of a listing that is gone and the new one that it became.

    before: listings of an earlier edition that the later one has no more. after: those of the
    later one that stand in no earlier source. every: all listings of both editions, by which it is
    known whose a phone is.
    """
    gone = _by_phone(before)
    owners = _by_phone(every)
    pairs = []
    taken: set[int] = set()
    for record in after:
        features = features_of(record)
        fitting = {
            id(one): one
            for dial in features.dials
            for one in gone.get((features.state, dial), ())
            if len(owners[features.state, dial]) <= 2 and _is_one(features_of(one), features)
        }
        places = [one for one in fitting.values() if _near(one, record) and id(one) not in taken]
        if len(places) == 1:
            taken.add(id(places[0]))
            pairs.append((places[0], record))
    return pairs


def move(first: FacilityRecord, later: FacilityRecord, dates: Sequence[str | None]) -> None:
    """Make one facility of both, at the later address and under its id; the former leads there."""
    chooser = Chooser(dates, first)
    chooser.keep("address", first.origin.of("address"), address_text(first))
    for name in ("street1", "street2", "city", "zip", "county"):
        setattr(first, name, getattr(later, name))
    first.latitude, first.longitude = later.latitude, later.longitude
    first.position = later.position
    fields = {**first.origin.fields}
    fields |= {name: later.origin.of(name) for name in ("address", "position")}
    first.origin = Origin(first.origin.mask, fields)
    take_over(first, later, dates)
    if not first.id_given:
        ids = dict.fromkeys((first.id, *first.other_ids))
        first.id = later.id
        first.other_ids = tuple(one for one in ids if one != later.id)


def _by_phone(
    records: Iterable[FacilityRecord],
) -> dict[tuple[str, str], list[FacilityRecord]]:
    found: dict[tuple[str, str], list[FacilityRecord]] = defaultdict(list)
    for record in records:
        for dial in features_of(record).dials:
            found[record.state, dial].append(record)
    return found


def _is_one(one: Features, other: Features) -> bool:
    return (
        alike(one.names, other.names) >= _SURELY
        and served(one.names, other.names)
        and care_agrees(one, other)
    )


def _near(one: FacilityRecord, other: FacilityRecord) -> bool:
    """Whether one may have moved that far; where a position is not known, within its town."""
    points = [one.latitude, one.longitude, other.latitude, other.longitude]
    if any(value is None for value in points):
        return one.city == other.city
    degrees = np.array(points, dtype=float).reshape(4, 1)
    return bool(miles_between(*degrees)[0] <= _FARTHEST_MILES)
