"""Which facilities of a directory the picks of a link name, and links with the picks changed."""

from __future__ import annotations

from dataclasses import dataclass

from finder.criteria import Criteria
from finder.criteria.declared import HL, PICK
from finder.directory import Directory

__all__ = ["MOST", "Shortlist", "moved", "passed_on", "shortlist_of", "without_search"]

# As many as one can ring in a day or two; a longer list belongs in a search.
MOST = 12


@dataclass(frozen=True)
class Shortlist:
    """ids, rows: the facilities, with their rows in the directory. missing: ids that it has not.

    beyond: how many more the link names than a shortlist holds.
    """

    ids: tuple[str, ...]
    rows: tuple[int, ...]
    missing: tuple[str, ...]
    beyond: int

    @property
    def full(self) -> bool:
        """Whether another pick would be left out."""
        return len(self.ids) >= MOST

    def __len__(self) -> int:
        """How many facilities stand on it."""
        return len(self.ids)


def shortlist_of(directory: Directory, criteria: Criteria) -> Shortlist:
    """The first picks of a link that the directory has, as many as a shortlist holds."""
    ids = criteria[PICK] or ()
    rows = {one: row for one in ids if (row := directory.row_of(one)) is not None}
    kept = tuple(rows)[:MOST]
    return Shortlist(
        ids=kept,
        rows=tuple(rows[one] for one in kept),
        missing=tuple(one for one in ids if one not in rows),
        beyond=len(rows) - len(kept),
    )


def moved(shortlist: Shortlist, criteria: Criteria, facility_id: str, by: int) -> Criteria:
    """The criteria with one pick `by` places further down (up: negative), as far as it goes.

    Picks that the directory has not, and those beyond the list, stay behind it.
    """
    order = list(shortlist.ids)
    place = order.index(facility_id)
    order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
    rest = [one for one in criteria[PICK] or () if one not in shortlist.ids]
    return criteria.replaced(pick=(*order, *rest))


def passed_on(shortlist: Shortlist, criteria: Criteria) -> Criteria:
    """The list alone, as far as it is one: nothing of what was searched, and not where from."""
    return without_search(criteria).replaced(pick=shortlist.ids or None)


def without_search(criteria: Criteria) -> Criteria:
    """The picks of a link and its language, nothing else."""
    return criteria.only(PICK.key, HL.key)
