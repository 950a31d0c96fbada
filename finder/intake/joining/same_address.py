"""Facilities that are listed at one address: each is told of the others there.

They look alike and stay apart: other programs, other suites, or other operators, and now and then
one place twice that no source lets us recognise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from finder.directory import FacilityRecord
from finder.directory.identity import zip5
from finder.intake.joining.linking_addresses import address_of

__all__ = ["Neighbours"]


class Neighbours:
    """Collects pairs that look alike, and numbers the groups of an address."""

    def __init__(self) -> None:
        self._pairs: list[tuple[FacilityRecord, FacilityRecord]] = []

    def pair(self, one: FacilityRecord, other: FacilityRecord) -> None:
        """Two facilities that look alike, however their addresses are written."""
        self._pairs.append((one, other))

    def number(self, records: Iterable[FacilityRecord]) -> None:
        """Give the facilities of one address a number in common, from 1; 0 to one by itself."""
        leader: dict[int, int] = {}
        members: dict[int, FacilityRecord] = {}
        for some in self._alike(records):
            first = some[0]
            for one in some:
                members[id(one)] = one
                leader[_root(leader, id(one))] = _root(leader, id(first))
        numbers: dict[int, int] = {}
        for key, record in members.items():
            record.same_address = numbers.setdefault(_root(leader, key), len(numbers) + 1)

    def _alike(self, records: Iterable[FacilityRecord]) -> Iterator[list[FacilityRecord]]:
        yield from ([one, other] for one, other in self._pairs)
        for some in _together(records, _roughly):
            yield from _together(some, _exactly)


def _together(
    records: Iterable[FacilityRecord], key: Callable[[FacilityRecord], Hashable]
) -> Iterator[list[FacilityRecord]]:
    groups: dict[Hashable, list[FacilityRecord]] = defaultdict(list)
    for record in records:
        one = key(record)
        if one is not None:
            groups[one].append(record)
    yield from (some for some in groups.values() if len(some) > 1)


def _roughly(record: FacilityRecord) -> Hashable:
    """Cheap, so that only few addresses are taken apart."""
    number = record.street1.lstrip()[:2]
    return (record.state, zip5(record.zip), number) if number[:1].isdigit() else None


def _exactly(record: FacilityRecord) -> Hashable:
    address = address_of(record.street1, record.street2)
    return address and (min(address.numbers), address.side, address.street)


def _root(leader: dict[int, int], key: int) -> int:
    while (above := leader.setdefault(key, key)) != key:
        leader[key] = leader.setdefault(above, above)
        key = above
    return key
