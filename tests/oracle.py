"""A second search, written from the words of docs/contract.md, sections 1 to 3, in plain loops.

It shares no code with finder.criteria and finder.search: it looks at one program after another and
at one option after another. A query is a dict of the keys and texts of a link, all of them valid.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from finder import places
from finder.directory import Directory, Facility, Program
from oracle_rules import (
    ALL_OF,
    NO,
    UNKNOWN,
    YES,
    Offer,
    Query,
    Spot,
    all_of,
    any_of,
    cost,
    county_of,
    defined_hours,
    detox,
    haversine,
    hours,
    price,
    spot_of,
    within_minutes,
    words_in,
    zip_point,
)

# The order of keys in section 1.
ASKED = (
    *("county", "state", "minutes", "care", "detox", "detox_for", "substance", "hours", "when"),
    *("cost", "pay", "openings", "therapy", "medication", "for", "age", "gender", "lang", "with"),
    *("accredited", "q", "confirmed"),
)
FILTERS = (*ASKED[:-1], "published", "confirmed")
POSSIBLE_FIRST = {True: 0, False: 1}


@dataclass
class Answer:
    """What a query finds. programs: per facility id, per program row, the keys to ask about."""

    order: list[str] = field(default_factory=list)
    matches: set[str] = field(default_factory=set)
    miles: dict[str, float | None] = field(default_factory=dict)
    programs: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.order)


class Oracle:
    """Answers queries on one directory as known on one day."""

    def __init__(self, directory: Directory, today: date) -> None:
        self.today = today
        # As its dates are on that day: those of the demonstration move.
        directory = directory.on(today).whole
        self.spots = [
            spot_of(directory.facility(row), today) for row in range(len(directory.facilities))
        ]
        self._dated = any(o.program.verified_on for spot in self.spots for o in spot.offers)
        self._county: dict[int, str] = {}
        self._nearby: dict[tuple[int, str], str] = {}
        self._reached: dict[tuple[str, str], list[tuple[Spot, float | None]]] = {}
        self._partners: dict[tuple[str, str], list[tuple[float, float]]] = {}

    def search(self, query: Query) -> Answer:
        """Everything that is found, in order."""
        answer, keys = Answer(), {}
        for spot, miles in self._reach(query):
            found = {
                offer.program.row: asks
                for offer in spot.offers
                if (asks := self._asks(spot, offer, query, miles)) is not None
            }
            if found:
                one = spot.facility
                match = any(not asks for asks in found.values())
                answer.programs[one.id], answer.miles[one.id] = found, miles
                if match:
                    answer.matches.add(one.id)
                lowest = _lowest(
                    [o for o in spot.offers if o.program.row in found], query, spot.facility.state
                )
                keys[one.id] = _order(query, one, match, miles, lowest)
        answer.order = sorted(keys, key=keys.__getitem__)
        return answer

    def total(self, query: Query) -> int:
        """How many facilities a query finds."""
        return sum(
            any(self._asks(spot, offer, query, miles) is not None for offer in spot.offers)
            for spot, miles in self._reach(query)
        )

    def facet(self, query: Query, key: str, code: str) -> int:
        """How many facilities would be found if that code were chosen."""
        chosen = f"{query[key]},{code}" if key in ALL_OF and key in query else code
        return self.total({**query, key: chosen})

    def near_misses(self, query: Query, total: int) -> dict[tuple[str, ...], int]:
        """What single filters bring back when left out; pairs of them where no single one does."""
        filters = [key for key in FILTERS if key in query]
        query = {**query, "within": _within(query)}
        for size in (1, 2):
            totals = {
                keys: self.total({key: text for key, text in query.items() if key not in keys})
                for keys in combinations(filters, size)
            }
            helping = {keys: found for keys, found in totals.items() if found > total}
            if helping or total:
                return helping
        return {}

    def beyond(self, query: Query) -> float | None:
        """Miles to the nearest facility farther away than asked."""
        if "near" not in query or _within(query) == "any":
            return None
        limit = float(_within(query))
        found = self.search({**query, "within": "any"})
        return min((m for m in found.miles.values() if m is not None and m > limit), default=None)

    def _reach(self, query: Query) -> list[tuple[Spot, float | None]]:
        """The facilities in reach with their miles."""
        where = query.get("near", ""), _within(query)
        if where not in self._reached:
            here = self._here(query)
            measured = [(spot, _miles_from(here, spot.facility)) for spot in self.spots]
            self._reached = {where: [one for one in measured if _in_reach(query, one[1])]}
        return self._reached[where]

    def _here(self, query: Query) -> tuple[float, float] | None:
        """The point to measure from."""
        if "near" not in query:
            return None
        if query["near"].isdigit():
            return zip_point(query["near"], [spot.facility for spot in self.spots])
        place = places.find(query["near"])
        return place.latitude, place.longitude

    def _asks(
        self, spot: Spot, offer: Offer, query: Query, miles: float | None
    ) -> tuple[str, ...] | None:
        """Keys that the program has not published, or None if anything rules it out."""
        asks = []
        for key in ASKED:
            if key in query:
                answer = self._answer(key, spot, offer, query, miles)
                if answer == NO or (answer == UNKNOWN and query.get("published") == "1"):
                    return None
                if answer == UNKNOWN:
                    asks.append(key)
        return tuple(asks)

    def _answer(self, key: str, spot: Spot, offer: Offer, query: Query, miles: float | None) -> str:
        text, program = query[key], offer.program
        if key == "county":
            return YES if self._county_of(spot) in text.casefold().split(";") else NO
        if key == "minutes":
            return within_minutes(miles, float(text)) if "near" in query else YES
        if key == "confirmed":
            return self._confirmed(program, int(text))
        if key == "state":
            return YES if spot.facility.state == text else NO
        if key == "care":
            return YES if program.care in text.split(",") else NO
        if key == "hours":
            return hours(program, spot.facility.state, text)
        if key == "cost":
            return cost(spot, program, float(text), query.get("per", "month"))
        if key == "openings":
            return self._openings(program)
        if key == "q":
            asked = words_in(text)
            return YES if all(any(w.startswith(a) for w in spot.words) for a in asked) else NO
        if key in ("detox", "detox_for"):
            substances = text if key == "detox_for" else ""
            nearby = query.get("detox") == "nearby"
            return self._detox_nearby(spot, substances) if nearby else detox(spot, substances)
        if key in ("pay", "accredited"):
            return any_of(offer, key, text.split(","))
        return all_of(offer, key, text.split(","))

    def _county_of(self, spot: Spot) -> str:
        row = spot.facility.row
        if row not in self._county:
            self._county[row] = county_of(spot.facility)
        return self._county[row]

    def _confirmed(self, program: Program, days: int) -> str:
        if not self._dated:
            return UNKNOWN
        on = program.verified_on
        return YES if on is not None and 0 <= (self.today - on).days <= days else NO

    def _openings(self, program: Program) -> str:
        on = program.openings_on
        if program.openings is None or on is None or not 0 <= (self.today - on).days <= 7:
            return UNKNOWN
        return YES if program.openings > 0 else NO

    def _detox_nearby(self, spot: Spot, substances: str) -> str:
        wanted = spot.facility.row, substances
        if wanted not in self._nearby:
            self._nearby[wanted] = next(
                (
                    answer
                    for answer in (YES, UNKNOWN)
                    if detox(spot, substances) == answer
                    or self._has_partner(spot.facility, substances, answer)
                ),
                NO,
            )
        return self._nearby[wanted]

    def _has_partner(self, one: Facility, substances: str, answer: str) -> bool:
        """Whether a facility with that answer lies within 25 miles."""
        if one.latitude is None or one.longitude is None:
            return False
        if (substances, answer) not in self._partners:
            self._partners[substances, answer] = sorted(
                (other.facility.latitude, other.facility.longitude)
                for other in self.spots
                if other.facility.latitude is not None
                and other.facility.longitude is not None
                and detox(other, substances) == answer
            )
        partners = self._partners[substances, answer]
        south = bisect_left(partners, (one.latitude - 0.37, -999.0))
        north = bisect_right(partners, (one.latitude + 0.37, 999.0))
        here = one.latitude, one.longitude
        return any(haversine(here, partner) <= 25 for partner in partners[south:north])


def _within(query: Query) -> str:
    """As asked; else 25 miles, or any where minutes are asked."""
    return query.get("within") or ("any" if "minutes" in query else "25")


def _miles_from(here: tuple[float, float] | None, one: Facility) -> float | None:
    if here is None or one.latitude is None or one.longitude is None:
        return None
    return haversine(here, (one.latitude, one.longitude))


def _in_reach(query: Query, miles: float | None) -> bool:
    within = _within(query)
    if "near" not in query or within == "any":
        return True
    return miles is not None and miles <= float(within)


def _lowest(offers: list[Offer], query: Query, state: str) -> float:
    """What a facility is sorted by, where that is a number; infinite where not known."""
    values = []
    for program in (offer.program for offer in offers):
        if query.get("sort") == "hours":
            low, high = program.hours or defined_hours(program, state)
            values.append(high if low is None else low)
        elif query.get("sort") == "cost":
            low, high = price(program, query.get("per", "month"))
            free = any("free" in offer.stated["pay"] for offer in offers)
            values.append(0.0 if free else high if low is None else low)
    return min((value for value in values if value is not None), default=math.inf)


def _order(
    query: Query, one: Facility, match: bool, miles: float | None, lowest: float
) -> tuple[object, ...]:
    name = one.name.casefold(), one.id
    far = math.inf if miles is None else miles
    # Without a position: after all others (only where there is a place to be near to).
    unplaced = "near" in query and miles is None
    best = unplaced, POSSIBLE_FIRST[match], far, *name
    sort = query.get("sort", "best")
    if sort == "name":
        return name
    if sort == "distance":
        return far, *best
    return (lowest, *best) if sort in ("hours", "cost") else best
