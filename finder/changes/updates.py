"""The last times that a folder began to serve another snapshot, with what changed each time.

Every server of a folder tells the same: they are worked out from its snapshots and its history.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

import pyarrow as pa

from finder.directory import Directory
from finder.directory.changes import Change, changes_between, changes_told
from finder.directory.history import Switch
from finder.directory.storage import open_snapshot
from finder.directory.stores import store_of
from finder.errors import DirectoryUnreadable

__all__ = ["Update", "last_update", "updates_of"]

_logger = logging.getLogger(__name__)
# Each holds the directory before it, to search in it for what is gone.
_MOST_UPDATES = 3
_MOST_SWITCHES = 20


@dataclass(frozen=True)
class Update:
    """One directory was served after another. at: ISO time, UTC. changes: in both their rows.

    by_desk: nothing was imported; `after` has what a team was told, each on a day of its own.
    """

    at: str
    before: Directory
    after: Directory
    changes: tuple[Change, ...]
    by_desk: bool = False

    @property
    def day(self) -> str:
        """The ISO day of it, UTC."""
        return self.at[:10]


def updates_of(folder: str | None, directory: Directory) -> tuple[Update, ...]:
    """The last updates that led to a directory, the newest first; the demonstration has none.

    What a team was told stands before them. Those whose snapshots are gone cannot be told.
    """
    whole = directory.whole
    switches = whole.switches
    imported = _updates(str(folder), switches[-_MOST_SWITCHES:]) if folder and switches else ()
    return (*_told(whole), *imported)


def _told(laid: Directory) -> tuple[Update, ...]:
    """What the desk changed; nothing where there is no desk, or it says the same."""
    base = laid.under
    if base is None:
        return ()
    if laid not in _of_desk:
        _of_desk[laid] = changes_told(base, laid)
    changes = _of_desk[laid]
    at = last_update(laid) or base.manifest.made_at or ""
    return (Update(at, base, laid, changes, by_desk=True),) if changes else ()


def last_update(directory: Directory) -> str:
    """When its folder began to serve a directory: with the snapshot it names all that changed."""
    switches = directory.whole.switches
    return switches[-1].at if switches else ""


# Rows alone: a directory that is replaced is freed.
_of_desk: WeakKeyDictionary[Directory, tuple[Change, ...]] = WeakKeyDictionary()


# What was told of an update stays true; only another switch makes another list.
@lru_cache(maxsize=2)
def _updates(folder: str, switches: tuple[Switch, ...]) -> tuple[Update, ...]:
    try:
        kept = set(store_of(folder).folders("snapshots"))
    except (OSError, pa.ArrowException) as error:
        _logger.warning("What changed in %s cannot be told: %s", folder, error)
        return ()
    told = [one for one in reversed(switches) if one.before and {one.snapshot, one.before} <= kept]
    found = []
    for switch in told[:_MOST_UPDATES]:
        try:
            found.append(_update(folder, switch))
        except DirectoryUnreadable as error:
            _logger.warning("The update of %s cannot be told: %s", switch.at, error)
    return tuple(found)


def _update(folder: str, switch: Switch) -> Update:
    before, after = (_opened(folder, name) for name in (switch.before or "", switch.snapshot))
    return Update(switch.at, before, after, changes_between(before, after))


@lru_cache(maxsize=_MOST_UPDATES + 1)
def _opened(folder: str, name: str) -> Directory:
    return open_snapshot(folder, name)
