"""What HSDS 3.0 has no field for, and the attributes that carry it (docs/hsds.md).

An attribute hangs on an organization (the facility) or a service (the program); the code of its
taxonomy term says what its value is. Export and import share these names, so that what is written
is read back the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from finder.locale import mark

__all__ = [
    "ALL",
    "FACILITY_SCHEME",
    "FORMER_SCHEME",
    "NPI_SCHEME",
    "SOURCE_SCHEME",
    "TAXONOMY",
    "TERMS",
    "ends",
    "numbers_of",
]

TAXONOMY = "Stepping Stone"
FACILITY_SCHEME = "stepping-stone"
SOURCE_SCHEME = "source"
FORMER_SCHEME = "stepping-stone-former"
NPI_SCHEME = "NPI"
# In the place of a list of codes: all of them.
ALL = "*"

TERMS: Mapping[str, str] = MappingProxyType(
    {
        "care_level": mark("Care level of the program, as a code."),
        "asam_level": mark("Level of the ASAM criteria that this care level stands for."),
        "hours_per_week": mark("Hours a week that one has to be there, as published: 9-12."),
        "weeks": mark("Length of the program in weeks, as published."),
        "days_per_week": mark("Days a week."),
        "sessions_per_week": mark("Sessions a week."),
        "cost_usd": mark("Price without insurance in US dollars, as published."),
        "cost_per": mark("What that price is for."),
        "openings": mark("Openings as reported."),
        "openings_on": mark("Day of that report."),
        "source_url": mark("Web page where this is stated."),
        "notes": mark("Notes."),
        "detox": mark("Whether detox is on site: onsite or none; absent: not published."),
        "detox_for": mark("What the detox on site is for."),
        "serves_only": mark("Groups of which the place says that it serves nobody else."),
        "source_codes": mark("Codes of the source's own code sheet."),
        "license": mark("A state's license: authority, number, kind, last day, beds."),
        "position": mark("approximate: the middle of the ZIP code."),
        "told": mark("What a team was told: the fact, the day, how it was learnt, the team."),
        "not_published": mark("Codes of each group on which nothing is published; * is all."),
    }
)


def ends(low: float | None, high: float | None) -> str:
    """A range as one value: `9-12`, `9-` or `-12`."""
    return f"{_text(low)}-{_text(high)}"


def numbers_of(value: str) -> tuple[float | None, float | None]:
    """The same read back. Raises ValueError for what is no range."""
    low, dash, high = value.partition("-")
    if not dash:
        raise ValueError(value)
    return (float(low) if low else None), (float(high) if high else None)


def _text(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else repr(float(number))
