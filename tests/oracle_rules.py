"""The rules of docs/contract.md, sections 2 and 3, for one program or facility, in plain Python.

They share no code with finder.criteria; tests/oracle.py searches with them.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

import zipcodes

from finder import vocabulary
from finder.directory import Facility, Program

YES, UNKNOWN, NO = "yes", "not published", "no"
Query = dict[str, str]

ALL_OF = (
    *("substance", "when", "therapy", "medication", "for", "age", "gender", "lang", "with"),
    "detox_for",
)
# Section 2: hours a week by definition.
DEFINED_HOURS = {
    "inpatient": (168.0, 168.0),
    "residential": (168.0, 168.0),
    "php": (20.0, math.inf),
    "iop": (6.0, 30.0),
    "outpatient": (1.0, 8.0),
    "medication": (0.0, 8.0),
}
VOCABULARIES = {
    "substance": vocabulary.SUBSTANCES,
    "when": vocabulary.SCHEDULES,
    "pay": vocabulary.PAYMENTS,
    "therapy": vocabulary.THERAPIES,
    "medication": vocabulary.MEDICATIONS,
    "for": vocabulary.SPECIAL_PROGRAMS,
    "age": vocabulary.AGES,
    "gender": vocabulary.GENDERS,
    "lang": vocabulary.LANGUAGES,
    "with": vocabulary.SERVICES,
    "accredited": vocabulary.ACCREDITATIONS,
}
FACETS = {
    "state": vocabulary.STATES.codes,
    "care": vocabulary.CARE_LEVELS.codes,
    "detox": ("onsite", "nearby"),
    "detox_for": vocabulary.DETOX_SUBSTANCES.codes,
    "openings": ("1",),
    "published": ("1",),
    **{key: terms.codes for key, terms in VOCABULARIES.items()},
}


@dataclass
class Offer:
    """A program and its facts by key: codes stated, codes not published."""

    program: Program
    stated: dict[str, set[str]]
    unknown: dict[str, set[str]]


@dataclass
class Spot:
    """A facility and its programs."""

    facility: Facility
    words: list[str]
    offers: list[Offer]


# Section 3: miles, fewest and most minutes by car.
MINUTES = (
    *((1, 2, 4), (3, 5, 8), (5, 8, 13), (8, 12, 19), (12, 17, 26), (20, 26, 41)),
    *((30, 36, 59), (45, 50, 83), (70, 74, 112)),
)


def minutes_range(miles: float) -> tuple[float, float]:
    """Fewest and most minutes, on the line through the two points around the miles."""
    pairs = list(itertools.pairwise(MINUTES))
    left, right = next((pair for pair in pairs if miles <= pair[1][0]), pairs[-1])
    share = (miles - left[0]) / (right[0] - left[0])
    low, high = (left[at] + share * (right[at] - left[at]) for at in (1, 2))
    return low, high


def within_minutes(miles: float | None, asked: float) -> str:
    if miles is None:
        return NO
    low, high = minutes_range(miles)
    return YES if high <= asked else UNKNOWN if low <= asked else NO


def county_of(facility: Facility) -> str:
    """The county of the ZIP code; the package writes some of them in several ways."""
    rows = zipcodes.matching(facility.zip[:5]) if facility.zip else []
    return f"{rows[0]['county']}, {rows[0]['state']}".casefold() if rows else ""


def zip_point(code: str, facilities: list[Facility]) -> tuple[float, float]:
    """Where a ZIP code is: as the package says, unless its own facilities are elsewhere."""
    (row,) = zipcodes.matching(code)
    point = float(row["lat"]), float(row["long"])
    inside = [
        (one.latitude, one.longitude)
        for one in facilities
        if one.zip[:5] == code and one.position == "exact"
    ]
    if len(inside) >= 3 and median(haversine(point, one) for one in inside) > 10:
        return median(one[0] for one in inside), median(one[1] for one in inside)
    return point


def haversine(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Miles between two points on a sphere of 6,371.0088 km."""
    (a, b), (c, d) = (map(math.radians, point) for point in (here, there))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h))) / 1.609344


def spot_of(facility: Facility, today: date) -> Spot:
    words = words_in(facility.name1) + words_in(facility.name2)
    return Spot(facility, words, [_offer(fresh(one, today)) for one in facility.programs])


def _offer(program: Program) -> Offer:
    stated, unknown = {}, {}
    for key, terms in VOCABULARIES.items():
        yes, open_ = program.facts[key]
        stated[key], unknown[key] = set(terms.codes_of(yes)), set(terms.codes_of(open_))
    return Offer(program, stated, unknown)


