"""The changes that belong to a search: of places that it finds, or found before."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
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
# What says how a list is shown has no bearing on what is found.
_SHOWN = ("page", "sort", "pick", "view", "hl", "published")


@dataclass(frozen=True)
class Changed:
    """A change with its place and its date.

    uuid: stays the same whoever works it out, and when. facility: as listed now, else as before.
    listed: whether it is listed now. old_id: what found it before, where that was another id.
    """

    uuid: UUID
    kind: Kind
    at: str
    facility: Facility
    listed: bool
    before: tuple[Value, ...]
    after: tuple[Value, ...]
    inferred: bool
    old_id: str
    source: str
    as_of: str | None

    @property
    def day(self) -> str:
        """The ISO day on which the directory that says it was first served, UTC."""
        return self.at[:10]


@dataclass(frozen=True)
class ChangesFound:
    """All changes of a search since a day, the newest first.

    since: the day asked for, None for all that can be told. updates: how many were looked at.
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
    told = [one for one in updates if since is None or one.day >= since.isoformat()]
    changes = [change for one in told for change in _of_update(one, criteria, today, ids)]
    return ChangesFound(
        criteria, tuple(changes), len(told), min((one.day for one in told), default=None), since
    )


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
            yield _changed(update, change)


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


def _changed(update: Update, change: Change) -> Changed:
    old = None if change.old is None else update.before.facility(change.old)
    new = None if change.new is None else update.after.facility(change.new)
    facility = new or old
    if facility is None:
        raise ValueError("a change is of a place")
    manifest = update.after.manifest
    named = f"{update.at}/{update.after.snapshot}/{facility.id}/{change.kind}"
    return Changed(
        uuid=uuid5(NAMESPACE_URL, f"stepping-stone:{named}"),
        kind=change.kind,
        at=update.at,
        facility=facility,
        listed=new is not None,
        before=change.before,
        after=change.after,
        inferred=change.inferred,
        old_id=old.id if old and new and old.id != new.id else "",
        source=manifest.source,
        as_of=manifest.as_of,
    )
