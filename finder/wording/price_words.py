"""What a program costs, in words: the place's own price, or what its hospital's file lists.

Each price stands under its own name. Only one without insurance is said as the price; what grew
too old is said with its date, as not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from finder.directory import Directory, Facility, Program, Range
from finder.directory.facility import CashPrice
from finder.directory.records import Price
from finder.locale import _, mark
from finder.wording.statements import Statement, not_published, takes_no_payment
from finder.wording.words import capital, date_words, money, price

__all__ = ["filed_prices", "prices"]

# The kinds of price in a hospital's file, in the order in which they concern who pays alone.
_KINDS = {
    "cash": mark("Cash price in the hospital's file"),
    "gross": mark("List price before any discount"),
    "negotiated": mark("What insurers agreed to pay"),
    "paid": mark("What insurers paid, in 8 of 10 cases"),
}


def prices(directory: Directory, facility: Facility, program: Program, per: str) -> Statement:
    """Self-pay price in the unit in which it is published, and beside it in the unit asked."""
    if takes_no_payment(facility):
        return Statement(_("Free: takes no payment"))
    if program.cost is not None:
        return _own(directory, program, program.cost, per)
    if program.cash is not None:
        return _cash(directory, facility, program, program.cash, per)
    return not_published(_too_old(facility, program))


def filed_prices(facility: Facility, care: str | None) -> Iterator[tuple[str, list[Statement]]]:
    """What hospitals' files list for a level (None: for none), each kind with its statements.

    Last, the files.
    """
    listed = [one for one in facility.prices if one.care == care]
    for kind, label in _KINDS.items():
        said = dict.fromkeys(_listed(one) for one in listed if one.kind == kind)
        if said:
            yield _(label), list(said)
    if listed:
        yield _("Where from"), list(dict.fromkeys(_file(one) for one in listed))


def _own(directory: Directory, program: Program, cost: Range, per: str) -> Statement:
    text = capital(price(cost, program.cost_per))
    if program.cost_per is None:
        return Statement(text, more=_("for what time is not published"))
    if program.cost_per == per or not any(cost):
        return Statement(text)
    brought = _brought(directory, program, per)
    if brought is None:
        return Statement(text)
    return Statement(text, more=_("about {price}").format(price=price(brought, per)))


def _cash(
    directory: Directory, facility: Facility, program: Program, cash: CashPrice, per: str
) -> Statement:
    """`Cash price: $1,758 a day`, with the file, what it is not, and where to read it."""
    text = _("Cash price: {price}").format(price=price(Range(cash.low, cash.high), cash.unit))
    far = _elsewhere(facility.prices, program.care)
    if far is not None:
        words = _("{price}, far from the {amount} that others list")
        text = words.format(price=text, amount=money(round(far)))
    more = [_of_file(cash.as_of)]
    if cash.unit is None:
        more.append(_("for what time is not stated"))
    brought = _brought(directory, program, per) if cash.unit != per else None
    if brought is not None and directory.prices.floor[per][program.row]:
        least = price(Range(brought.low, None), per)
        more.append(_("{price} by the least days of its billing code").format(price=least))
    elif brought is not None:
        more.append(_("about {price}").format(price=price(brought, per)))
    more.append(_("ask what you would pay"))
    return Statement(
        text,
        "filed",
        "; ".join(more),
        _(
            "A hospital must list what it charges those who pay by themselves, before any help. "
            "It may leave out doctors who send their own bill, medicines and tests. Ask for your "
            "own price, and for help by income. With insurance you pay something else: ask your "
            "plan what your share is at this hospital."
        ),
        _address(facility.prices, program.care),
    )


def _of_file(day: date | None) -> str:
    if day is None:
        return _("list price in the hospital's file, date not known")
    return _("list price in the hospital's file of {date}").format(date=date_words(day))


def _address(listed: Iterable[Price], care: str | None) -> str:
    """Where the file can be read; empty where that is not known."""
    found = (one.address for one in listed if one.care == care and one.kind == "cash")
    return next(filter(None, found), "")


def _elsewhere(listed: Iterable[Price], care: str | None) -> float | None:
    """What others list for the code, where a cash price of the level is far outside it."""
    found = (one.elsewhere for one in listed if one.care == care and one.kind == "cash")
    return next((middle for middle in found if middle is not None), None)


def _too_old(facility: Facility, program: Program) -> str:
    """The last price that is too old to count, with its date; empty where there is none."""
    words = _("{price} on {date}: too old to count")
    if program.old is not None and program.old.cost is not None:
        said = price(program.old.cost, program.cost_per)
        return words.format(price=said, date=date_words(program.old.day_of("cost")))
    dated = [
        (one.file_date, one)
        for one in facility.prices
        if one.kind == "cash" and one.care == program.care and one.file_date is not None
    ]
    if program.care is None or not dated:
        return ""
    day, last = max(dated, key=lambda one: one[0])
    said = _("cash price {price}").format(price=price(Range(last.low, last.high), last.unit))
    return words.format(price=said, date=date_words(day))


def _listed(one: Price) -> Statement:
    """One price of a file: the amount, then its billing code and the row's own words."""
    text = price(Range(one.low, one.high), one.unit)
    if one.unit is None:
        text = _("{amount}, unit not stated").format(amount=text)
    return Statement(capital(text), more=f"{one.code}: {one.note}" if one.note else one.code)


def _file(one: Price) -> Statement:
    day = date_words(one.file_date) if one.file_date else _("date not known")
    words = _("{place}, file of {date}").format(place=one.location, date=day)
    return Statement(words, href=one.address)


def _brought(directory: Directory, program: Program, per: str) -> Range | None:
    """The price in another unit, in whole dollars; None where it cannot be brought to it."""
    columns = directory.prices.low[per], directory.prices.high[per]
    low, high = (_rounded(column, program.row) for column in columns)
    return None if low is None and high is None else Range(low, high)


def _rounded(column: NDArray[np.float64], row: int) -> float | None:
    return None if np.isnan(column[row]) else float(round(column[row]))
