"""Which place to call next: a pure order of what is worth asking.

First the places about which several visitors have said the same, then what somebody asked to be
called back about and is due, then the places with most to ask
about the levels that were chosen, then those with most to ask about their other levels. Who is to
be called on a later day, and who was called today, stand last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from finder.criteria.others import FRESH_FOR
from finder.directory import Facility, Program
from finder.search import FoundFacility
from finder.vocabulary import CARE_LEVELS, PAYMENTS

__all__ = ["FACTS", "Blank", "LastCall", "Task", "blanks_of", "worklist"]

Fact = Literal["hours", "when", "cost", "openings"]
_NOBODY_SAID: Mapping[str, int] = MappingProxyType({})
FACTS: tuple[Fact, ...] = ("hours", "when", "cost", "openings")


@dataclass(frozen=True)
class LastCall:
    """The last call to a place. outcome: its code. again: the day on which to call again."""

    on: date
    outcome: str
    again: date | None = None


@dataclass(frozen=True)
class Blank:
    """Something to ask of a program. since: the day of what is known and too old; None: nothing."""

    program: int
    care: str | None
    fact: Fact
    since: date | None = None


@dataclass(frozen=True)
class Task:
    """A place to call. blanks: what to ask of the chosen levels; others: of its other levels.

    due: somebody asked to be called again, and the day has come. alike: how many visitors say the
    same of it, where they are many enough for it to be called first; else 0.
    """

    facility: Facility
    miles: float | None
    blanks: tuple[Blank, ...]
    others: tuple[Blank, ...]
    last: LastCall | None
    due: bool
    alike: int = 0

    @property
    def waits(self) -> bool:
        """Whether nobody need call now: another day was named, or nothing is to ask."""
        return not (self.due or self.alike or self.blanks or self.others)


def worklist(
    found: Iterable[FoundFacility],
    levels: Collection[str],
    calls: Mapping[str, LastCall],
    today: date,
    alike: Mapping[str, int] = _NOBODY_SAID,
) -> list[Task]:
    """The places of an area in the order in which to call them.

    levels: the codes that are chosen; none: all. calls: the last call by facility id. alike:
    by facility id how many visitors say the same of a place, where they are many enough.
    """
    tasks = [
        _task(one, levels, calls.get(one.facility.id), today, alike.get(one.facility.id, 0))
        for one in found
    ]
    # Equal ones stay in the order of the search: the nearest first.
    return sorted(tasks, key=lambda task: _rank(task, today))


def blanks_of(program: Program, *, is_free: bool, today: date) -> list[Blank]:
    """What is worth asking of a program: what is not known, and what is known and too old."""
    old, care = program.old, program.care
    lives_in = care is not None and CARE_LEVELS[care].lives_in
    found = []
    if program.hours is None and not lives_in:
        found.append(Blank(program.row, care, "hours", old.on if old and old.hours else None))
    stated, unknown = program.facts["when"]
    if not stated and unknown and not lives_in:
        found.append(Blank(program.row, care, "when"))
    if program.cost is None and not is_free:
        found.append(Blank(program.row, care, "cost", old.on if old and old.cost else None))
    on = program.openings_on
    if program.openings is None or on is None or today - on > FRESH_FOR:
        found.append(Blank(program.row, care, "openings", on))
    return found


def _task(
    found: FoundFacility,
    levels: Collection[str],
    last: LastCall | None,
    today: date,
    alike: int,
) -> Task:
    facility = found.facility
    is_free = bool(facility.stated("pay") & PAYMENTS.bits(["free"]))
    chosen: list[Blank] = []
    others: list[Blank] = []
    for program in facility.programs:
        is_chosen = not levels or program.care in levels
        (chosen if is_chosen else others).extend(blanks_of(program, is_free=is_free, today=today))
    due = last is not None and last.again is not None and last.again <= today
    return Task(facility, found.miles, tuple(chosen), tuple(others), last, due, alike)


def _rank(task: Task, today: date) -> tuple[bool, int, bool, int, int]:
    last = task.last
    later = last is not None and last.again is not None and last.again > today
    done = last is not None and last.on >= today and not task.due
    put_off = (later and not task.alike) or done or task.waits
    return put_off, -task.alike, not task.due, -len(task.blanks), -len(task.others)
