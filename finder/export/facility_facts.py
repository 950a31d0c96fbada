"""One facility as plain data."""

from __future__ import annotations

from typing import Any

from finder.answers import UNKNOWN, YES
from finder.directory import Facility
from finder.directory.records import Licence, Phone
from finder.export import shapes
from finder.export.program_facts import number, told_of
from finder.wording.contact import web_link

__all__ = ["NearestDetox", "facility_facts", "miles_shown"]

NearestDetox = tuple[Facility, float]
# A ten-thousandth of a mile is six inches: finer than any position.
_MILE_DECIMALS = 4


def facility_facts(facility: Facility, nearest_detox: NearestDetox | None) -> shapes.FacilityFacts:
    """Everything that is known of the place itself."""
    return {
        "id": facility.id,
        "name": facility.name,
        "names": [one for one in (facility.name1, facility.name2) if one],
        "position": _position(facility),
        "latitude": facility.latitude,
        "longitude": facility.longitude,
        "address": _address(facility),
        "phones": [_phone(phone) for phone in facility.phones],
        "website": web_link(facility.website) or None,
        "serves_only": list(facility.serves_only),
        "detox": _detox(facility, nearest_detox),
        "source_id": facility.source_id or None,
        "licences": [_licence(licence) for licence in facility.licences],
        "npi": list(facility.npi),
        "former_ids": list(facility.former_ids),
        "county": facility.county or None,
        "codes": list(facility.codes),
        "confirmed_on": facility.confirmed_on.isoformat() if facility.confirmed_on else None,
        "closed_since": facility.closed_since.isoformat() if facility.closed_since else None,
        "told": told_of(facility.told),
    }


def miles_shown(miles: float | None) -> float | None:
    """Miles without digits that mean nothing."""
    return None if miles is None else number(round(miles, _MILE_DECIMALS))


def _licence(licence: Licence) -> shapes.Licence:
    kind: Any = licence.kind or None
    return {
        "authority": licence.authority,
        "number": licence.number,
        "kind": kind,
        "expires_on": licence.expires.isoformat() if licence.expires else None,
        "beds": licence.beds,
    }


def _position(facility: Facility) -> shapes.Position:
    if facility.latitude is None:
        return None
    return "exact" if facility.position == "exact" else "approximate"


def _address(facility: Facility) -> shapes.Address:
    return {
        "street1": facility.street1 or None,
        "street2": facility.street2 or None,
        "city": facility.city,
        "state": facility.state,
        "zip": facility.zip or None,
    }


def _phone(phone: Phone) -> shapes.Phone:
    return {
        "role": phone.role,
        "text": phone.text,
        "dial": phone.dial or None,
        "extension": phone.extension or None,
    }


def _detox(facility: Facility, nearest: NearestDetox | None) -> shapes.Detox:
    known = facility.detox != UNKNOWN
    return {
        "onsite": bool(facility.detox == YES) if known else None,
        "substances": list(facility.detox_for) or None,
        "nearest": nearest and _nearest(*nearest),
    }


def _nearest(facility: Facility, miles: float) -> shapes.NearestDetox:
    return {"id": facility.id, "name": facility.name, "miles": round(miles, _MILE_DECIMALS)}
