"""The changes that belong to a search: of places that it finds, or found before."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from uuid import NAMESPACE_URL, UUID, uuid5

from finder.changes.updates import Update
from finder.criteria import Criteria, write
from finder.directory import Directory
from finder.directory.changes import KINDS, Change, Kind, Value
from finder.directory.facility import Facility
from finder.search import search

__all__ = ["Changed", "ChangesFound", "Update", "changes_found"]

_MOST_ROWS = 200_000
_kept: OrderedDict[tuple[str, str, date], frozenset[int]] = OrderedDict()
_lock = Lock()
_FIELDS: Mapping[Kind, str] = {"phone": "phones", "price": "cost", "openings": "openings"}
# What says how a list is shown has no bearing on what is found.
_SHOWN = ("page", "sort", "pick", "view", "hl", "published")


@dataclass(frozen=True)
class Changed:
    """A change with its place and its date; the place is read when it is first asked for.

    There may be tens of thousands of them, of which fifty are shown.
    """

    update: Update
    change: Change

    @property
    def kind(self) -> Kind:
        """What changed."""
        return self.change.kind

    @property
    def before(self) -> tuple[Value, ...]:
        """What was said: see `Change`."""
        return self.change.before

    @property
    def after(self) -> tuple[Value, ...]:
        """What is said now."""
        return self.change.after

    @property
    def inferred(self) -> bool:
        """Whether no source says so: by name and telephone number alone."""
        return self.change.inferred

    @cached_property
    def facility(self) -> Facility:
        """The place as it is listed now, else as before."""
        if self.change.new is not None:
            return self.update.after.facility(self.change.new)
        if self.change.old is not None:
            return self.update.before.facility(self.change.old)
        raise ValueError("a change is of a place")

    @property
    def listed(self) -> bool:
        """Whether the place is listed now."""
        return self.change.new is not None

    @property
    def old_id(self) -> str:
        """The id that found it before, where that was another."""
        if self.change.old is None or self.change.new is None:
            return ""
        old = self.update.before.id_of(self.change.old)
        return old if old != self.facility_id else ""

    @property
    def facility_id(self) -> str:
        """The id of the place, which is known without reading the place."""
        if self.change.new is not None:
            return self.update.after.id_of(self.change.new)
        return self.update.before.id_of(self.change.old or 0)

    @property
    def by_desk(self) -> bool:
        """Whether a team was told so, and no directory says it."""
        return self.update.by_desk

    @property
    def uuid(self) -> UUID:
        """It stays the same whoever works it out, and when."""
        if self.by_desk:
            # The reports stay when another directory is served below them.
            named = f"desk/{self.at}/{self.facility_id}/{self.kind}/{self.after!r}"
        else:
            update = self.update
            named = f"{update.at}/{update.after.snapshot}/{self.facility_id}/{self.kind}"
        return uuid5(NAMESPACE_URL, f"stepping-stone:{named}")

    @property
    def at(self) -> str:
        """ISO time, UTC: when the directory that says it was first served, or it was learnt."""
        day = _told_on(self.facility, self.kind) if self.by_desk else None
        return f"{day.isoformat()}T00:00:00+00:00" if day else self.update.at

    @property
    def day(self) -> str:
        """The ISO day of it, UTC."""
        return self.at[:10]

    @property
    def source(self) -> str:
        """Who says so: a directory, or a team."""
        after = self.update.after
        if self.by_desk:
            return after.manifest.source_of(after.told.source).name
        return after.manifest.source

    @property
    def as_of(self) -> str | None:
        """The ISO day of what they say."""
        return self.day if self.by_desk else self.update.after.manifest.as_of


@dataclass(frozen=True)
class ChangesFound:
    """All changes of a search since a day, the newest first.

    since: the day asked for, None for all that can be told. updates: how many directories were
    looked at.
    first: ISO day of the earliest of them, None where there is none.
    """

    criteria: Criteria
    changes: tuple[Changed, ...]
    updates: int
    first: str | None
    since: date | None = None

    @property
    def counts(self) -> dict[str, int]:
        """Per kind how many there are, all kinds."""
        counts = Counter(one.kind for one in self.changes)
        return {kind: counts[kind] for kind in KINDS}


def changes_found(
    updates: Iterable[Update],
    criteria: Criteria,
    today: date,
    since: date | None = None,
    ids: frozenset[str] | None = None,
) -> ChangesFound:
    """What changed of places that a search finds, or found before.

    since: only updates of this day or later. ids: of these facilities instead of those of a search.
    """
    first = since.isoformat() if since else ""
    told = [one for one in updates if one.by_desk or one.day >= first]
    changes = [change for one in told for change in _of_update(one, criteria, today, ids)]
    if any(one.by_desk for one in told):
        # Each of the desk's has a day of its own.
        changes = [one for one in changes if one.day >= first]
        changes.sort(key=lambda one: one.at, reverse=True)
    imported = [one.day for one in told if not one.by_desk]
    days = imported or [one.day for one in changes]
    return ChangesFound(criteria, tuple(changes), len(imported), min(days, default=None), since)


def _of_update(
    update: Update, criteria: Criteria, today: date, ids: frozenset[str] | None
) -> Iterator[Changed]:
    before, after = update.before, update.after
    if ids is None:
        asked = criteria.without(*_SHOWN) if any(key in criteria for key in _SHOWN) else criteria
        then, now = _rows(before, asked, today), _rows(after, asked, today)
    else:
        then, now = (
            frozenset(row for one in ids if (row := some.row_of(one)) is not None)
            for some in (before, after)
        )
    for change in update.changes:
        if change.old in then or change.new in now:
            yield Changed(update, change)


def _rows(directory: Directory, criteria: Criteria, today: date) -> frozenset[int]:
    """Rows that a search finds; kept, since a feed is asked for again and again."""
    key = directory.snapshot, write(criteria), today
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    rows = frozenset(search(directory.on(today), criteria, today).rows.tolist())
    with _lock:
        _kept[key] = rows
        while len(_kept) > 1 and sum(map(len, _kept.values())) > _MOST_ROWS:
            _kept.popitem(last=False)
    return rows


def _told_on(facility: Facility, kind: Kind) -> date | None:
    """The last day on which the desk learnt what changed; None where it named none."""
    if kind == "gone":
        return facility.closed_since
    if kind == "level":
        return facility.confirmed_on
    field = _FIELDS[kind]
    words = [facility.told.get(field), *(one.told.get(field) for one in facility.programs)]
    return max((told.on for told in words if told is not None), default=None)
