"""One service of HSDS 3.0 in tables and as one document, for tests of what reads it."""

from __future__ import annotations

from typing import Any

HOUSE = "11111111-1111-4111-8111-111111111111"
PLACE = "22222222-2222-4222-8222-222222222222"
SERVICE = "33333333-3333-4333-8333-333333333333"
ADDRESS = {
    "id": "44444444-4444-4444-8444-444444444444",
    "location_id": PLACE,
    "address_1": "1 Elm Street",
    "city": "Charlottesville",
    "state_province": "Virginia",
    "postal_code": "22903",
    "country": "US",
    "address_type": "physical",
}
TABLES: dict[str, list[dict[str, Any]]] = {
    "organizations": [
        {"id": HOUSE, "name": "Elm House", "description": "A house", "website": "elm.example"}
    ],
    "services": [
        {
            "id": SERVICE,
            "organization_id": HOUSE,
            "name": "Evening group",
            "status": "active",
            "description": "Mondays.",
        }
    ],
    "locations": [
        {
            "id": PLACE,
            "location_type": "physical",
            "name": "Elm",
            "latitude": "38.0374836",
            "longitude": "-78.488558",
        }
    ],
    "addresses": [ADDRESS],
    "service_at_location": [{"id": "5", "service_id": SERVICE, "location_id": PLACE}],
    "phones": [{"id": "6", "service_id": SERVICE, "number": "434-555-0113", "extension": "12"}],
    "languages": [{"id": "7", "service_id": SERVICE, "name": "Spanish"}],
    "attributes": [
        {"id": "8", "link_id": SERVICE, "taxonomy_term_id": "9", "link_entity": "service"}
    ],
    "taxonomy_terms": [{"id": "9", "code": "RX-8450", "name": "Treatment programs"}],
}


def nested() -> dict[str, Any]:
    """The same as one document of a service."""
    location = TABLES["locations"][0] | {"addresses": [ADDRESS]}
    return TABLES["services"][0] | {
        "organization": TABLES["organizations"][0],
        "phones": TABLES["phones"],
        "languages": TABLES["languages"],
        "attributes": [{"id": "8", "taxonomy_term": TABLES["taxonomy_terms"][0]}],
        "service_at_locations": [{"id": "5", "location": location}],
    }
