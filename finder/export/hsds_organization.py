"""One facility as an organization of HSDS 3.0, with its location and a service a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from finder import hsds_terms
from finder.answers import UNKNOWN, YES
from finder.directory import Facility, Phone, Program
from finder.directory.records import Told
from finder.groups import fact_groups
from finder.hsds_terms import ends
from finder.locale import _, speaking
from finder.vocabulary import CARE_LEVELS, CareLevel
from finder.wording.contact import web_link

__all__ = ["organization"]

# Ids are made from the facility's own, so that they stay the same across exports and years.
_NAMESPACE = UUID("6d2b7c1e-5a0f-5b6e-9d3e-0f8a4c2b7e11")
# A visitor's language changes the page; data is in the language of its schema.
_LANGUAGE = "en"
Attributes = list[dict[str, Any]]
Stated = dict[str, tuple[int, int]]


def organization(facility: Facility, programs: Sequence[Program]) -> dict[str, Any]:
    """The organization; absent members are not published."""
    with speaking(_LANGUAGE):
        return _organization(facility, programs)


def _organization(facility: Facility, programs: Sequence[Program]) -> dict[str, Any]:
    own = _id(facility.id)
    shared = _shared(programs)
    return _without_empty(
        {
            "id": own,
            "name": facility.name1,
            "alternate_name": facility.name2,
            "description": _("Listed as offering substance use treatment."),
            "website": web_link(facility.website),
            "phones": [_phone(facility, one, place) for place, one in enumerate(facility.phones)],
            "locations": [_location(facility, own)],
            "organization_identifiers": _identifiers(facility, own),
            "services": [
                _service(facility, own, one, place, shared) for place, one in enumerate(programs)
            ],
            "attributes": _facility_attributes(facility, shared),
        }
    )


def _id(*names: object) -> str:
    return str(uuid5(_NAMESPACE, "/".join(map(str, names))))


def _without_empty(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in ("", None, [])}


def _shared(programs: Sequence[Program]) -> Stated:
    """Facts in which all programs agree: said once, of the facility."""
    if not programs:
        return {}
    first = programs[0].facts
    return {
        group: masks
        for group, masks in first.items()
        if all(one.facts[group] == masks for one in programs)
    }


def _phone(facility: Facility, phone: Phone, place: int) -> dict[str, Any]:
    number, extension = phone.text, phone.extension
    # HSDS counts with extensions; one that begins with a zero stays in the text.
    if extension and str(int(extension)) == extension:
        number = number.removesuffix(f" ext. {extension}")
    else:
        extension = ""
    return _without_empty(
        {
            "id": _id(facility.id, "phone", place),
            "organization_id": _id(facility.id),
            "number": number,
            "extension": int(extension) if extension and number != phone.text else None,
            "type": "voice",
            "description": phone.role,
        }
    )


def _location(facility: Facility, own: str) -> dict[str, Any]:
    place = _id(facility.id, "location")
    approximate = facility.position == "approximate"
    return _without_empty(
        {
            "id": place,
            "location_type": "physical",
            "organization_id": own,
            "name": facility.name,
            "latitude": facility.latitude,
            "longitude": facility.longitude,
            "addresses": [_address(facility, place)],
            "attributes": [_attribute(place, "position", "approximate")] if approximate else [],
        }
    )


def _address(facility: Facility, place: str) -> dict[str, Any]:
    address = {
        "id": _id(facility.id, "address"),
        "location_id": place,
        # Required by the schema; a listing without a street has none.
        "address_1": facility.street1,
        "city": facility.city,
        "state_province": facility.state,
        "postal_code": facility.zip,
        "country": "US",
        "address_type": "physical",
    }
    optional = {"address_2": facility.street2, "region": facility.county}
    return address | {name: value for name, value in optional.items() if value}


def _identifiers(facility: Facility, own: str) -> list[dict[str, Any]]:
    own_ids = {
        hsds_terms.FACILITY_SCHEME: ("facility id", facility.id),
        hsds_terms.SOURCE_SCHEME: ("id at the source", facility.source_id),
    }
    known = [(scheme, kind, one, [scheme]) for scheme, (kind, one) in own_ids.items()]
    npi = hsds_terms.NPI_SCHEME
    known += [(npi, "National Provider Identifier", one, [npi, one]) for one in facility.npi]
    former = hsds_terms.FORMER_SCHEME
    known += [(former, "former facility id", one, [former, one]) for one in facility.former_ids]
    return [
        {
            "id": _id(facility.id, "identifier", *names),
            "organization_id": own,
            "identifier_scheme": scheme,
            "identifier_type": kind,
            "identifier": identifier,
        }
        for scheme, kind, identifier, names in known
        if identifier
    ]


def _service(
    facility: Facility, own: str, program: Program, place: int, shared: Stated
) -> dict[str, Any]:
    service = _id(facility.id, "service", place)
    level = CARE_LEVELS[program.care] if program.care else None
    facts = {group: masks for group, masks in program.facts.items() if group not in shared}
    return _without_empty(
        {
            "id": service,
            "organization_id": own,
            "name": program.name or _level_name(level),
            "alternate_name": _level_name(level) if program.name else "",
            "description": _(level.help) if level else "",
            "status": "active",
            "assured_date": program.verified_on.isoformat() if program.verified_on else "",
            "licenses": "; ".join(f"{one.authority} {one.number}" for one in facility.licences),
            "accreditations": _labels("accredited", program),
            "fees_description": _labels("pay", program),
            "languages": _languages(program, service),
            "cost_options": _cost_options(program, service),
            "service_at_locations": [
                {
                    "id": _id(facility.id, "service at location", place),
                    "service_id": service,
                    "location_id": _id(facility.id, "location"),
                }
            ],
            "attributes": [
                *_program_attributes(program, service),
                *_facts(service, facts),
                *_told(service, program.told),
            ],
        }
    )


def _level_name(level: CareLevel | None) -> str:
    return _(level.label) if level else _("Care level not stated")


def _labels(group: str, program: Program) -> str:
    vocabulary = fact_groups()[group].vocabulary
    codes = vocabulary.codes_of(program.facts[group][0])
    return ", ".join(_(vocabulary[code].label) for code in codes)


def _languages(program: Program, service: str) -> list[dict[str, Any]]:
    vocabulary = fact_groups()["lang"].vocabulary
    return [
        {
            "id": _id(service, "language", code),
            "service_id": service,
            "name": vocabulary[code].label,
        }
        for code in vocabulary.codes_of(program.facts["lang"][0])
    ]


def _cost_options(program: Program, service: str) -> list[dict[str, Any]]:
    """The low end as the amount, and both in words; a range has no field."""
    if program.cost is None:
        return []
    low, high = program.cost
    about = f"{ends(low, high)} USD per {program.cost_per}, without insurance"
    return [
        _without_empty(
            {
                "id": _id(service, "cost"),
                "service_id": service,
                "option": f"self-pay, per {program.cost_per}",
                "currency": "USD",
                "amount": low,
                "amount_description": about,
            }
        )
    ]


def _program_attributes(program: Program, service: str) -> Attributes:
    level = CARE_LEVELS[program.care] if program.care else None
    values = {
        "care_level": program.care,
        "asam_level": level.asam if level else None,
        "hours_per_week": ends(*program.hours) if program.hours else None,
        "weeks": ends(*program.weeks) if program.weeks else None,
        "days_per_week": _number(program.days_per_week),
        "sessions_per_week": _number(program.sessions_per_week),
        "cost_usd": ends(*program.cost) if program.cost else None,
        "cost_per": program.cost_per,
        "openings": _number(program.openings),
        "openings_on": program.openings_on.isoformat() if program.openings_on else None,
        "source_url": program.source_url,
        "notes": program.notes,
    }
    return [_attribute(service, code, value) for code, value in values.items() if value]


def _number(value: float | None) -> str:
    return "" if value is None else ends(value, None).removesuffix("-")


def _facility_attributes(facility: Facility, shared: Stated) -> Attributes:
    own = _id(facility.id)
    values: list[tuple[str, str]] = [
        ("detox_for", ";".join(facility.detox_for)),
        ("serves_only", ";".join(facility.serves_only)),
        ("source_codes", " ".join(facility.codes)),
    ]
    if facility.detox != UNKNOWN:
        values.append(("detox", "onsite" if facility.detox == YES else "none"))
    for one in facility.licences:
        expires = one.expires.isoformat() if one.expires else ""
        beds = "" if one.beds is None else str(one.beds)
        values.append(("license", ";".join((one.authority, one.number, one.kind, expires, beds))))
    plain = [
        _attribute(own, code, value, place) for place, (code, value) in enumerate(values) if value
    ]
    return [*plain, *_facts(own, shared), *_told(own, facility.told)]


def _told(link: str, told: Mapping[str, Told]) -> Attributes:
    """An attribute for each fact that a team was told, with its day and who it came from."""
    values = (
        ";".join((field, one.on.isoformat(), one.how, one.team)) for field, one in told.items()
    )
    return [_attribute(link, "told", value, place) for place, value in enumerate(values)]


def _facts(link: str, facts: Stated) -> Attributes:
    """An attribute for each group of codes that states some, and one for what is not published."""
    groups = fact_groups()
    attributes, silent = [], []
    for group, (stated, unknown) in facts.items():
        vocabulary = groups[group].vocabulary
        if stated:
            attributes.append(_attribute(link, group, ";".join(vocabulary.codes_of(stated))))
        if unknown:
            every = unknown == vocabulary.all_bits
            codes = hsds_terms.ALL if every else ",".join(vocabulary.codes_of(unknown))
            silent.append(f"{group}={codes}")
        elif not stated:
            # Published, and none of them: that is another thing than not published.
            silent.append(f"{group}=")
    if silent:
        attributes.append(_attribute(link, "not_published", " ".join(silent)))
    return attributes


def _attribute(link: str, code: str, value: str, place: int = 0) -> dict[str, Any]:
    groups = fact_groups()
    help_text = _(groups[code].label) if code in groups else _(hsds_terms.TERMS[code])
    return {
        "id": _id(link, code, place),
        "link_id": link,
        "taxonomy_term_id": _id("term", code),
        "value": value,
        "taxonomy_term": {
            "id": _id("term", code),
            "code": code,
            "name": code,
            "description": help_text,
            "taxonomy": hsds_terms.TAXONOMY,
        },
    }
