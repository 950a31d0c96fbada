"""Everything that is known of one facility, grouped, in plain words."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

from finder.audience import audience_of
from finder.criteria import Criteria
from finder.criteria.declared import HL, NEAR, PICK
from finder.criteria.detox import detox_substances
from finder.directory import Directory, Facility
from finder.locale import _, joined
from finder.pages.find.card import Fact, sources
from finder.pages.find.program_views import in_files, program_views
from finder.pages.find.roads import roads_to
from finder.pages.frame.plan_link import plan_link
from finder.search.results import nearest_detox
from finder.shortlist.found import miles_from
from finder.templating import Link, html
from finder.text import decapitalized
from finder.wording.asking import asked_for, asking_words
from finder.wording.contact import ROLES, by_use, contact_link, directions, host, web_link
from finder.wording.detox import detox
from finder.wording.gone import gone_words
from finder.wording.groups import Codebook, groups_of, own_words, silent_groups
from finder.wording.licences import expired_licences, licence_statements
from finder.wording.other_words import others
from finder.wording.provenance import listing_of, neighbours, only_in_prices, origins
from finder.wording.questions import questions
from finder.wording.statements import serves_only
from finder.wording.told_words import closed_words, told_lines
from finder.wording.words import address, by_car, by_road, distance

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
    *,
    live: bool = True,
    hints: bool = False,
) -> str:
    """The detail of the facility of this id, or one sentence if there is none.

    live: scripts run here. hints: visitors may say what is wrong with it.
    """
    row = directory.row_of(facility_id.strip().lower())
    if row is None:
        gone = directory.gone.get(facility_id.strip().lower())
        words = gone_words(gone) if gone else ""
        return html("no_facility.html", back=link(criteria), gone=words)
    facility = directory.facility(row)
    return detail(
        directory, facility, criteria, today, link, contact, codebook, live=live, hints=hints
    )


def detail(
    directory: Directory,
    facility: Facility,
    criteria: Criteria,
    today: date,
    link: Link,
    contact: str | None = None,
    codebook: Codebook = _NO_CODES,
    *,
    live: bool = True,
    hints: bool = False,
) -> str:
    """Everything that the sources say of a facility.

    criteria: the search that led here; each program says how it fits. contact: mail or web
    address where a wrong listing is reported. codebook: names of the source's own codes. live:
    scripts run here. hints: visitors may say what is wrong with it.
    """
    nearest = nearest_detox(directory, facility, detox_substances(criteria))
    audience, miles = audience_of(criteria), miles_from(directory, facility, criteria)
    road = roads_to(directory, [facility], criteria).get(facility.id)
    return html(
        "detail.html",
        facility=facility,
        back=link(criteria),
        address=address(facility),
        by_car=by_car(miles),
        by_road=by_road(road),
        miles=distance(facility, miles, criteria[NEAR]),
        closed=closed_words(facility),
        told=told_lines(facility.told),
        only=(
            *only_in_prices(facility, directory.manifest),
            *serves_only(facility),
            *expired_licences(facility, today),
        ),
        licences=[Fact(label, (one,)) for label, one in licence_statements(facility, today)],
        **_ways_to_reach(facility),
        pick=link(criteria.toggled("pick", facility.id)),
        plan=plan_link(facility.id, [one.care for one in facility.programs], criteria, link),
        live=live,
        picked=facility.id in (criteria[PICK] or ()),
        programs=program_views(directory, facility, criteria, today, link),
        other_prices=in_files(facility, None),
        detox=Fact(_("Detox"), detox(facility, nearest, criteria, link)),
        groups=groups_of(facility),
        silent=silent_groups(facility),
        questions=asked_for(audience, questions(facility, today)),
        asking=asking_words(audience),
        dense=audience == "client",
        own_words=own_words(facility, codebook),
        sources=sources((), listing_of(facility, directory.manifest)),
        **_provenance(directory, facility, criteria, link),
        manifest=listing_of(facility, directory.manifest),
        report=contact_link(contact),
        wrong=link(criteria.only(HL.key), f"/wrong?id={facility.id}") if hints else "",
    )


def _provenance(
    directory: Directory, facility: Facility, criteria: Criteria, link: Link
) -> dict[str, Any]:
    said = others(facility, directory.manifest)
    disputed = dict.fromkeys(decapitalized(one.label) for one in said if one.contradicts)
    return {
        "origins": origins(facility, directory.manifest),
        "others": said,
        "disputed": joined(list(disputed)),
        "neighbours": neighbours(directory, facility, criteria, link),
    }


def _ways_to_reach(facility: Facility) -> dict[str, Any]:
    return {
        "phones": [(_(ROLES[phone.role]), phone) for phone in by_use(facility)],
        "website": web_link(facility.website),
        "website_name": host(facility.website),
        "directions": directions(facility),
    }
