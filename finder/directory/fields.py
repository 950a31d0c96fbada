"""Which fields a facility and its programs state, and the sources of each with their dates."""

from __future__ import annotations

from collections.abc import Mapping

from finder.answers import UNKNOWN
from finder.directory.facility import Facility, Program
from finder.directory.manifest import Manifest
from finder.groups import fact_groups

__all__ = ["date_of", "facility_fields", "program_fields"]

Fields = Mapping[str, tuple[int, ...]]
_PROGRAM_FIELDS = (
    "care",
    "hours",
    "weeks",
    "cost",
    "days_per_week",
    "sessions_per_week",
    "openings",
    "notes",
    "source_url",
)


def facility_fields(facility: Facility) -> Fields:
    """Per field that the place itself states the numbers of its sources."""
    stated = {
        "name": facility.name,
        "address": facility.street1 or facility.city,
        "phones": facility.phones,
        "website": facility.website,
        "position": facility.position,
        "detox": facility.detox != UNKNOWN or facility.detox_for,
        "licences": facility.licences,
        "codes": facility.codes,
        "npi": facility.npi,
    }
    return {name: facility.stated_by.sources(name) for name, value in stated.items() if value}


def program_fields(program: Program) -> Fields:
    """Per field, and per group of facts by its key in a link, the numbers of its sources."""
    plain = [name for name in _PROGRAM_FIELDS if getattr(program, name) not in (None, "")]
    groups = [
        group for group, codes in fact_groups().items() if program.facts[group] != codes.unsaid
    ]
    return {name: program.stated_by.sources(name) for name in (*plain, *groups)}


def date_of(manifest: Manifest, number: int, field: str, program: Program | None) -> str | None:
    """The date of a field as a source states it: the day it was checked, else the source's."""
    if program is not None:
        told = program.told.get(field)
        if told is not None and manifest.source_of(number).kind == "desk":
            return told.on.isoformat()
        if field == "openings" and program.openings_on:
            return program.openings_on.isoformat()
        if program.verified_on and number in program.stated_by.sources("verified_on"):
            return program.verified_on.isoformat()
    return manifest.source_of(number).as_of
