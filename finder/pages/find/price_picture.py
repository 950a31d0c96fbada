"""What a place lists, what places around list and what official figures say, side by side.

A small picture, and the same in words. Only where both a price of the place and an official figure
of the same level and unit are known: nothing is brought from one unit to another here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from finder.directory import Directory, Facility, Program, Range
from finder.directory.tables import CASH_PER, COST_PER
from finder.geo import miles_between
from finder.locale import _, plural
from finder.reference import ReferenceFact, typical_prices
from finder.templating import html
from finder.wording.reference_words import fact_words
from finder.wording.words import money, price

__all__ = ["price_picture"]

AROUND_MILES = 50.0
_MOST_FACTS = 3
# The unit of a place's price: those of official figures that are the same.
_OFFICIAL = {"day": ("day",), "week": ("week",), "month": ("person and month",)}
# Lengths are units of the picture.
_WIDTH, _ROW, _BAR, _LEAST = 300.0, 56.0, 12.0, 4.0
_TOP = 4.0
# So that the line around a bar is whole.
_EDGE = 1.0


@dataclass(frozen=True)
class _Row:
    """One line of it. amount, words: in short for the picture, whole for who reads it."""

    kind: str
    label: str
    amount: str
    low: float
    high: float
    words: str
    y: float = 0.0
    x: float = 0.0
    width: float = 0.0


def price_picture(directory: Directory, facility: Facility, program: Program) -> str:
    """The picture as HTML; empty where there is nothing to set beside each other."""
    own = _own(program)
    if own is None:
        return ""
    ends, unit = own
    known = [one for one in typical_prices(program.care) if one.per in _OFFICIAL.get(unit, ())]
    official = known[:_MOST_FACTS]
    if not official:
        return ""
    rows = [
        _row("own", _("This place"), ends, unit),
        *_around(directory, facility, program, unit),
        *(_of_fact(one) for one in official),
    ]
    most = max(row.high for row in rows)
    drawn = [_drawn(row, at, most) for at, row in enumerate(rows)]
    return html(
        "price_picture.html",
        id=f"prices-{program.row}",
        rows=drawn,
        width=_WIDTH,
        height=_TOP + _ROW * len(drawn),
        bar=_BAR,
    )


def _own(program: Program) -> tuple[Range, str] | None:
    """The price that decides, as it is listed, with its unit; nothing to pay is no price here."""
    ends, unit = program.cost, program.cost_per
    if ends is None and program.cash is not None:
        ends, unit = Range(program.cash.low, program.cash.high), program.cash.unit
    if ends is None or unit is None or not any(ends):
        return None
    return ends, unit


def _around(directory: Directory, facility: Facility, program: Program, unit: str) -> list[_Row]:
    """What other places around list for this level in this unit, lowest to highest, if any do."""
    if facility.latitude is None or facility.longitude is None:
        return []
    programs, places, numbers = directory.programs, directory.facilities, directory.programs.numbers
    by_file = directory.prices.by_file & (numbers["cash_per"] == CASH_PER.index(unit))
    listed = programs.cost_per == COST_PER.index(unit)
    listed |= by_file
    listed &= (programs.care == programs.care[program.row]) & (programs.facility != facility.row)
    others = np.flatnonzero(listed)
    of = programs.facility[others]
    away = miles_between(
        facility.latitude, facility.longitude, places.latitude[of], places.longitude[of]
    )
    near = others[away <= AROUND_MILES]
    found = np.concatenate(
        [
            np.where(by_file, numbers[f"cash_{end}"], numbers[f"cost_{end}"])[near]
            for end in ("low", "high")
        ]
    )
    priced = found[found > 0]
    if not len(priced):
        return []
    places_near = plural("{n} place", "{n} places", len(np.unique(programs.facility[near])))
    label = _("{places} within {miles} miles").format(
        places=places_near, miles=f"{AROUND_MILES:.0f}"
    )
    return [_row("around", label, Range(float(priced.min()), float(priced.max())), unit)]


def _row(kind: str, label: str, ends: Range, unit: str) -> _Row:
    low, high = _closed(ends)
    words = _("{what}: {amount}").format(what=label, amount=price(ends, unit))
    return _Row(kind, label, _in_short(low, high), low, high, words)


def _of_fact(fact: ReferenceFact) -> _Row:
    words = fact_words(fact)
    low, high = _closed(fact.range)
    about = _("{what}: {amount}").format(what=words.about, amount=words.amount)
    whole = ", ".join((about, words.kind, words.when))
    return _Row("official", words.short, _in_short(low, high), low, high, whole)


def _closed(ends: Range) -> tuple[float, float]:
    known = [end for end in ends if end is not None]
    return min(known), max(known)


def _drawn(row: _Row, at: int, most: float) -> _Row:
    """The same with its place: a single amount is a mark of its own width."""
    across = (_WIDTH - 2 * _EDGE) / most
    width = max((row.high - row.low) * across, _LEAST)
    x = min(_EDGE + row.low * across, _WIDTH - _EDGE - width)
    return replace(row, y=_TOP + _ROW * at, x=round(x, 1), width=round(width, 1))


def _in_short(low: float, high: float) -> str:
    return money(low) if low == high else f"{money(low)}–{money(high).removeprefix('$')}"