def words_in(text: str) -> list[str]:
    split = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in split if not unicodedata.combining(letter)).lower()
    return re.findall(r"[^\W_]+", plain)


# Section 3: day treatment is wider there than the level's definition.
STATE_PHP = {"FL": 12.0, "WI": 12.0, "PA": 10.0, "TX": 15.0}


def fresh(program: Program, today: date) -> Program:
    """What still counts: 180 days after verified_on, the last day included."""
    if program.verified_on is None or (today - program.verified_on).days <= 180:
        return program
    return replace(
        program, hours=None, weeks=None, cost=None, days_per_week=None, sessions_per_week=None
    )


def defined_hours(program: Program, state: str) -> tuple[float | None, float | None]:
    first, last = DEFINED_HOURS.get(program.care or "", (None, None))
    return STATE_PHP.get(state, first) if program.care == "php" else first, last


def hours(program: Program, state: str, text: str) -> str:
    low_text, high_text = text.split("-")
    low = float(low_text) if low_text else 0.0
    high = float(high_text) if high_text else math.inf
    if program.hours is not None:
        first = 0.0 if program.hours.low is None else program.hours.low
        last = math.inf if program.hours.high is None else program.hours.high
        return YES if first <= high and last >= low else NO
    if program.care not in DEFINED_HOURS:
        return UNKNOWN
    first, last = defined_hours(program, state)
    assert first is not None
    assert last is not None
    if low <= first and last <= high:
        return YES
    return NO if last < low or first > high else UNKNOWN


def _lists(spot: Spot, *payments: str) -> bool:
    return any(code in offer.stated["pay"] for offer in spot.offers for code in payments)


def cost(spot: Spot, program: Program, budget: float, unit: str) -> str:
    if _lists(spot, "free"):
        return YES
    low, high = price(program, unit)
    known = high if low is None else low
    if known is None:
        return UNKNOWN
    if known <= budget or math.isclose(known, budget, rel_tol=1e-9):
        return YES
    return UNKNOWN if low is None or _lists(spot, "sliding", "assistance") else NO


def price(program: Program, unit: str) -> tuple[float | None, float | None]:
    """Low and high end of the price in a unit, None where it is not known there."""
    if program.cost is None or program.cost_per is None:
        return None, None
    rate = _rate(program, program.cost_per, unit)
    low, high = (None if end is None else _brought(end, rate) for end in program.cost)
    return low, high


def _brought(price: float, rate: float | None) -> float | None:
    return 0.0 if price == 0 else None if rate is None else price * rate


def _rate(program: Program, published: str, unit: str) -> float | None:
    """What a price of 1 per one unit is per another, at the number of weeks that makes it least."""
    if published == unit:
        return 1.0
    weeks = program.weeks
    shortest = weeks and (weeks.high if weeks.low is None else weeks.low)
    longest = weeks and (weeks.low if weeks.high is None else weeks.high)
    lives_in = program.care in ("inpatient", "residential")
    if program.care == "detox" and published == "day":
        days = program.days_per_week or 7.0
        stays = replace(program, care="iop", days_per_week=days)
        return _rate(stays, published, unit) if weeks else None
    a_week = {
        "session": program.sessions_per_week,
        "day": 7.0 if lives_in else program.days_per_week,
        "week": 1.0,
        "month": 12 / 52,
        "program": 1 / longest if longest else None,
    }[published]
    in_unit = {"week": 1.0, "month": 52 / 12, "program": shortest}[unit]
    return None if a_week is None or in_unit is None else a_week * in_unit


def detox(spot: Spot, substances: str) -> str:
    """On site, for all of the substances."""
    offered = (NO, UNKNOWN, YES)[spot.facility.detox]
    if not substances or offered == NO:
        return offered
    named = spot.facility.detox_for
    if named and not set(substances.split(",")) <= set(named):
        return NO
    return offered if named else UNKNOWN


def any_of(offer: Offer, key: str, codes: list[str]) -> str:
    if any(code in offer.stated[key] for code in codes):
        return YES
    return UNKNOWN if any(code in offer.unknown[key] for code in codes) else NO


def all_of(offer: Offer, key: str, codes: list[str]) -> str:
    if all(code in offer.stated[key] for code in codes):
        return YES
    said = offer.stated[key] | offer.unknown[key]
    return UNKNOWN if all(code in said for code in codes) else NO
