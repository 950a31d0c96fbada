"""Names of columns put together of parts: whose it is, and what ("Site City", "FACPHONE").

Every office puts its own word before the same few: facility, provider, program, site… What a name
says of a mailing address, of an owner or of a person is never taken for the place itself.
"""

from __future__ import annotations

import re

__all__ = ["by_parts"]

# Whose it is, the nearest to the place first: of two columns that say the same the first counts.
_WHOSE = (
    *("facility", "fac", "site", "location", "loc", "clinic", "center", "physical", "phys"),
    *("program", "prog", "service", "svc", "practice", "provider", "prov", "agency", "agcy"),
    *("organization", "organisation", "org", "business", "treatment", "primary", "main"),
    *("public", "street", "address", "addr", "licensed", "license", "office", "aode"),
)
_STREET = r"(?:street)?(?:address|addr|add|adr|street)"
_WHAT = {
    "facility_name": r"name|nm|legalname",
    "program_name": r"dba|dbaname|tradename",
    "street": rf"{_STREET}(?:line)?(?:1|one)?",
    "city": r"(?:city|town)(?:town|name)?|municipality",
    "state": r"(?:state|st)(?:code|abbrev|abbreviation|abbr|name|cd|province)?",
    "zip": r"(?:zip|postal|post)(?:code|cd)?(?:5|plus4|4)?",
    "county": r"(?:county|cnty|parish|borough)(?:name)?",
    "phone": r"(?:main)?(?:telephone|phone|tel|ph)(?:number|num|no|nbr)?1?",
    "intake_phone": r"(?:intake|admissions?|referral)(?:tele)?phone(?:number|num|no)?",
    "website": r"website|webaddress|url|homepage",
    "latitude": r"latitude|lat|geolat",
    "longitude": r"longitude|lon|lng|long|geolon|geolng",
    "street 2": rf"{_STREET}(?:line)?(?:2|two)|suite|ste|unit",
}
_FORMS = {
    ours: re.compile(rf"(?P<whose>(?:{'|'.join(_WHOSE)})*?)(?:{what})")
    for ours, what in _WHAT.items()
}
_NOT_OF_THE_PLACE = re.compile(
    r"mail|billing|corporate|parent|owner|fax|email|contact|director|previous|former|emergency"
    r"|admin|person|firstname|lastname|username|file|county(?!$)|insur|payer"
)
_YET_OF_THE_PLACE = re.compile(r"physical|site|location")


def by_parts(name: str, ours: str) -> int | None:
    """How far from the place itself a column speaks of one of ours; None where it does not.

    name: without case, blanks and punctuation.
    """
    form = _FORMS.get(ours)
    if form is None or len(name) > 60:
        return None
    if _NOT_OF_THE_PLACE.search(name) and not _YET_OF_THE_PLACE.search(name) and ours != "county":
        return None
    found = form.fullmatch(name)
    if found is None or (ours == "facility_name" and not found["whose"]):
        return None
    return next((n for n, one in enumerate(_WHOSE) if found["whose"].startswith(one)), 0)
