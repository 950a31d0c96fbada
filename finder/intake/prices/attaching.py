"""Prices to the places that they are of: by NPI, else by address and name. Precision first.

Address and name are compared by the same rules as for NPIs (finder/intake/joining/npi.py).

A file says for which locations it holds, not which row is of which. A price is of the one listing
among them that offers its level; where several do, of the one that the file names, else of none,
and the report says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from finder.directory import FacilityRecord, ProgramRecord
from finder.directory.records import Price
from finder.directory.tables import CASH_PER
from finder.intake.joining.npi import PlaceFinder
from finder.intake.prices.places import rows_of
from finder.intake.prices.price_codes import price_codes
from finder.intake.prices.reading import ListedPrice, PriceFile
from finder.intake.prices.report import far_words
from finder.locale import _

__all__ = ["Attached", "Attaching", "attach_prices", "write_price"]

# Of units, those that can be brought to a week come first.
_UNITS = ("week", "month", "program", "day", "session", "hour")


@dataclass(frozen=True)
class Attached:
    """What became of one price: the listing that it is of, or None and why.

    near: whether some listing may be meant, though none for certain.
    """

    price: ListedPrice
    facility: FacilityRecord | None
    reason: str = ""
    near: bool = True


class Attaching:
    """The listings of a directory, to be found by the NPIs, names and addresses of price files."""

    def __init__(self, records: Sequence[FacilityRecord]) -> None:
        self._records = records
        self._finder = PlaceFinder(records)
        self._by_npi = {number: record for record in records for number in record.npi}

    def attach(self, file: PriceFile) -> list[Attached]:
        """Write the prices of a file into the records that they are of; what became of each."""
        rows = list(rows_of(file.hospital))
        by_level = {care: self._listings(file, rows, care) for care in _cares(file)}
        told = []
        for price in file.prices:
            one = _of(price, by_level[price.care])
            told.append(one)
            if one.facility is not None:
                write_price(one.facility, price, file)
        return told

    def _listings(
        self, file: PriceFile, rows: Sequence[FacilityRecord], care: str | None
    ) -> _Listings:
        """Who may be meant by a file, for one level: several that fit alike are told by it."""
        npis = [self._by_npi[number] for number in file.hospital.npi if number in self._by_npi]
        placed: list[FacilityRecord] = []
        doubtful: list[FacilityRecord] = []
        for row in rows:
            found = self._finder.find(row, lambda record: int(_offers(record, care)))
            if found.number is not None:
                placed.append(self._records[found.number])
            doubtful += [self._records[number] for number in found.doubtful]
        return _Listings(_each_once(npis), _each_once(placed), _each_once(doubtful))


@dataclass(frozen=True)
class _Listings:
    """By the file's NPIs, by name and address for certain, and those of which nobody can tell."""

    by_npi: list[FacilityRecord]
    placed: list[FacilityRecord]
    doubtful: list[FacilityRecord]


def attach_prices(records: Sequence[FacilityRecord], files: Iterable[PriceFile]) -> list[Attached]:
    """Write the prices of files into the records that they are of; what became of each price."""
    attaching = Attaching(records)
    return [one for file in files for one in attaching.attach(file)]


def _cares(file: PriceFile) -> set[str | None]:
    return {price.care for price in file.prices}


def _each_once(records: Iterable[FacilityRecord]) -> list[FacilityRecord]:
    return list({id(record): record for record in records}.values())


def _of(price: ListedPrice, listings: _Listings) -> Attached:
    sure = _each_once([*listings.by_npi, *listings.placed])
    if not sure and not listings.doubtful:
        reason = _("no listing is at an address of the file under its name")
        return Attached(price, None, reason, near=False)
    offering = [one for one in sure if _offers(one, price.care)]
    named = [one for one in offering if any(one is other for other in listings.by_npi)]
    if len(named) == 1:
        return Attached(price, named[0])
    if len(offering) == 1 and not any(_offers(one, price.care) for one in listings.doubtful):
        return Attached(price, offering[0])
    if offering or any(_offers(one, price.care) for one in listings.doubtful):
        return Attached(price, None, _("several listings at its addresses offer that level"))
    return Attached(price, None, _("no listing at its address offers that level"))


def _offers(record: FacilityRecord, care: str | None) -> bool:
    return care is None or any(program.care == care for program in record.programs)


def write_price(record: FacilityRecord, price: ListedPrice, file: PriceFile) -> None:
    """Give a listing one price, and let it decide for its programs of that level."""
    record.prices += list(_facts(price, file))
    for program in record.programs:
        if program.care == price.care and price.care is not None:
            _count(program, price, file)


def _facts(price: ListedPrice, file: PriceFile) -> Iterator[Price]:
    """Cash, gross, negotiated and paid, each its own fact."""
    hospital = file.hospital
    names = [place.name for place in hospital.locations if place.name]

    def fact(kind: str, low: float, high: float, note: str = "") -> Price:
        elsewhere = price.elsewhere.get(kind)
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
            note="; ".join(
                filter(None, (price.description, price.remark, far_words(elsewhere), note))
            ),
            address=file.address,
            elsewhere=elsewhere,
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
