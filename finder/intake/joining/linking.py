"""Which listings of two sources are the same place (docs/linking.md has the rule in words).

A wrong link shows one place's facts on another; a link that is missed shows a place twice. The
first is worse, so what is in doubt stays apart and is shown as "also listed at this address".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from finder.directory import FacilityRecord
from finder.directory.identity import zip5
from finder.intake.joining.linking_addresses import (
    Address,
    address_of,
    lists_address,
    one_digit_off,
    other_building,
    same_street,
    suites_agree,
)
from finder.intake.joining.linking_names import Names, alike, names_of, served
from finder.text import words_of

__all__ = [
    "Features",
    "Likeness",
    "Linker",
    "care_agrees",
    "compared",
    "features_of",
    "keys_of",
]

# Tuned on tests/data/linked_pairs.csv; names are alike from 0 to 100.
_WITH_PHONE = 45.0
_WITHOUT_PHONE = 65.0
_SURELY = 90.0
# By so much a listing must fit better than the next one of the same address.
_CLEARLY = 8.0
_PHONE_COUNTS = 25.0
_SUITE_COUNTS = 15.0
_CARE_COUNTS = 10.0
_OVERNIGHT = frozenset({"detox", "inpatient", "residential", "sober-living"})
_BY_DAY = frozenset({"php", "iop", "outpatient", "medication"})
# A number that so many places share is that of their operator and finds nothing.
_MOST_OF_A_PHONE = 40


class Likeness(Enum):
    """How two listings stand to each other."""

    SAME = "the same place"
    LOOKS_ALIKE = "the same address, or nearly; another place, or in doubt"
    OTHER = "nothing in common that counts"


@dataclass(frozen=True)
class Features:
    """What is compared of a listing, worked out once."""

    state: str
    zip: str
    city: str
    address: Address | None
    also_at: str
    names: Names
    dials: frozenset[str]
    care: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Compared:
    """likeness; by: how well it fits, for choosing among several; listed: by a further address."""

    likeness: Likeness
    by: float = 0.0
    listed: bool = False


_OTHER = Compared(Likeness.OTHER)


def compared(one: FacilityRecord, other: FacilityRecord) -> Compared:
    """Compare two listings of different sources."""
    return _compare(features_of(one), features_of(other))


class Linker:
    """The listings of earlier sources, to which those of a later one are linked."""

    def __init__(self, records: Iterable[FacilityRecord] = ()) -> None:
        self._features: list[Features] = []
        self._found_by: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.add(records)

    def add(self, records: Iterable[FacilityRecord]) -> None:
        """Take in more listings; they are counted on from those before."""
        for record in records:
            features = features_of(record)
            for key in keys_of(features):
                self._found_by[key].append(len(self._features))
            self._features.append(features)

    def link(self, record: FacilityRecord) -> tuple[list[int], list[int]]:
        """The numbers of the listings that are the same place, and of those that look alike.

        The same: the one that fits clearly best by its own address, and those at the further
        addresses that it lists. Where two fit equally well, nobody can tell: both look alike.
        """
        features = features_of(record)
        found = [
            (number, _compare(self._features[number], features))
            for number in self._candidates(features)
        ]
        same = [(one.by, number) for number, one in found if one.likeness is Likeness.SAME]
        listed = [number for number, one in found if one.likeness is Likeness.SAME and one.listed]
        own = sorted(((by, number) for by, number in same if number not in listed), reverse=True)
        alike = [number for number, one in found if one.likeness is Likeness.LOOKS_ALIKE]
        in_doubt = len(own) > 1 and own[0][0] - own[1][0] < _CLEARLY
        if in_doubt:
            return listed, [*alike, *(number for _by, number in own)]
        best = [number for _by, number in own[:1]]
        return [*best, *listed], [*alike, *(number for _by, number in own[1:])]

    def _candidates(self, features: Features) -> Sequence[int]:
        numbers: dict[int, None] = {}
        for key in keys_of(features):
            found = self._found_by.get(key, ())
            if key[0] != "phone" or len(found) <= _MOST_OF_A_PHONE:
                numbers |= dict.fromkeys(found)
        return list(numbers)


def _compare(one: Features, other: Features) -> Compared:
    near = one.state == other.state and (one.zip == other.zip or one.city == other.city)
    if not near or one.address is None or other.address is None:
        return _OTHER
    phone = bool(one.dials & other.dials)
    name = alike(one.names, other.names)
    if not same_street(one.address, other.address):
        return _at_further_address(one, other, name, phone)
    suite = suites_agree(one.address, other.address)
    by = name + _PHONE_COUNTS * phone + _SUITE_COUNTS * bool(suite) + _care_counts(one, other)
    if phone and not one.names.distinct and not other.names.distinct:
        # Names without a word of their own tell nothing: street, suite and phone have to.
        name = max(name, _WITH_PHONE)
    same = served(one.names, other.names) and _fits(name, phone, suite)
    one_suite = bool(suite) and phone and name >= _SURELY
    same = same and (one_suite or care_agrees(one, other))
    if same and not other_building(one.address, other.address):
        return Compared(Likeness.SAME, by)
    return Compared(Likeness.LOOKS_ALIKE, by)


def care_agrees(one: Features, other: Features) -> bool:
    """Whether both may be one listing by their levels: no detox unit is an outpatient clinic."""
    if not one.care or not other.care or one.care & other.care:
        return True
    return not (
        (one.care <= _OVERNIGHT and other.care <= _BY_DAY)
        or (other.care <= _OVERNIGHT and one.care <= _BY_DAY)
    )


def _care_counts(one: Features, other: Features) -> float:
    """Levels in common, for choosing among several listings of one operator at one address."""
    if not one.care or not other.care:
        return 0.0
    return _CARE_COUNTS * len(one.care & other.care) / len(one.care | other.care)


def _fits(name: float, phone: bool, suite: bool | None) -> bool:
    """Whether listings of one street address are one place: by name, phone and suite."""
    if suite is False:
        return name >= _SURELY
    if phone:
        return suite is True or name >= _WITH_PHONE
    return name >= _WITHOUT_PHONE


def _at_further_address(one: Features, other: Features, name: float, phone: bool) -> Compared:
    """Where the house numbers differ: a slip of one digit, or an address that the other lists."""
    if one.address is None or other.address is None or name < _WITHOUT_PHONE:
        return _OTHER
    if not served(one.names, other.names) or not (phone or name >= _SURELY):
        return _OTHER
    listed = (other.also_at and lists_address(other.also_at, one.address)) or (
        one.also_at and lists_address(one.also_at, other.address)
    )
    if listed:
        return Compared(Likeness.SAME, name, listed=True)
    same_suite = suites_agree(one.address, other.address) is True
    if one_digit_off(one.address, other.address) and phone and same_suite and name >= _SURELY:
        return Compared(Likeness.SAME, name)
    return _OTHER


def features_of(record: FacilityRecord) -> Features:
    return Features(
        state=record.state,
        zip=zip5(record.zip),
        city=" ".join(words_of(record.city)),
        address=address_of(record.street1, record.street2),
        also_at=record.also_at,
        names=names_of((record.name1, record.name2, *record.also_named), record.city),
        dials=frozenset(dial for one in record.phones if (dial := one.dial.partition(",")[0])),
        care=frozenset(one.care for one in record.programs if one.care),
    )


def keys_of(features: Features) -> Iterator[tuple[str, ...]]:
    """By these two listings find each other: a phone, or a house number in one ZIP or town."""
    for dial in features.dials:
        yield "phone", features.state, dial
    numbers = features.address.numbers if features.address else frozenset()
    for number in {*numbers, *_numbers(features.also_at)}:
        yield "zip", features.zip, number
        yield "city", features.state, features.city, number


def _numbers(text: str) -> Iterator[str]:
    return (word for word in words_of(text) if word.isdigit()) if text else iter(())
