"""Everything that is known of one facility, grouped, in plain words."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np

from finder.criteria import Criteria
from finder.directory import Directory, Facility
from finder.geo import miles_between
from finder.locale import _
from finder.render.card import Fact, sources
from finder.render.contact import ROLES, by_use, contact_link, directions, host, web_link
from finder.render.detox import detox, nearest_detox
from finder.render.environment import Link, html
from finder.render.groups import Codebook, groups_of, own_words, silent_groups
from finder.render.program_views import program_views
from finder.render.questions import questions
from finder.render.statements import serves_only
from finder.render.words import address, distance

__all__ = ["Codebook", "detail", "page"]

_NO_CODES: Codebook = MappingProxyType({})


def page(
    directory: Directory,
    facility_id: str,
    criteria: Criteria,
    today: date,
    link: Link,
    contact: str | None = None,
    codebook: Codebook = _NO_CODES,
) -> str:
    """The detail of the facility of this id, or one sentence if there is none."""
    row = directory.row_of(facility_id.strip().lower())
    if row is None:
        return html("no_facility.html", back=link(criteria))
    return detail(directory, directory.facility(row), criteria, today, link, contact, codebook)


def detail(
    directory: Directory,
    facility: Facility,
    criteria: Criteria,
    today: date,
    link: Link,
    contact: str | None = None,
    codebook: Codebook = _NO_CODES,
) -> str:
    """Everything that the sources say of a facility.

    criteria: the search that led here; each program says how it fits. contact: mail or web
    address where a wrong listing is reported. codebook: names of the source's own codes.
    """
    nearest = nearest_detox(directory, facility, criteria.get("detox_for") or ())
    return html(
        "detail.html",
        facility=facility,
        back=link(criteria),
        address=address(facility),
        miles=_distance(facility, criteria),
        only=serves_only(facility),
        **_ways_to_reach(facility),
        pick=link(criteria.toggled("pick", facility.id)),
        picked=facility.id in (criteria.get("pick") or ()),
        programs=program_views(directory, facility, criteria, today),
        detox=Fact(_("Detox"), detox(facility, nearest, criteria, link)),
        groups=groups_of(facility),
        silent=silent_groups(facility),
        questions=questions(facility, today),
        own_words=own_words(facility, codebook),
        sources=sources((), directory.manifest),
        manifest=directory.manifest,
        report=contact_link(contact),
    )


def _ways_to_reach(facility: Facility) -> dict[str, Any]:
    return {
        "phones": [(_(ROLES[phone.role]), phone) for phone in by_use(facility)],
        "website": web_link(facility.website),
        "website_name": host(facility.website),
        "directions": directions(facility),
    }


def _distance(facility: Facility, criteria: Criteria) -> str:
    place = criteria.get("near")
    miles = None
    if place is not None and facility.latitude is not None and facility.longitude is not None:
        there = np.array([facility.latitude]), np.array([facility.longitude])
        miles = float(miles_between(place.latitude, place.longitude, *there)[0])
    return distance(facility, miles, place)
