"""Where the search starts from, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from finder import places
from finder.criteria.criteria import Criteria
from finder.criteria.criterion import Criterion
from finder.criteria.numbers import number_text, read_number
from finder.criteria.reading import Reading
from finder.locale import _
from finder.places import Place

__all__ = ["Near", "Within"]


@dataclass(frozen=True, eq=False)
class Near(Criterion[Place]):
    """A ZIP code, a town with its state, or a point rounded to 2 decimals."""

    def read(self, texts: Sequence[str]) -> Reading[Place]:
        """One place is asked for: of several that are not understood, the first is told."""
        reading = super().read(texts)
        return Reading(reading.value, reading.problems[:1])

    def parse(self, text: str) -> Place:
        return places.find(text)

    def write(self, value: Place) -> str:
        return value.text

    def phrase(self, criteria: Criteria) -> str:
        place: Place = criteria.get(self.key)
        within = criteria.get("within")
        if within == "any":
            return _("nearest to {place}").format(place=place.label)
        miles = number_text(within)
        if miles == "1":
            return _("within 1 mile of {place}").format(place=place.label)
        return _("within {miles} miles of {place}").format(miles=miles, place=place.label)


@dataclass(frozen=True, eq=False)
class Within(Criterion["float | Literal['any']"]):
    """Largest great-circle distance from `near` in miles, inclusive; `any` for no limit."""

    def parse(self, text: str) -> float | Literal["any"]:
        if text.strip().lower() == "any":
            return "any"
        miles = read_number(text)
        if not miles:
            raise self.refuse(text, _("write a number of miles above 0, or any"))
        return miles

    def write(self, value: float | Literal["any"]) -> str:
        return "any" if value == "any" else number_text(value)

    def choices(self, criteria: Criteria) -> list[tuple[str, Criteria]]:
        return []
