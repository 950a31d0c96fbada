"""Results that were worked out, kept for the next visitor who asks the same.

A result is kept by snapshot, canonical link and day, and by nothing of who asked. Memory is
bounded: the least recently used results go first, and those of an older snapshot at once.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from threading import Lock

from finder.criteria import Criteria
from finder.directory import Directory
from finder.search import Results, search

__all__ = ["ResultsCache", "answered"]

_Key = tuple[str, Criteria, date]


class ResultsCache:
    """At most so many results, with at most so many found facilities (13 bytes each) in all."""

    def __init__(self, most_results: int = 256, most_facilities: int = 2_000_000) -> None:
        self._most_results = most_results
        self._most_facilities = most_facilities
        self._kept: OrderedDict[_Key, Results] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def answered(
        self, directory: Directory, criteria: Criteria, today: date | None = None
    ) -> Results:
        """The results of a search, as known on `today`; worked out only if they are not kept."""
        day = today or date.today()
        key = directory.snapshot, criteria, day
        results = self._find(key)
        if results is None:
            results = search(directory, criteria, day)
            self._keep(key, results)
        return results

    def _find(self, key: _Key) -> Results | None:
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def _keep(self, key: _Key, results: Results) -> None:
        with self._lock:
            if any(kept[0] != key[0] for kept in self._kept):
                self._kept.clear()
            self._kept[key] = results
            self._kept.move_to_end(key)
            while len(self._kept) > self._most_results or self._too_large():
                self._kept.popitem(last=False)

    def _too_large(self) -> bool:
        kept = sum(results.total for results in self._kept.values())
        return kept > self._most_facilities and len(self._kept) > 1


_results = ResultsCache()


def answered(directory: Directory, criteria: Criteria, today: date | None = None) -> Results:
    """The results of a search, from the cache that all pages of this process share."""
    return _results.answered(directory, criteria, today)
