"""One facility and its programs as values, for the few that are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from finder.directory.hours_known import HoursKnown
from finder.directory.origins import SINGLE_SOURCE, Stated
from finder.directory.records import Licence, OtherWord, Phone, Price, Told

__all__ = ["CashPrice", "Facility", "Gone", "OldFacts", "Program", "Range", "Switch"]

NOTHING_KNOWN = HoursKnown(None, None, None)


class Range(NamedTuple):
    """A published range; None is an end that is not published."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class CashPrice:
    """What a hospital's file lists for who pays without insurance, USD per unit.

    unit: hour, session, day, week, month, program, or None where none is stated. as_of: day of the
    file. counts: whether it is new enough to decide.
    """

    low: float
    high: float
    unit: str | None
    as_of: date | None
    counts: bool = True


@dataclass(frozen=True)
class OldFacts:
    """What a program published so long ago that it no longer counts; shown with its date.

    on: the day of each that `days` does not name.
    """

    on: date
    hours: Range | None
    weeks: Range | None
    cost: Range | None
    days: Mapping[str, date] = field(default_factory=dict)

    def day_of(self, name: str) -> date:
        """The day of one of them."""
        return self.days.get(name, self.on)


@dataclass(frozen=True)
class Program:
    """One care level at one facility; None is not published.

    care: code of the care level, None where none is stated. hours: a week. weeks: length. cost:
    USD per `cost_per`. facts: per group of codes the mask stated and the mask not published.
    stated_by: which sources state it. hours_known: hours a week with what they rest on. cash: the
    cash price in its hospital's file, which counts where cost is None. old: what it published too
    long ago to count. told: by field, what a team was told of it.
    """

    row: int
    care: str | None
    name: str
    hours: Range | None
    weeks: Range | None
    cost: Range | None
    cost_per: str | None
    days_per_week: float | None
    sessions_per_week: float | None
    openings: float | None
    openings_on: date | None
    verified_on: date | None
    source_url: str
    notes: str
    facts: dict[str, tuple[int, int]]
    stated_by: Stated = SINGLE_SOURCE
    hours_known: HoursKnown = NOTHING_KNOWN
    cash: CashPrice | None = None
    old: OldFacts | None = None
    told: Mapping[str, Told] = field(default_factory=dict)

    def checked_on(self, name: str) -> date | None:
        """The day on which a fact was told, else the day on which the program was confirmed."""
        told = self.told.get(name)
        return told.on if told is not None and told.counts else self.verified_on


@dataclass(frozen=True)
class Facility:
    """The place. latitude, longitude: degrees, None without position. detox: answer on site.

    position: `exact`, `approximate` (its ZIP code's centre) or None. codes: the source's own.
    stated_by: which sources state what is shown; others: what else they say. npi:
    its National Provider Identifiers. former_ids: others that find it. county: its label,
    empty where none is known. told: by field, what a team was told of the place; closed_since: the
    day since when it is told to be closed, and by whom.
    """

    row: int
    id: str
    name1: str
    name2: str
    street1: str
    street2: str
    city: str
    state: str
    zip: str
    phones: tuple[Phone, ...]
    website: str
    source_id: str
    latitude: float | None
    longitude: float | None
    position: str | None
    detox: int
    detox_for: tuple[str, ...]
    serves_only: tuple[str, ...]
    codes: tuple[str, ...]
    programs: tuple[Program, ...]
    licences: tuple[Licence, ...] = ()
    stated_by: Stated = SINGLE_SOURCE
    others: tuple[OtherWord, ...] = ()
    prices: tuple[Price, ...] = ()
    npi: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    county: str = ""
    told: Mapping[str, Told] = field(default_factory=dict)
    closed_since: date | None = None
    closed_by: Told | None = None

    @property
    def confirmed_on(self) -> date | None:
        """The last day on which anything said of it was confirmed; None if nothing was."""
        days = [one.verified_on for one in self.programs if one.verified_on]
        return max(days, default=None)

    @property
    def name(self) -> str:
        """Both names as one."""
        return f"{self.name1}, {self.name2}" if self.name2 else self.name1

    def stated(self, group: str) -> int:
        """The mask of what any of its programs states in a group of facts."""
        mask = 0
        for program in self.programs:
            mask |= program.facts[group][0]
        return mask

    def states_nothing_on(self, group: str) -> bool:
        """Whether none of its programs has published anything in a group of facts."""
        return not self.stated(group) and all(program.facts[group][1] for program in self.programs)


@dataclass(frozen=True)
class Gone:
    """A facility that was listed once.

    last_as_of: ISO date or year of the last directory that listed it, None where that is not
    known. since: ISO day on which one without it took its place.
    """

    name: str
    city: str
    state: str
    last_as_of: str | None
    since: str


@dataclass(frozen=True)
class Switch:
    """A moment at which a folder began to serve a snapshot.

    at: ISO time, UTC. before: the snapshot served until then, None for the first. accepted: what
    of a drop was accepted, one sentence, or "". name, as_of, facilities, programs: of the manifest.
    """

    snapshot: str
    at: str
    how: Literal["import", "rollback"]
    before: str | None
    name: str
    as_of: str | None
    facilities: int
    programs: int
    accepted: str = ""
