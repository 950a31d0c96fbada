"""A hospital's price file into the prices of substance-use care in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from finder.intake.prices.amounts import Repeated, is_filler
from finder.intake.prices.charges import Charge, Hospital, Negotiated, Paid
from finder.intake.prices.csv_charges import csv_charges
from finder.intake.prices.deciding import Decided, LeftOut, decide
from finder.intake.prices.fetched import address_of_file
from finder.intake.prices.json_charges import json_charges, json_head
from finder.intake.prices.opened import beginning_of, open_bytes

__all__ = ["ListedPrice", "PriceFile", "read_prices"]

FILLER = "an amount that only fills a cell"
NO_LEVEL = "care without a level by its code; shown with the place"
NO_AMOUNT = "no amount in dollars"


@dataclass(frozen=True)
class ListedPrice:
    """One price of substance-use care, as its file lists it. Amounts in USD.

    care: None for care whose level no code tells. unit: hour, session, day, week, month, program,
    or None where neither code nor words state one. negotiated: lowest, highest, and of how many
    payers. paid: what insurers have paid, a payer each. elsewhere: by kind (cash, gross) the middle
    of what other hospitals list for the code, where this is far outside it.
    """

    care: str | None
    code: str
    code_type: str
    description: str
    setting: str
    cash: float | None
    gross: float | None
    unit: str | None
    negotiated: tuple[float, float, int] | None
    paid: tuple[Paid, ...]
    remark: str = ""
    elsewhere: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class PriceFile:
    """What a file says of our care. left_out: how many rows were left out, by the reason.

    address: where it was fetched from, "" where that is not known.
    """

    path: str
    hospital: Hospital
    prices: tuple[ListedPrice, ...]
    left_out: dict[str, int]
    address: str = ""

    @property
    def attached(self) -> tuple[ListedPrice, ...]:
        """The prices of a care level."""
        return tuple(price for price in self.prices if price.care is not None)


def read_prices(path: str) -> PriceFile:
    """Read a file as a stream. Raises SourceRefused for one that is no price file."""
    start = beginning_of(path).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        with open_bytes(path) as file:
            hospital = json_head(path, file)
        with open_bytes(path) as file:
            return _read(path, hospital, ((one, True) for one in json_charges(path, file)))
    with open_bytes(path) as file:
        hospital, charges = csv_charges(path, file)
        return _read(path, hospital, charges)


def _read(path: str, hospital: Hospital, charges: Iterable[tuple[Charge, bool]]) -> PriceFile:
    left_out: Counter[str] = Counter()
    repeated = Repeated()
    decided = list(_gathered(_decided(charges, repeated, left_out)))
    prices = [price for one in decided if (price := _listed(one, repeated, left_out)) is not None]
    left_out[NO_LEVEL] += sum(price.care is None for price in prices)
    counts = {reason: count for reason, count in sorted(left_out.items()) if count}
    return PriceFile(path, hospital, tuple(prices), counts, address_of_file(path))


def _decided(
    charges: Iterable[tuple[Charge, bool]], repeated: Repeated, left_out: Counter[str]
) -> Iterator[Decided]:
    out: set[object] = set()
    for charge, ours in charges:
        what = decide(charge) if ours else None
        if what is None:
            repeated.see(charge.description, (charge.gross, charge.cash))
        elif isinstance(what, LeftOut):
            if charge.identity not in out:
                out.add(charge.identity)
                left_out[what.reason] += 1
        else:
            yield what


def _gathered(decided: Iterable[Decided]) -> Iterator[Decided]:
    """Rows of one item made one: a tall file has a row a payer, and one a setting."""
    first: dict[object, Decided] = {}
    for one in decided:
        known = first.setdefault(one.charge.identity, one)
        if known is not one:
            known.charge.negotiated += one.charge.negotiated
            known.charge.paid += one.charge.paid
            if one.charge.setting not in known.charge.setting.split(", "):
                known.charge.setting += f", {one.charge.setting}"
    yield from first.values()


def _listed(one: Decided, repeated: Repeated, left_out: Counter[str]) -> ListedPrice | None:
    charge = one.charge

    def real(dollars: float | None) -> float | None:
        if dollars is None:
            return None
        if is_filler(dollars) or repeated.is_filler(dollars):
            left_out[FILLER] += 1
            return None
        return dollars

    cash, gross = real(charge.cash), real(charge.gross)
    negotiated = [known for known in charge.negotiated if real(known.dollars) is not None]
    paid = tuple(known for known in charge.paid if real(known.median) is not None)
    if cash is None and gross is None and not negotiated and not paid:
        left_out[NO_AMOUNT] += 1
        return None
    return ListedPrice(
        care=one.care,
        code=one.code.code,
        code_type=one.code.code_type,
        description=charge.description,
        setting=charge.setting,
        cash=cash,
        gross=gross,
        unit=one.unit,
        negotiated=_range(negotiated),
        paid=paid,
        remark=one.remark,
    )


def _range(negotiated: list[Negotiated]) -> tuple[float, float, int] | None:
    if not negotiated:
        return None
    dollars = [known.dollars for known in negotiated]
    return min(dollars), max(dollars), len({known.payer for known in negotiated})
