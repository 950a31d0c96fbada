"""One program as plain data: what it publishes, what its care level defines, what is not known."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from finder.directory import Directory, Program, Range
from finder.directory.records import Told
from finder.export import shapes
from finder.groups import FactGroup, fact_groups
from finder.vocabulary import CARE_LEVELS, COST_UNITS, CareLevel, Vocabulary

__all__ = ["fact_of", "hours_of", "is_silent", "number", "price_in", "program_facts", "told_of"]


def program_facts(directory: Directory, program: Program) -> shapes.ProgramFacts:
    """Everything that is known of one program."""
    level = _level(program)
    return {
        "care": program.care,
        "name": program.name or None,
        "hours": hours_of(program),
        "typical_hours": _ends(level.typical if level else None),
        "lives_in": level is not None and level.lives_in,
        "weeks": _ends(program.weeks),
        "cost": _cost(directory, program),
        "schedule": _schedule(program),
        "prices": prices_of(directory, program),
        "openings": _openings(program),
        "facts": {key: fact_of(program, codes) for key, codes in fact_groups().items()},
        "verified_on": _day(program.verified_on),
        "source_url": program.source_url or None,
        "notes": program.notes or None,
        "told": told_of(program.told),
    }


def told_of(told: Mapping[str, Told]) -> dict[str, shapes.Told]:
    """By field, how and when it was told."""
    return {name: _told(one) for name, one in told.items()}


def _told(one: Told) -> shapes.Told:
    how: Any = one.how
    return {"how": how, "on": one.on.isoformat(), "team": one.team or None, "counts": one.counts}


def prices_of(directory: Directory, program: Program) -> list[shapes.Price]:
    """Every price of a program under its kind; only cash and its own decide."""
    row = int(directory.programs.facility[program.row])
    found: list[shapes.Price] = []
    if program.cost is not None:
        low, high = program.cost
        day, url = _day(program.checked_on("cost")), program.source_url or None
        told = program.told.get("cost")
        kind = "report" if told is not None and told.counts else "published"
        found.append(_price(kind, low, high, program.cost_per, url, day))
    if "prices" not in directory.facilities.texts.column_names:
        return found
    for price in directory.facility(row).prices:
        if price.care == program.care:
            one = _price(
                price.kind,
                price.low,
                price.high,
                price.unit,
                price.address or price.source,
                _day(price.file_date),
            )
            one |= {"code": price.code, "code_type": price.code_type}
            one |= {"location": price.location or None, "note": price.note or None}
            found.append(one)
    return found


def _price(
    kind: Any,
    low: float | None,
    high: float | None,
    unit: Any,
    source: str | None,
    file_date: str | None,
) -> shapes.Price:
    return {
        "kind": kind,
        "low": number(low),
        "high": number(high),
        "unit": unit,
        "code": None,
        "code_type": None,
        "source": source,
        "file_date": file_date,
        "location": None,
        "note": None,
    }


def hours_of(program: Program) -> shapes.Hours:
    """Hours a week, what they rest on, and the state's rule where that makes them wider."""
    known = program.hours_known
    rule = known.rule
    return {
        "low": number(known.low),
        "high": number(known.high),
        "basis": known.basis,
        "rule": None if rule is None else {"state": rule.state, "source": rule.source},
    }


def fact_of(program: Program, codes: FactGroup) -> shapes.Fact | None:
    """The codes of one group of facts; None where the program publishes none of them."""
    if is_silent(program, codes):
        return None
    stated, unknown = program.facts[codes.key]
    return {
        "stated": list(_codes_of(codes.vocabulary, stated)),
        "not_published": list(_codes_of(codes.vocabulary, unknown & ~stated)),
    }


def is_silent(program: Program, codes: FactGroup) -> bool:
    """Whether a program publishes nothing in one group of facts."""
    stated, unknown = program.facts[codes.key]
    return not stated and unknown == codes.vocabulary.all_bits


def price_in(directory: Directory, program: Program, unit: str) -> shapes.Ends | None:
    """The published price in USD a week, a month or a program, to the cent; None: not known."""
    low = _cents(directory.prices.low[unit][program.row])
    high = _cents(directory.prices.high[unit][program.row])
    return None if low is None and high is None else {"low": low, "high": high}


def number(value: float | None) -> float | None:
    """A number as JSON and a spreadsheet show it: whole ones without a point, no NaN, no end."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else float(value)


@lru_cache(maxsize=8192)
def _codes_of(vocabulary: Vocabulary[Any], mask: int) -> tuple[str, ...]:
    return vocabulary.codes_of(mask)


def _level(program: Program) -> CareLevel | None:
    return None if program.care is None else CARE_LEVELS[program.care]


def _ends(ends: Range | tuple[float, float] | None) -> shapes.Ends | None:
    return None if ends is None else {"low": number(ends[0]), "high": number(ends[1])}


def _cost(directory: Directory, program: Program) -> shapes.Cost | None:
    """The one price that filters: the program's own, else the cash price of its hospital's file."""
    cash = program.cash
    if program.cost is None and cash is None:
        return None
    low, high = program.cost or (cash and (cash.low, cash.high)) or (None, None)
    per: Any = program.cost_per if program.cost is not None or cash is None else cash.unit
    as_of = program.checked_on("cost") if program.cost is not None or cash is None else cash.as_of
    floor = directory.prices.floor
    return {
        "low": number(low),
        "high": number(high),
        "per": per,
        "currency": "USD",
        "converted": {unit: price_in(directory, program, unit) for unit in COST_UNITS.codes},
        "kind": "published" if program.cost is not None else "cash",
        "as_of": _day(as_of),
        "floor": any(bool(floor[unit][program.row]) for unit in COST_UNITS.codes),
    }


def _cents(price: float) -> float | None:
    return number(round(float(price), 2)) if math.isfinite(price) else None


def _schedule(program: Program) -> shapes.Schedule | None:
    days, sessions = program.days_per_week, program.sessions_per_week
    if days is None and sessions is None:
        return None
    return {"days_per_week": number(days), "sessions_per_week": number(sessions)}


def _openings(program: Program) -> shapes.Openings | None:
    count = number(program.openings)
    if count is None:
        return None
    return {"count": count, "reported_on": _day(program.openings_on)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
