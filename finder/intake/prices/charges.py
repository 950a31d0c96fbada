"""One charge of a hospital's file, as it is listed there, and what stands above all charges."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

__all__ = ["Charge", "Hospital", "Location", "Negotiated", "Paid"]


@dataclass(frozen=True)
class Location:
    """A place that a file is about: its name and its address in one line, either may be empty."""

    name: str
    address: str


@dataclass(frozen=True)
class Hospital:
    """The head of a file. updated: the date that the file states; None if it states none."""

    name: str
    updated: date | None
    version: str
    locations: tuple[Location, ...]
    npi: tuple[str, ...]


@dataclass(frozen=True)
class Negotiated:
    """What one payer has agreed to, USD."""

    payer: str
    dollars: float


@dataclass(frozen=True)
class Paid:
    """What one payer has paid, USD: median, 10th and 90th percentile, and the count as listed."""

    payer: str
    median: float
    low: float | None
    high: float | None
    count: str


@dataclass
class Charge:
    """One item of a file. Amounts are in USD; None where the file lists none.

    codes: (type, code) in the order of the file, the type in capitals.
    """

    description: str
    codes: tuple[tuple[str, str], ...]
    setting: str = ""
    gross: float | None = None
    cash: float | None = None
    negotiated: list[Negotiated] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)
    notes: str = ""

    @property
    def identity(self) -> tuple[str, tuple[tuple[str, str], ...], float | None, float | None]:
        """What rows of one item have in common: a file has one a payer, and one a setting."""
        return self.description, self.codes, self.gross, self.cash
