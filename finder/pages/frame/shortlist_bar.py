"""The bar that always shows the shortlist, and what is said of picks that are not on it."""

from __future__ import annotations

from dataclasses import dataclass

from finder.criteria import Criteria
from finder.criteria.declared import PICK
from finder.directory import Directory, Facility, Phone
from finder.locale import _, plural
from finder.shortlist import MOST, Shortlist, shortlist_of
from finder.templating import Link, html
from finder.wording.contact import by_use
from finder.wording.words import address

__all__ = ["left_out", "shortlist_bar"]


@dataclass(frozen=True)
class _Picked:
    """A facility of the shortlist."""

    name: str
    address: str
    phone: Phone | None
    details: str
    remove: str


def shortlist_bar(directory: Directory, criteria: Criteria, link: Link) -> str:
    """The facilities that are picked, with their phones; empty if none are."""
    if PICK not in criteria:
        return ""
    shortlist = shortlist_of(directory, criteria)
    picked = [_picked(directory.facility(row), criteria, link) for row in shortlist.rows]
    return html(
        "shortlist.html",
        picked=picked,
        told=left_out(shortlist),
        whole=link(criteria, "/shortlist"),
        compare=link(criteria, "/compare") if len(shortlist) > 1 else "",
        calls=link(criteria, "/calls"),
    )


def left_out(shortlist: Shortlist) -> list[str]:
    """A sentence on picks that this directory has not, and on those that are too many."""
    told = []
    if shortlist.missing:
        told.append(
            plural(
                "{n} place of the link is not in this directory.",
                "{n} places of the link are not in this directory.",
                len(shortlist.missing),
            )
        )
    if shortlist.beyond:
        full = _("A shortlist holds {most} places. Remove one to make room.")
        rest = plural(
            "{n} more of the link is left out.", "{n} more of the link are left out.",
            shortlist.beyond,
        )  # fmt: skip
        told.append(f"{rest} {full.format(most=MOST)}")
    return told


def _picked(facility: Facility, criteria: Criteria, link: Link) -> _Picked:
    return _Picked(
        name=facility.name,
        address=address(facility),
        phone=next(iter(by_use(facility)), None),
        details=link(criteria, f"/facility?id={facility.id}"),
        remove=link(criteria.toggled("pick", facility.id)),
    )
