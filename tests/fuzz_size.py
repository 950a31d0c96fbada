"""How much is made up: as much as `make test` has time for, or FINDER_FUZZ times that."""

from __future__ import annotations

import os

__all__ = ["times"]


def times(cases: int) -> int:
    """So many cases, times FINDER_FUZZ (a whole number; 1 where it is not given)."""
    return cases * int(os.environ.get("FINDER_FUZZ") or 1)
