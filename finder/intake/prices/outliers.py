"""Prices that lie far outside what other hospitals list for the same code and unit.

They are kept as they are listed, since the hospital says so and nobody here knows better, and are
marked with what the others list. They filter like any other: what is marked is no less published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from finder.intake.prices.reading import ListedPrice, PriceFile

__all__ = ["FAR", "FEWEST_OTHERS", "compared"]

# So many times more or less than the middle of the others is far outside.
FAR = 10.0
# Fewer other hospitals than these say nothing about what is usual.
FEWEST_OTHERS = 4

# Kind of price, code, type of code, unit: dollars by hospital.
_Key = tuple[str, str, str, str | None]
_Known = dict[_Key, dict[str, list[float]]]


def compared(files: Sequence[PriceFile]) -> list[PriceFile]:
    """The files with each such price marked. Two files of one hospital are one."""
    known: _Known = defaultdict(lambda: defaultdict(list))
    for file in files:
        for price in file.prices:
            for key, dollars in _listed(price):
                known[key][file.hospital.name].append(dollars)
    return [
        replace(file, prices=tuple(_marked(price, file, known) for price in file.prices))
        for file in files
    ]


def _listed(price: ListedPrice) -> list[tuple[_Key, float]]:
    said = (("cash", price.cash), ("gross", price.gross))
    return [
        ((kind, price.code, price.code_type, price.unit), dollars)
        for kind, dollars in said
        if dollars is not None
    ]


def _marked(price: ListedPrice, file: PriceFile, known: _Known) -> ListedPrice:
    far: dict[str, float] = {}
    for key, dollars in _listed(price):
        others = [median(ones) for name, ones in known[key].items() if name != file.hospital.name]
        if len(others) < FEWEST_OTHERS:
            continue
        middle = median(others)
        if not middle / FAR <= dollars <= middle * FAR:
            far[key[0]] = middle
    return replace(price, elsewhere=far) if far else price
