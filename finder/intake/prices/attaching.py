"""Prices to the places that they are of: by NPI, else by address and name. Precision first.

A file says for which locations it holds, not which row is of which. A price is of the one listing
among them that offers its level; where several do, of the one that the file names, else of none,
and the report says so.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from finder.directory import FacilityRecord, ProgramRecord
from finder.directory.records import Price
from finder.directory.tables import CASH_PER
from finder.intake.joining.linking_addresses import address_of, lists_address
from finder.intake.joining.linking_names import alike, names_of
from finder.intake.prices.charges import Location
from finder.intake.prices.price_codes import price_codes
from finder.intake.prices.reading import ListedPrice, PriceFile
from finder.locale import _

__all__ = ["Attached", "attach_prices"]

# From 0 to 100: how alike the names of a location and of a listing at its address are.
_ALIKE = 70.0
_SURELY = 90.0
_NAMED = 100.0
_ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\b")
# Of units, those that can be brought to a week come first.
_UNITS = ("week", "month", "program", "day", "session", "hour")


@dataclass(frozen=True)
class Attached:
    """What became of one price: the listing that it is of, or None and why."""

    price: ListedPrice
    facility: FacilityRecord | None
    reason: str = ""


def attach_prices(records: Sequence[FacilityRecord], files: Iterable[PriceFile]) -> list[Attached]:
    """Write the prices of files into the records that they are of; what became of each price."""
    by_zip: dict[str, list[FacilityRecord]] = defaultdict(list)
    for record in records:
        by_zip[record.zip[:5]].append(record)
    by_npi = {number: record for record in records for number in record.npi}
    told = []
    for file in files:
        near = list(_near(file, by_zip, by_npi))
        for price in file.prices:
            one = _of(price, near)
            told.append(one)
            if one.facility is not None:
                _write(one.facility, price, file)
    return told


def _near(
    file: PriceFile, by_zip: dict[str, list[FacilityRecord]], by_npi: dict[str, FacilityRecord]
) -> Iterator[tuple[FacilityRecord, float]]:
    """The listings of the file's NPIs and at its locations, and how alike the names are.

    Each once; one with an NPI of the file is named by it.
    """
    best: dict[int, tuple[FacilityRecord, float]] = {
        id(by_npi[number]): (by_npi[number], _NAMED)
        for number in file.hospital.npi
        if number in by_npi
    }
    for location in file.hospital.locations:
        for code in _ZIP.findall(location.address)[-1:]:
            for record in by_zip.get(code, ()):
                if _is_at(record, location):
                    likeness = _likeness(record, location, file.hospital.name)
                    known = best.get(id(record), (record, 0.0))
                    best[id(record)] = record, max(likeness, known[1])
    yield from best.values()


def _is_at(record: FacilityRecord, location: Location) -> bool:
    address = address_of(record.street1, record.street2)
    return address is not None and lists_address(location.address, address)


def _likeness(record: FacilityRecord, location: Location, hospital: str) -> float:
    listed = names_of((record.name1, record.name2, *record.also_named), record.city)
    named = [names_of((name,), record.city) for name in (location.name, hospital) if name]
    return max((alike(listed, one) for one in named), default=0.0)


def _of(price: ListedPrice, near: Sequence[tuple[FacilityRecord, float]]) -> Attached:
    ours = [(record, likeness) for record, likeness in near if likeness >= _ALIKE]
    if not near:
        return Attached(price, None, _("no listing is at an address of the file"))
    if not ours:
        return Attached(price, None, _("the listings at its address have other names"))
    offering = [one for one in ours if price.care is None or _offers(one[0], price.care)]
    if not offering:
        return Attached(price, None, _("no listing at its address offers that level"))
    if len(offering) == 1:
        return Attached(price, offering[0][0])
    surely = [one for one in offering if one[1] >= _SURELY]
    if len(surely) == 1:
        return Attached(price, surely[0][0])
    return Attached(price, None, _("several listings at its addresses offer that level"))


def _offers(record: FacilityRecord, care: str) -> bool:
    return any(program.care == care for program in record.programs)


def _write(record: FacilityRecord, price: ListedPrice, file: PriceFile) -> None:
    record.prices += list(_facts(price, file))
    for program in record.programs:
        if program.care == price.care and price.care is not None:
            _count(program, price, file)


def _facts(price: ListedPrice, file: PriceFile) -> Iterator[Price]:
    """Cash, gross, negotiated and paid, each its own fact."""
    hospital = file.hospital
    names = [place.name for place in hospital.locations if place.name]

    def fact(kind: str, low: float, high: float, note: str = "") -> Price:
        return Price(
            care=price.care,
            kind=kind,
            low=low,
            high=high,
            unit=price.unit,
            code=price.code,
            code_type=price.code_type,
            source=PurePath(file.path).name,
            file_date=hospital.updated,
            location=names[0] if len(names) == 1 else hospital.name,
            note="; ".join(filter(None, (price.description, price.remark, note))),
        )

    if price.cash is not None:
        yield fact("cash", price.cash, price.cash)
    if price.gross is not None:
        yield fact("gross", price.gross, price.gross)
    if price.negotiated is not None:
        low, high, payers = price.negotiated
        yield fact("negotiated", low, high, _("{n} payers").format(n=payers))
    for paid in price.paid:
        low = paid.low if paid.low is not None else paid.median
        high = paid.high if paid.high is not None else paid.median
        median = _("median ${median}, {n} claims, {payer}")
        note = median.format(median=f"{paid.median:,.2f}", n=paid.count or "?", payer=paid.payer)
        yield fact("paid", low, high, note)


def _count(program: ProgramRecord, price: ListedPrice, file: PriceFile) -> None:
    """Let the cash price and the code's hours decide (finder/directory/prices.py)."""
    numbers, code = program.numbers, price_codes().get((price.code_type, price.code))
    day = file.hospital.updated
    if day is not None:
        numbers["cash_day"] = max(numbers.get("cash_day", 0.0), float(day.toordinal()))
    if code is not None and code.hours_a_day and code.days_a_week:
        numbers["code_hours"] = code.hours_a_day * code.days_a_week
    if price.cash is None:
        return
    place = math.nan if price.unit is None else float(CASH_PER.index(price.unit))
    known = numbers.get("cash_per", math.nan) if "cash_low" in numbers else None
    if known is None or _rank(place) < _rank(known):
        numbers |= {"cash_low": price.cash, "cash_high": price.cash}
        numbers.pop("cash_per", None)
        numbers.pop("cash_days", None)
        if not math.isnan(place):
            numbers["cash_per"] = place
        if code is not None and code.days_a_week:
            numbers["cash_days"] = code.days_a_week
    elif _rank(place) == _rank(known):
        numbers["cash_low"] = min(numbers["cash_low"], price.cash)
        numbers["cash_high"] = max(numbers["cash_high"], price.cash)


def _rank(place: float) -> int:
    """Units that can be brought to a week first, no unit last."""
    return len(_UNITS) if math.isnan(place) else _UNITS.index(CASH_PER[int(place)])
