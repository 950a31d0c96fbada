"""Amounts of a price file: what a cell says, and which of them are no price.

Hospitals fill a cell that must not be empty with what no one charges: 0.01, 1.00, 999999999. A
filler is refused and counted; it never comes out as a price.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

__all__ = ["MOST_A_DAY", "Repeated", "amount", "is_filler"]

# Nothing a day of this care costs is beyond this (USD); 2739849.3 was seen for a session.
MOST_A_DAY = 50_000.0
# One dollar and less is what stands where no price is known.
_LEAST = 1.0
_NINES = re.compile(r"9{4,}(\.9+|\.0+)?")
_NUMBER = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?|\$?\s*(\.\d+)", re.ASCII)
# The same amount for this many unrelated services is a price of none of them.
_MOST_ALIKE = 5
_MOST_KEPT = 100_000


def amount(text: object) -> float | None:
    """The dollars of a cell; None for an empty one and for what is no plain amount."""
    if isinstance(text, bool) or text is None:
        return None
    if isinstance(text, int | float):
        return float(text) if text == text and abs(text) != float("inf") else None
    match = _NUMBER.fullmatch(str(text).strip())
    return float(match.group(0).lstrip("$ ").replace(",", "")) if match else None


def is_filler(dollars: float) -> bool:
    """Whether an amount is one that only fills a cell."""
    written = f"{dollars:.2f}".rstrip("0").rstrip(".")
    return dollars <= _LEAST or dollars > MOST_A_DAY or bool(_NINES.fullmatch(written))


class Repeated:
    """Amounts that a file gives for one service after the other, whatever it is."""

    def __init__(self) -> None:
        self._services: Counter[float] = Counter()
        self._seen: set[tuple[float, str]] = set()

    def see(self, service: str, dollars: Iterable[float | None]) -> None:
        """Note what a service, that has nothing to do with the others, is listed at."""
        for one in dollars:
            new = one is not None and (one, service) not in self._seen
            if one is not None and new and len(self._seen) < _MOST_KEPT:
                self._seen.add((one, service))
                self._services[one] += 1

    def is_filler(self, dollars: float) -> bool:
        """Whether too many unrelated services have this amount."""
        return self._services[dollars] >= _MOST_ALIKE
