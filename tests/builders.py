"""Small directories for tests, in a few words.

    a_directory(a_facility(a_program("iop", hours=(9, 12), pay=["medicaid"]), at=CHARLOTTESVILLE))

Codes of a group of facts are those stated; a code with a question mark is not published; a group
that is not named is not carried by the source at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from finder.criteria import Criteria, read
from finder.directory import Directory, FacilityRecord, Manifest, ProgramRecord, build
from finder.groups import fact_groups
from finder.search import Results, search
from finder.vocabulary import CARE_LEVELS, DETOX_SUBSTANCES

# Hours a week of an intensive outpatient program by its definition, and the usual ones in it.
IOP_HOURS, IOP_USUAL = (
    "{:g}–{:g}".format(*(ends or ()))
    for ends in (CARE_LEVELS["iop"].hours, CARE_LEVELS["iop"].typical)
)
TODAY = date(2026, 1, 15)
CHARLOTTESVILLE = (38.03, -78.48)
MILES_A_DEGREE = 69.09332  # of latitude, on the sphere of finder.geo

Pair = tuple[float | None, float | None]


def a_program(
    care: str | None = "iop",
    *,
    hours: Pair = (None, None),
    weeks: Pair = (None, None),
    cost: Pair = (None, None),
    per: str | None = None,
    days: float | None = None,
    sessions: float | None = None,
    openings: float | None = None,
    openings_on: date | None = None,
    verified_on: date | None = None,
    name: str = "",
    **facts: Iterable[str],
) -> ProgramRecord:
    """A program; what is not given is not published. `for_` stands for the key `for`."""
    numbers = {
        "hours_low": hours[0],
        "hours_high": hours[1],
        "weeks_low": weeks[0],
        "weeks_high": weeks[1],
        "cost_low": cost[0],
        "cost_high": cost[1],
        "days_per_week": days,
        "sessions_per_week": sessions,
        "openings": openings,
    }
    return ProgramRecord(
        care=care,
        name=name,
        numbers={key: value for key, value in numbers.items() if value is not None},
        cost_per=per,
        facts={key.rstrip("_"): masks(key.rstrip("_"), codes) for key, codes in facts.items()},
        openings_on=openings_on,
        verified_on=verified_on,
    )


def masks(group: str, codes: Iterable[str]) -> tuple[int, int]:
    """The masks stated and not published of codes; `telehealth`, `evening?`."""
    vocabulary = fact_groups()[group].vocabulary
    given = list(codes)
    stated = vocabulary.bits(code for code in given if not code.endswith("?"))
    unknown = vocabulary.bits(code[:-1] for code in given if code.endswith("?"))
    return stated, unknown


def a_facility(
    *programs: ProgramRecord,
    name: str = "Alder House",
    at: tuple[float, float] | None = CHARLOTTESVILLE,
    detox_for: Iterable[str] = (),
    **fields: Any,
) -> FacilityRecord:
    """A facility; with one intensive outpatient program if none is given."""
    latitude, longitude = at if at is not None else (None, None)
    fields = {"city": "Charlottesville", "state": "VA", "zip": "22903", "detox": False} | fields
    return FacilityRecord(
        name1=name,
        latitude=latitude,
        longitude=longitude,
        position="exact" if at is not None else None,
        detox_for=DETOX_SUBSTANCES.bits(detox_for),
        programs=list(programs) or [a_program()],
        **fields,
    )


def a_directory(*facilities: FacilityRecord) -> Directory:
    """A directory of these facilities."""
    return build(list(facilities), Manifest("Test directory", "a test"))


def criteria(query: str) -> Criteria:
    """The criteria of a link that is wholly understood."""
    link = read(query)
    assert not link.unknown_keys, link.unknown_keys
    assert not link.problems, link.problems
    return link.criteria


def find(directory: Directory, query: str = "") -> Results:
    """Search on the day of the tests."""
    return search(directory, criteria(query), TODAY)


def names(results: Results) -> list[str]:
    """Names of the facilities of a page, in order."""
    return [found.facility.name for found in results.facilities]


def answer_of(facility: FacilityRecord | ProgramRecord, query: str) -> str:
    """What a facility alone in its directory answers: `yes`, `no` or `not published`."""
    record = facility if isinstance(facility, FacilityRecord) else a_facility(facility)
    results = find(a_directory(record), query)
    if not results.total:
        return "no"
    return "yes" if results.matches else "not published"
