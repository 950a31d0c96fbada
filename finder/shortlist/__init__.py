"""The shortlist: the places that a visitor has picked, in their own order."""

from finder.shortlist.found import Pick, picks_of
from finder.shortlist.picks import (
    MOST,
    Shortlist,
    moved,
    passed_on,
    shortlist_of,
    without_search,
)

__all__ = [
    "MOST",
    "Pick",
    "Shortlist",
    "moved",
    "passed_on",
    "picks_of",
    "shortlist_of",
    "without_search",
]
