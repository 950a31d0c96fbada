"""A facility as schema.org describes places, for search engines: JSON-LD.

What the place, or a source about it, has published stands as a value, each with who says so and as
of when. What follows from the definition of a care level is said in words and is never a value;
what is not published is left out. The middle of a ZIP code is no position of the place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from finder.directory import Directory, Facility, Program
from finder.directory.records import Phone
from finder.export.facility_facts import facility_facts
from finder.export.notice import demonstration_notice
from finder.export.program_facts import number
from finder.groups import fact_groups
from finder.locale import _, joined
from finder.vocabulary import CARE_LEVELS
from finder.wording.statements import hours
from finder.wording.words import address, as_of_words, date_words, price

__all__ = ["clinic", "in_page"]

Node = dict[str, Any]
# Roles of phones in the words of schema.org's own examples.
_CONTACTS = {"main": "customer service", "intake": "intake", "hotline": "emergency"}


def clinic(directory: Directory, row: int, url: str) -> Node:
    """The facility in one row of a directory. url: its own page here, absolute."""
    facility = directory.facility(row)
    facts = facility_facts(facility, None)
    source = _source(directory)
    found: Node = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "@id": f"{url}#place",
        "name": facility.name,
        "description": _description(directory, facility),
        "mainEntityOfPage": url,
        "sameAs": facts["website"],
        "address": _address(facility),
        "telephone": next((one.text for one in facility.phones), None),
        "contactPoint": [_contact(one) for one in facility.phones],
        "geo": _geo(facility),
        "identifier": [_identifier("NPI", one) for one in facility.npi],
        "paymentAccepted": joined(_labels(facility, "pay")) or None,
        "knowsLanguage": _labels(facility, "lang"),
        "availableService": [_service(one) for one in facility.programs if one.care],
        "makesOffer": list(filter(None, map(_offer, facility.programs))),
        "additionalProperty": [*_hours(facility, source), *_stated(facility, source)],
        "subjectOf": _dataset(directory),
    }
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def in_page(node: Node) -> str:
    """The text of the script element that holds it: nothing in it ends the element."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _description(directory: Directory, facility: Facility) -> str:
    notice = demonstration_notice(directory.manifest)
    said = _("A place for substance-use treatment at {address}. Listings change: call first.")
    return " ".join(filter(None, [notice, said.format(address=address(facility))]))


def _source(directory: Directory) -> str:
    manifest = directory.manifest
    words = _("Stated in {source}, as of {date}.")
    return words.format(source=_(manifest.source), date=as_of_words(manifest.as_of))


def _address(facility: Facility) -> Node:
    street = ", ".join(filter(None, [facility.street1, facility.street2]))
    parts = {
        "streetAddress": street,
        "addressLocality": facility.city,
        "addressRegion": facility.state,
        "postalCode": facility.zip,
    }
    stated = {key: value for key, value in parts.items() if value}
    return {"@type": "PostalAddress", **stated, "addressCountry": "US"}


def _contact(phone: Phone) -> Node:
    return {
        "@type": "ContactPoint",
        "contactType": _CONTACTS[phone.role],
        "telephone": phone.text,
    }


def _geo(facility: Facility) -> Node | None:
    if facility.position != "exact":
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": facility.latitude,
        "longitude": facility.longitude,
    }


def _identifier(kind: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": kind, "value": value}


def _labels(facility: Facility, group: str) -> list[str]:
    vocabulary = fact_groups()[group].vocabulary
    return [_(term.label) for term in vocabulary.terms_of(facility.stated(group))]


def _service(program: Program) -> Node:
    """A level of care, with what is known of its hours in words, and what they rest on."""
    said = hours(program)
    by = said.note or (_("Published by the place.") if said.truth == "published" else "")
    in_words = _("Hours a week: {hours}.").format(hours=said.text)
    level = CARE_LEVELS[program.care or ""]
    return {
        "@type": "MedicalTherapy",
        "name": _(level.label),
        "alternateName": program.name or _(level.short),
        "description": " ".join(filter(None, [in_words, by])),
    }


def _offer(program: Program) -> Node | None:
    """A price that the place has published itself; another is no offer of its own."""
    cost = program.cost
    if cost is None or not program.care:
        return None
    ends = {"minPrice": number(cost.low), "maxPrice": number(cost.high)}
    specification = {
        "@type": "UnitPriceSpecification",
        "priceCurrency": "USD",
        **{key: value for key, value in ends.items() if value is not None},
        "description": price(cost, program.cost_per),
    }
    if program.cost_per:
        specification["unitText"] = program.cost_per
    name = _(CARE_LEVELS[program.care].label)
    return {
        "@type": "Offer",
        "itemOffered": {"@type": "Service", "name": name},
        "priceSpecification": specification,
        "description": " ".join(filter(None, [_("Self-pay price."), _published(program)])),
    }


def _published(program: Program) -> str:
    if program.verified_on is None:
        return _("Published by the place.")
    words = _("Published by the place; checked on {date}.")
    return words.format(date=date_words(program.verified_on))


def _hours(facility: Facility, source: str) -> Iterator[Node]:
    """Hours a week that the place publishes."""
    for program in facility.programs:
        if program.hours is None or not program.care:
            continue
        name = _("Hours a week: {level}").format(level=_(CARE_LEVELS[program.care].label))
        ends = {"minValue": number(program.hours.low), "maxValue": number(program.hours.high)}
        yield {
            "@type": "PropertyValue",
            "propertyID": f"hours-{program.care}",
            "name": name,
            **{key: value for key, value in ends.items() if value is not None},
            "unitText": _("hours a week"),
            "description": f"{_published(program)} {source}",
        }


def _stated(facility: Facility, source: str) -> Iterator[Node]:
    """The codes of each group on which the place states any."""
    for key, group in fact_groups().items():
        # What it leaves unsaid of substances counts as yes in a search: no word of the place.
        labels = [] if group.silence_is_yes else _labels(facility, key)
        if labels:
            yield {
                "@type": "PropertyValue",
                "propertyID": key,
                "name": _(group.label),
                "value": labels,
                "description": source,
            }


def _dataset(directory: Directory) -> Node:
    manifest = directory.manifest
    found = {
        "@type": "Dataset",
        "name": _(manifest.name),
        "creator": {"@type": "Organization", "name": _(manifest.source)},
        "temporalCoverage": manifest.as_of,
    }
    return {key: value for key, value in found.items() if value}
