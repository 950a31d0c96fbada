"""What is said of price files: as plain data, and in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from finder.intake.prices.reading import ListedPrice, PriceFile
from finder.locale import _, plural

__all__ = ["as_data", "far_words", "lines"]

_SHOWN = 40


def as_data(files: Sequence[PriceFile]) -> dict[str, Any]:
    """The report as JSON: prices of a care level, and how many rows were left out and why."""
    left_out: Counter[str] = Counter()
    for file in files:
        left_out.update(file.left_out)
    return {
        "sources": [_source(file) for file in files],
        "prices": [_price(file, price) for file in files for price in file.attached],
        "left_out": dict(sorted(left_out.items())),
    }


def lines(files: Sequence[PriceFile]) -> Iterator[str]:
    """Each file with its prices, and what was left out."""
    for file in files:
        day = file.hospital.updated
        updated = day.isoformat() if day else _("date not known")
        prices = plural("{n} price", "{n} prices", len(file.attached))
        yield f"{file.path}: {file.hospital.name}, {updated}, {prices}"
        for price in file.prices[:_SHOWN]:
            yield f"  {_line(price)}"
        for reason, count in file.left_out.items():
            yield "  " + _("left out: {n} × {reason}").format(n=count, reason=reason)


def far_words(middle: float | None) -> str:
    """Why a price is marked: what others list; empty for one that is not."""
    if middle is None:
        return ""
    words = _("far from the ${dollars} that other hospitals list for this code")
    return words.format(dollars=f"{middle:,.2f}")


def _source(file: PriceFile) -> dict[str, Any]:
    hospital = file.hospital
    return {
        "path": file.path,
        "kind": "prices",
        "hospital": hospital.name,
        "as_of": hospital.updated.isoformat() if hospital.updated else None,
        "version": hospital.version,
        "locations": [
            {"name": location.name, "address": location.address} for location in hospital.locations
        ],
        "npi": list(hospital.npi),
    }


def _price(file: PriceFile, price: ListedPrice) -> dict[str, Any]:
    names = [location.name for location in file.hospital.locations if location.name]
    found: dict[str, Any] = {
        "care": price.care,
        "code": price.code,
        "code_type": price.code_type,
        "description": price.description,
        "cash": price.cash,
        "gross": price.gross,
        "unit": price.unit,
        "location": " | ".join(names) or file.hospital.name,
        "npi": list(file.hospital.npi),
    }
    if price.negotiated is not None:
        low, high, payers = price.negotiated
        found["negotiated"] = {"low": low, "high": high, "payers": payers}
    if price.paid:
        found["paid"] = [
            {"payer": paid.payer, "median": paid.median, "low": paid.low, "high": paid.high}
            | {"count": paid.count}
            for paid in price.paid
        ]
    marks = [price.remark, *map(far_words, price.elsewhere.values())]
    if any(marks):
        found["remark"] = "; ".join(filter(None, marks))
    return found


def _line(price: ListedPrice) -> str:
    unit = price.unit or _("as listed, unit not stated")
    amounts = [
        _("{kind}: ${dollars}").format(kind=kind, dollars=f"{dollars:,.2f}")
        for kind, dollars in ((_("cash"), price.cash), (_("gross"), price.gross))
        if dollars is not None
    ]
    if price.negotiated is not None:
        low, high, payers = price.negotiated
        who = plural("{n} payer", "{n} payers", payers)
        amounts.append(f"{who}: ${low:,.2f}–{high:,.2f}")
    level = price.care or _("no level")
    far = map(far_words, price.elsewhere.values())
    told = [
        f"{price.code} {price.code_type}",
        price.description,
        unit,
        *amounts,
        price.remark,
        *far,
    ]
    return f"{level}: {' · '.join(filter(None, told))}"
