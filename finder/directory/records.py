"""What a source says of one facility and its programs, on the way into a directory.

A reader in finder/intake makes these; `build` turns them into columns. A fact that is not stated
is None or absent, never 0 and never "". Then what a team was told of the place, which is laid over
what its sources publish: the columns hold what decides, `ToldLayer` what goes with it.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "NOTHING_TOLD",
    "ONE_SOURCE",
    "FacilityRecord",
    "Licence",
    "Origin",
    "OtherWord",
    "Phone",
    "PlaceTold",
    "Price",
    "ProgramRecord",
    "ProgramTold",
    "Told",
    "ToldLayer",
]


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number. `text` is for people, `dial` for a tel: link, extension after a comma."""

    role: Literal["main", "intake", "hotline"]
    text: str
    dial: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """What a state has allowed a place to do.

    authority: who gave it. kind: code of what it is (`licensed`, `certified`, `both`, or "").
    expires: last day. beds: people that may live there at once, None where that is not stated.
    """

    authority: str
    number: str
    kind: str = ""
    expires: date | None = None
    beds: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Which sources state what is shown; bit n of a mask is source n of the manifest.

    mask: of every field but those in `fields`.
    """

    mask: int = 1
    fields: MutableMapping[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        """The mask of the sources that state a field."""
        return self.fields.get(name, self.mask)

    def __deepcopy__(self, _memo: object) -> Origin:
        """A copy of a record is one of its own, also of what several had in common."""
        return Origin(self.mask, dict(self.fields))


# What every record of a directory of one source has in common. A record that is about to be joined
# with those of others gets an origin of its own; to write in this one raises TypeError.
_NO_FIELDS: Mapping[str, int] = MappingProxyType({})
ONE_SOURCE = Origin(1, cast(MutableMapping[str, int], _NO_FIELDS))


@dataclass(frozen=True, slots=True)
class OtherWord:
    """What a source says of a field, where another is shown.

    field: as in `Origin`. care: code of the program's level, "" for one of none, None where it is
    about the facility. source: its number in the manifest. value: plain data as JSON. date: ISO
    day on which that was checked, None for the date of the source.
    """

    field: str
    care: str | None
    source: int
    value: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """One price that a hospital's file lists, USD per `unit`.

    care: code of the level, None where no code tells it. kind: `cash`, `gross`, `negotiated` or
    `paid`. unit: hour, session, day, week, month, program, None where none is stated. note: the
    row's words, and what speaks against them. address: of the file on the web, "" where it is not
    known. elsewhere: the middle of what other hospitals list for the code, where this is far
    outside it.
    """

    care: str | None
    kind: str
    low: float
    high: float
    unit: str | None
    code: str
    code_type: str
    source: str
    file_date: date | None
    location: str
    note: str = ""
    address: str = ""
    elsewhere: float | None = None


@dataclass(slots=True)
class ProgramRecord:
    """One care level at one facility.

    numbers: published numbers by name (`hours_low`, `hours_high`, `days_per_week`,
    `sessions_per_week`, `weeks_low`, `weeks_high`, `cost_low`, `cost_high`, `openings`).
    facts: per group of codes (the key in a link) the mask of what is stated and the mask of what
    is not published; a group that is absent is not carried by the source at all.
    """

    care: str | None
    name: str = ""
    numbers: dict[str, float] = field(default_factory=dict)
    cost_per: str | None = None
    facts: dict[str, tuple[int, int]] = field(default_factory=dict)
    openings_on: date | None = None
    verified_on: date | None = None
    source_url: str = ""
    notes: str = ""
    origin: Origin = ONE_SOURCE


@dataclass(slots=True)
class FacilityRecord:
    """One place. detox: whether detox is on site (None: not published), and `detox_for` its mask.

    serves_only: codes of groups that the place says it serves alone (`dui`, `alcohol`, `opioids`).
    codes: the source's own codes, for the detail view. licences: of a state that gives them.
    also_named, also_at: further names, and a text of further addresses, by which it is recognised
    in another source; they are not shown. county: as its source writes it.
    id_given: its source gave it this id. other_ids: that its other sources alone would give it.
    origin: see `Origin`.
    npi: its National Provider Identifiers, checked.
    same_address: a number that it shares with the others of its address; 0 where it is alone.
    """

    name1: str
    city: str
    state: str
    zip: str
    name2: str = ""
    street1: str = ""
    street2: str = ""
    phones: list[Phone] = field(default_factory=list)
    website: str = ""
    latitude: float | None = None
    longitude: float | None = None
    position: Literal["exact", "approximate"] | None = None
    id: str = ""
    source_id: str = ""
    detox: bool | None = None
    detox_for: int = 0
    serves_only: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    programs: list[ProgramRecord] = field(default_factory=list)
    also_named: tuple[str, ...] = ()
    also_at: str = ""
    id_given: bool = False
    other_ids: tuple[str, ...] = ()
    county: str = ""
    origin: Origin = ONE_SOURCE
    others: list[OtherWord] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)
    same_address: int = 0
    npi: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Both names as one."""
        return f"{self.name1}, {self.name2}" if self.name2 else self.name1


@dataclass(frozen=True, slots=True)
class Told:
    """How a fact was learnt (phone, facility, visit, document), on which day, by whose team.

    counts: whether it decides; what is too old, or not as new as its source, is shown alone.
    """

    how: str
    on: date
    team: str
    counts: bool = True


@dataclass(frozen=True)
class ProgramTold:
    """Of one program. told: by field. texts: that take the place of its own. shown: the fields
    whose value is the desk's. added: its level is told, no source states it."""

    told: Mapping[str, Told] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    added: bool = False


@dataclass(frozen=True)
class PlaceTold:
    """Of one place. phones, website: None where none were told. others: see `OtherWord`.

    added: no source lists it, all of it was told. former_ids: it is one with places of these ids.
    """

    told: Mapping[str, Told] = field(default_factory=dict)
    phones: tuple[Phone, ...] | None = None
    website: str | None = None
    shown: frozenset[str] = frozenset()
    others: tuple[OtherWord, ...] = ()
    closed_since: date | None = None
    closed_by: Told | None = None
    added: bool = False
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToldLayer:
    """By rows. source: number of the desk among the sources of the manifest.

    days: for each number that ages the ordinal day from which it ages, in the place of the day on
    which a program was confirmed.
    """

    source: int = 0
    programs: Mapping[int, ProgramTold] = field(default_factory=dict)
    places: Mapping[int, PlaceTold] = field(default_factory=dict)
    days: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)


NOTHING_TOLD = ToldLayer()
