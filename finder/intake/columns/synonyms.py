"""By which names other tables call the columns of an own table.

Names are compared without case, blanks and punctuation. Of several names of one column that stand
in a header the first of its list counts, and the others are left over, except phones: all of them
are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from finder.intake.columns.name_parts import by_parts
from finder.intake.files.sheets import column_name
from finder.intake.table.table_columns import ALSO_READ, column_names

__all__ = ["JOINED", "bare", "matched", "own_name"]

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "facility_name": (
        *("facility name", "name of facility", "facility", "name1", "provider name", "provider"),
        *("name of provider", "clinic name", "center name", "hospital name", "site name"),
        *("location name", "program site", "treatment center", "treatment facility"),
        *("agency name", "agency", "organization name", "organization", "organisation name"),
        *("org name", "company name", "business name", "resource name", "listing name"),
        *("provider organization name", "dba name", "licensee name", "legal name", "name"),
        *("public name", "title", "provider agency name", "facility legal name", "name of agency"),
        *("provider facility name", "licensee", "license holder", "operator name"),
    ),
    "care_level": (
        *("care level", "level of care", "levels of care", "loc", "level", "service level"),
        *("level of service", "asam level", "asam level of care", "asam", "asam loc"),
        *("treatment level", "modality", "treatment modality", "service type", "type of service"),
        *("treatment type", "type of treatment", "program type", "type of program"),
        *("service category", "program category", "type of care", "care type", "service"),
        *("services", "category", "facility type", "type of facility", "type"),
        *("level of care provided", "levels of care provided", "levels of care offered"),
    ),
    "city": (
        *("city", "town", "city town", "city name", "municipality", "facility city"),
        *("physical city", "site city", "address city", "location city", "service city"),
        *("provider city", "program city", "locality", "physical address city"),
    ),
    "state": (
        *("state", "st", "state code", "state abbreviation", "state province", "facility state"),
        *("physical state", "site state", "address state", "location state", "provider state"),
        *("program state", "state name", "us state", "physical address state", "province"),
    ),
    "zip": (
        *("zip", "zip code", "zipcode", "zip 5", "postal code", "postcode", "facility zip"),
        *("zip code 5", "physical zip", "site zip", "address zip", "location zip"),
        *("provider zip", "provider zip code", "program zip", "facility zip code", "postal"),
        *("physical zip code", "zip plus 4", "zip4", "address zip code", "location zip code"),
        *("physical address postal code", "physical postal code"),
    ),
    "npi": ("npi", "npi number", "national provider identifier", "npis"),
    "facility_id": ("facility id", "site id", "facility number", "facility no"),
    "program_name": (
        *("program name", "name of program", "program", "service name", "name2", "unit name"),
        *("program title", "dba", "doing business as", "subprogram name", "site program name"),
    ),
    "street": (
        *("street", "street address", "address", "address 1", "address line 1", "street 1"),
        *("street address 1", "physical address", "physical address 1", "facility address"),
        *("facility address 1", "site address", "location address", "program address", "addr"),
        *("address1", "provider address", "addressline1", "service address", "address street"),
    ),
    "latitude": ("latitude", "lat", "y", "y coord", "y coordinate", "gps latitude", "geo lat"),
    "longitude": (
        *("longitude", "lon", "lng", "long", "x", "x coord", "x coordinate", "gps longitude"),
        *("geo lng", "geo lon"),
    ),
    "county": ("county", "county name", "facility county", "physical county"),
    "coord_source": ("coord source", "position"),
    "phone": (
        *("phone", "phone number", "telephone", "telephone number", "tel", "phone no", "phone 1"),
        *("main phone", "main phone number", "primary phone", "business phone", "office phone"),
        *("facility phone", "facility phone number", "site phone", "program phone"),
        *("provider phone", "contact phone", "contact number", "public phone", "phone main"),
        *("phone1number", "phone 2", "phone2", "phone number 2", "second phone", "phone 3"),
        *("secondary phone", "alternate phone", "alt phone", "other phone", "additional phone"),
        *("toll free", "toll free phone", "toll free number", "phone toll free", "phone2number"),
        *("phone3number", "telephone 2", "phone numbers"),
    ),
    "intake_phone": (
        *("intake phone", "intake", "intake number", "intake phone number", "admissions phone"),
        *("admission phone", "admissions", "admissions number", "referral phone", "intake1"),
        *("intake line", "intake2", "phone intake", "phone referral"),
    ),
    "website": (
        *("website", "web site", "url", "website url", "web address", "webpage", "web page"),
        *("homepage", "home page", "web", "site url", "websiteaddress", "internet address"),
    ),
    "openings": ("openings", "available beds", "beds available", "open beds", "vacancies"),
    "verified_on": (
        *("verified on", "last verified", "last verified on", "date verified", "verified date"),
        *("last assured", "verification date", "date last verified"),
    ),
    "payments": (
        *("payments", "payment", "payment accepted", "payments accepted", "payment types"),
        *("insurance accepted", "payment options", "payment methods"),
    ),
    "languages": ("languages", "language", "languages spoken", "languages offered"),
    "ages": ("ages", "age groups", "ages served", "age group"),
    "genders": ("genders", "gender", "gender served", "genders served", "sex served"),
    "special_programs": ("special programs", "populations served", "special populations"),
    "accreditations": ("accreditations", "accreditation", "accredited by"),
    "therapies": ("therapies", "treatment approaches"),
    "medications": ("medications", "medications offered"),
    "notes": ("notes", "comments", "remarks", "note"),
}
# Further parts of a street, joined to it by a blank.
_STREET_PARTS = (
    *("address 2", "address line 2", "street 2", "street address 2", "suite", "unit"),
    *("address2", "physical address 2", "facility address 2", "addressline2", "suite number"),
)
_EXTENSIONS = ("ext", "extension", "phone ext", "phone extension", "telephone extension")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
# Ours that offices name in words of their own; of a name alone the facility is told before the
# program.
_PUT_TOGETHER = (
    *("street", "city", "state", "zip", "county", "phone", "intake_phone", "website"),
    *("latitude", "longitude", "program_name", "facility_name"),
)
# What stands between the cells of several columns that are one of ours; a blank for all others.
JOINED = {"phone": ";", "intake_phone": ";"}


def bare(name: object) -> str:
    """A name of a column without case, blanks and punctuation."""
    return column_name(name).replace("_", "")


def own_name(name: object) -> str:
    """The column of an own table that bears this very name, or ""."""
    return _OWN.get(bare(name), "")


def matched(header: Sequence[object], *, of_places: bool = True) -> dict[str, list[int]]:
    """The columns of ours in a header, each with the places of the cells that make it.

    of_places: whether the rows have to name a place, as all but those of an overlay do.
    """
    names = [bare(name) for name in header]
    # "Phone (main)" and "Licensed Service(s)"; what is for the post is not the place's own.
    plain = [
        bare(_IN_PARENTHESES.sub("", str(name))) if _IN_PARENTHESES.search(str(name)) else ""
        for name in header
    ]
    plain = ["" if "mail" in name else one for name, one in zip(names, plain, strict=True)]
    found: dict[str, list[int]] = {}
    taken: set[int] = set()
    # Who bears our own name is taken before anybody is taken by a synonym.
    for ours in sorted(_ORDER, key=lambda name: bare(name) not in names):
        known = [ours, *_SYNONYMS.get(ours, ())]
        places = _places(names, known, taken) or _places(plain, known, taken)
        chosen = places if ours in JOINED else places[:1]
        if chosen:
            found[ours] = chosen
            taken |= set(chosen)
    for ours in _PUT_TOGETHER:
        if ours not in found and (places := _by_parts(ours, names, plain, taken)):
            found[ours] = places
            taken |= set(places)
    _add_parts(found, names, taken)
    if of_places and "facility_name" not in found and "program_name" in found:
        # A list of programs that names nothing else names the places by them.
        found["facility_name"] = found.pop("program_name")
    return found


def _places(names: list[str], wanted: Sequence[str], taken: set[int]) -> list[int]:
    places: list[int] = []
    for one in wanted:
        key = bare(one)
        places += [
            at for at, name in enumerate(names) if name == key and at not in (*taken, *places)
        ]
    return places


def _by_parts(ours: str, names: list[str], plain: list[str], taken: set[int]) -> list[int]:
    """The column that speaks of one of ours in parts, the nearest to the place; none, or one."""
    rated = [
        (rank, place)
        for place, pair in enumerate(zip(names, plain, strict=True))
        if place not in taken
        for one in pair
        if one and (rank := by_parts(one, ours)) is not None
    ]
    return [min(rated)[1]] if rated else []


def _add_parts(found: dict[str, list[int]], names: list[str], taken: set[int]) -> None:
    for ours, parts in (("street", _STREET_PARTS), ("phone", _EXTENSIONS)):
        if ours in found:
            at = _places(names, parts, taken)[:1]
            if ours == "street" and not at:
                at = _by_parts("street 2", names, [""] * len(names), taken)
            found[ours] = [found[ours][0], *at, *found[ours][1:]]
            taken |= set(at)


_ALL = frozenset(column_names()) | ALSO_READ | {"coord_source"}
_ORDER = (*_SYNONYMS, *sorted(_ALL - _SYNONYMS.keys()))
_OWN = {bare(name): name for name in _ALL}
