"""Where the search starts from, and how far it reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from finder import places
from finder.answers import Answers, answer
from finder.criteria.criteria import Criteria
from finder.criteria.criterion import Criterion, Drawing, WholeNumber
from finder.criteria.keys import Name
from finder.criteria.numbers import number_text, read_number
from finder.criteria.reading import ReadAs, Reading
from finder.directory.facts import Facts
from finder.errors import NotUnderstood, PlaceNotFound
from finder.locale import _, plural
from finder.minutes import minutes_of
from finder.places import Meaning, Place

__all__ = ["Minutes", "Near", "Within"]

# A link that gives more texts than this is not read to its end.
_MOST_TEXTS = 5
Radius = float | Literal["any"]
_NEAR, _WITHIN, _MINUTES = Name[Place]("near"), Name[Radius]("within"), Name[int]("minutes")


@dataclass(frozen=True, eq=False)
class Near(Criterion[Place]):
    """A ZIP code, a town with its state, or a point rounded to 2 decimals.

    A state or a county written here becomes `state` or `county`.
    """

    drawn: ClassVar[Drawing] = "place"

    @property
    def is_filter(self) -> bool:
        # From another place, or from none, another question is asked.
        return False

    def read(self, texts: Sequence[str]) -> Reading[Place]:
        problems: list[NotUnderstood] = []
        for text in list(dict.fromkeys(texts))[:_MOST_TEXTS]:
            try:
                meaning = places.understand(text)
            except PlaceNotFound as problem:
                # One search for what was meant is enough.
                problems = problems or [problem]
            else:
                return self._reading(text.strip(), meaning, problems)
        return Reading(None, tuple(problems))

    def parse(self, text: str) -> Place:
        return places.find(text)

    def _reading(
        self, text: str, meaning: Meaning, problems: list[NotUnderstood]
    ) -> Reading[Place]:
        instead: dict[str, Any] = {}
        if meaning.state:
            instead, understood = {"state": meaning.state}, f"state={meaning.state}"
        elif meaning.county:
            instead, understood = {"county": (meaning.county,)}, f"county={meaning.county}"
        else:
            understood = meaning.place.text if meaning.place else ""
        told = () if understood == text else (ReadAs(self.key, text, understood, meaning.others),)
        return Reading(meaning.place, tuple(problems), told, instead)

    def write(self, value: Place) -> str:
        return value.text

    def phrase(self, criteria: Criteria) -> str:
        place, within = criteria.always(self), criteria.always(_WITHIN)
        if within == "any":
            words = _("near {place}") if _MINUTES in criteria else _("nearest to {place}")
            return words.format(place=place.label)
        miles = number_text(within)
        if miles == "1":
            return _("within 1 mile of {place}").format(place=place.label)
        return _("within {miles} miles of {place}").format(miles=miles, place=place.label)


@dataclass(frozen=True, eq=False)
class Within(Criterion[Radius]):
    """Largest great-circle distance from `near` in miles, inclusive; `any` for no limit.

    Beside `minutes`, which is a limit itself, no other is meant where none is given.
    """

    drawn: ClassVar[Drawing] = "distances"

    def default_among(self, values: Mapping[str, Any]) -> Radius | None:
        return "any" if values.get("minutes") else self.default

    def parse(self, text: str) -> Radius:
        if text.strip().lower() == "any":
            return "any"
        miles = read_number(text)
        if not miles:
            raise self.refuse(text, _("write a number of miles above 0, or any"))
        return miles

    def write(self, value: Radius) -> str:
        return "any" if value == "any" else number_text(value)

    def choices(self, criteria: Criteria) -> list[tuple[str, Criteria]]:
        return []


@dataclass(frozen=True, eq=False)
class Minutes(WholeNumber):
    """By car, each way, estimated from the distance as a range.

    Yes where all of the range is within it, no where all is beyond, else not published. Without a
    place it asks nothing; a place to go to that has no position is no.
    """

    def amount(self, value: int) -> str:
        return plural("{n} minute", "{n} minutes", value)

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        asked, place = criteria[self], criteria[_NEAR]
        if asked is None or place is None:
            return None
        fewest, most = minutes_of(facts.miles(place))
        known = ~np.isnan(fewest)
        return answer(known & (most <= asked), known & (fewest <= asked))

    def phrase(self, criteria: Criteria) -> str:
        return plural(
            "at most {n} minute by car, as estimated",
            "at most {n} minutes by car, as estimated",
            criteria.always(self),
        )
