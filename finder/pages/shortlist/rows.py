"""The shortlist as an answer on its way out: the same columns as a search, only the picked rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from finder.export.export import Outgoing
from finder.locale import plural
from finder.search import FoundFacility
from finder.shortlist import Pick

__all__ = ["OutgoingShortlist"]


@dataclass(frozen=True)
class OutgoingShortlist(Outgoing):
    """The picks of a link; `results` are those of its search."""

    picks: tuple[Pick, ...] = ()

    @property
    def selection(self) -> str:
        """What of the search goes out."""
        return plural("Shortlist: {n} place", "Shortlist: {n} places", len(self.picks))

    def programs(self) -> int:
        """How many programs the picked facilities show."""
        return sum(len(one.found.programs) for one in self.picks)

    def facilities(self) -> Iterator[FoundFacility]:
        """The picked facilities in the visitor's order."""
        return (one.found for one in self.picks)
