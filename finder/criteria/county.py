"""The county that a facility lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from finder import places
from finder.answers import NO, YES, Answers
from finder.criteria.criteria import Criteria
from finder.criteria.criterion import Counting, Drawing, Reading, Several
from finder.criteria.reading import ReadAs
from finder.directory.facts import Facts
from finder.errors import NotUnderstood
from finder.locale import _, joined

__all__ = ["COUNTY_SEPARATOR", "County"]

# A comma stands in every label.
COUNTY_SEPARATOR = ";"
_MOST_COUNTIES = 100


@dataclass(frozen=True, eq=False)
class County(Several):
    """Only facilities in any of these counties; one of no known county is in none."""

    facility_wide = True
    drawn: ClassVar[Drawing] = "counted"

    @property
    def counted(self) -> Counting:
        return "counties"

    def read(self, texts: Sequence[str]) -> Reading[tuple[str, ...]]:
        given = [one.strip() for text in texts for one in text.split(COUNTY_SEPARATOR)]
        labels: dict[str, str] = {}
        problems: list[NotUnderstood] = []
        for text in [one for one in dict.fromkeys(given) if one][:_MOST_COUNTIES]:
            try:
                labels[text] = places.read_county(text)
            except NotUnderstood as problem:
                problems.append(problem)
        read_as = [ReadAs(self.key, text, one) for text, one in labels.items() if text != one]
        counties = self.canonical(tuple(labels.values()))
        return Reading(counties or None, tuple(problems), tuple(read_as))

    def write(self, value: tuple[str, ...]) -> str:
        return COUNTY_SEPARATOR.join(value)

    def canonical(self, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(value)))

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        chosen = criteria[self]
        if not chosen:
            return None
        wanted = [place for place, one in enumerate(facts.counties) if one in chosen]
        return np.where(np.isin(facts.county, wanted), YES, NO)

    def phrase(self, criteria: Criteria) -> str:
        counties = joined(list(criteria[self] or ()), "or")
        return _("in {counties}").format(counties=counties)

    def choices(self, criteria: Criteria) -> list[tuple[str, Criteria]]:
        return [
            (_("in {counties}").format(counties=one), criteria.toggled(self.key, one))
            for one in criteria[self] or ()
        ]
