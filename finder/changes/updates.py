"""The last times that a folder began to serve another snapshot, with what changed each time.

Every server of a folder tells the same: they are worked out from its snapshots and its history.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from finder.directory import Directory
from finder.directory.changes import Change, changes_between
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
    """One directory was served after another. at: ISO time, UTC. changes: in both their rows."""

    at: str
    before: Directory
    after: Directory
    changes: tuple[Change, ...]

    @property
    def day(self) -> str:
        """The ISO day of it, UTC."""
        return self.at[:10]


def updates_of(folder: str | None, directory: Directory) -> tuple[Update, ...]:
    """The last updates that led to a directory, the newest first; the demonstration has none.

    Those whose snapshots are no longer kept cannot be told.
    """
    switches = directory.whole.switches
    return _updates(str(folder), switches[-_MOST_SWITCHES:]) if folder and switches else ()


def last_update(directory: Directory) -> str:
    """When its folder began to serve a directory: with the snapshot it names all that changed."""
    switches = directory.whole.switches
    return switches[-1].at if switches else ""


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
