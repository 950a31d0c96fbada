"""About the data: where it comes from, what it says and leaves out, and how to correct it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from finder import geography
from finder.criteria import Criteria
from finder.directory import Directory, Facility
from finder.directory.census import Mask, facilities_by_state, stating
from finder.groups import fact_groups
from finder.locale import _, mark
from finder.map.state_tiles import Share, tiles
from finder.pages.about.bases import bases
from finder.pages.frame.downloads import downloads
from finder.templating import Link, html
from finder.vocabulary import STATES
from finder.wording.contact import contact_link
from finder.wording.words import as_of_words

__all__ = ["FACTS", "about_page"]

# What visitors ask most, and whether a facility publishes it for at least one of its programs.
FACTS = {
    "position": mark("Exact position on the map"),
    "phone": mark("Phone"),
    "website": mark("Website"),
    "pay": mark("Payments taken"),
    "hours": mark("Hours a week"),
    "cost": mark("Price without insurance"),
    "openings": mark("Openings"),
}


@dataclass(frozen=True)
class _Row:
    """A fact in the table: how many facilities publish it, and the page that maps it."""

    label: str
    share: Share
    href: str
    chosen: bool


def about_page(
    directory: Directory,
    criteria: Criteria,
    link: Link,
    today: date,
    *,
    fact: str = "position",
    facility_id: str = "",
    contact: str | None = None,
    credits_of_map: str = "",
) -> str:
    """The page's own part. fact: the one of FACTS on the map. facility_id: the listing that may
    be wrong, or "". contact: mail or web address where that is reported, None where there is none.
    """
    manifest = directory.manifest
    row = directory.row_of(facility_id)
    sources = manifest.sources or (manifest.source_of(0),)
    chosen = _published(directory, fact)
    return html(
        "about.html",
        manifest=manifest,
        sources=[(one, as_of_words(one.as_of)) for one in sources],
        imported=as_of_words(manifest.made_at[:10]) if manifest.made_at else "",
        as_of=as_of_words(manifest.as_of),
        rows=[_row(directory, name, fact, criteria, link) for name in FACTS],
        bases=bases(directory, today),
        fact=_(FACTS[fact]),
        tiles=tiles(facilities_by_state(directory, chosen), facilities_by_state(directory)),
        states=_states(directory, chosen),
        facility=directory.facility(row) if row is not None else None,
        report=_report(contact, directory.facility(row) if row is not None else None),
        contact=contact,
        files=downloads(Criteria(), link),
        credits=[one for one in (_(geography.CREDIT), credits_of_map) if one],
        back=link(criteria),
    )


def _row(directory: Directory, name: str, fact: str, criteria: Criteria, link: Link) -> _Row:
    count = int(np.count_nonzero(_published(directory, name)))
    share = Share(count, directory.manifest.facilities)
    return _Row(_(FACTS[name]), share, link(criteria, f"/about?fact={name}"), name == fact)


def _published(directory: Directory, fact: str) -> Mask:
    """Per facility, whether it publishes a fact for at least one of its programs."""
    if fact in fact_groups():
        mask = directory.programs.masks[fact][0] != 0
    else:
        mask = stating(directory, fact)
        if fact == "cost":
            mask = mask | directory.prices.by_file
        if fact in ("position", "phone", "website"):
            return mask
    found = np.zeros(len(directory.facilities), dtype=bool)
    found[directory.programs.facility[mask]] = True
    return found


def _states(directory: Directory, published: Mask) -> list[tuple[str, Share]]:
    every, some = facilities_by_state(directory), facilities_by_state(directory, published)
    named = [(_(STATES[code].label) if code else _("No state"), code) for code in every]
    return [(name, Share(some.get(code, 0), every[code])) for name, code in sorted(named)]


def _report(contact: str | None, facility: Facility | None) -> str:
    """Where to report, the id of the listing as the subject of a mail."""
    target = contact_link(contact)
    if facility is None or not target.startswith("mailto:"):
        return target
    return f"{target}?subject=Listing%20{facility.id}"
