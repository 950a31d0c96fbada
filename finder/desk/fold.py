"""What the reports about one place come to: the newest word on each fact, pure.

A fact is what belongs together: both ends of a range, a price with its unit, openings with their
day. Who wins against what the import states is decided in finder/desk/laying.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from finder.desk.said import PROPOSALS, Report
from finder.groups import fact_groups

__all__ = ["FACTS", "OF_A_PLACE", "PlaceSaid", "Word", "facts_of", "fold"]

# Fact: the columns of an own table that it is told in.
FACTS: Mapping[str, tuple[str, ...]] = {
    "hours": ("hours_low", "hours_high"),
    "weeks": ("weeks_low", "weeks_high"),
    "cost": ("cost_low", "cost_high", "cost_per"),
    "days_per_week": ("days_per_week",),
    "sessions_per_week": ("sessions_per_week",),
    "openings": ("openings", "openings_on"),
    "name": ("program_name",),
    "source_url": ("source_url",),
    "notes": ("notes",),
}
# What is told of the place itself, whichever level the report is about.
OF_A_PLACE: Mapping[str, tuple[str, ...]] = {
    "phones": ("phone", "intake_phone"),
    "website": ("website",),
    "detox": ("detox",),
    "detox_for": ("detox_for",),
    "pay": ("payments",),
    "age": ("ages",),
    "gender": ("genders",),
}


@dataclass(frozen=True, slots=True)
class Word:
    """What was last told of one fact: its cells by column, how, and on which day."""

    cells: Mapping[str, str | float]
    how: str
    on: date


@dataclass
class PlaceSaid:
    """All that is told of one place.

    levels: by care level and name of the program ("" for the only one of its level; None for the
    place's only level) the words by fact. place: words of the place itself. closed: the word that
    it is closed, None where a later one says it is open. confirmed: by the same keys the last day
    on which anything was told. former: ids under which it was listed once, as a lead says.
    """

    levels: dict[tuple[str | None, str], dict[str, Word]] = field(default_factory=dict)
    place: dict[str, Word] = field(default_factory=dict)
    closed: Word | None = None
    added: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    confirmed: dict[tuple[str | None, str], date] = field(default_factory=dict)


def fold(reports: Sequence[Report]) -> PlaceSaid:
    """What the reports about one place come to. They stand in the order in which they win."""
    said = PlaceSaid()
    for report in reports:
        if report.kind in ("closed", "open"):
            word = Word({}, report.how, report.learned_on)
            said.closed = word if report.kind == "closed" else None
            continue
        if report.kind == "same":  # which place is meant, not a word about it
            continue
        if report.kind in PROPOSALS and report.care and report.care not in said.added:
            said.added.append(report.care)
        key = report.care, report.program_name
        level = said.levels.setdefault(key, {})
        said.confirmed[key] = max(report.learned_on, said.confirmed.get(key, report.learned_on))
        for fact, cells in facts_of(report).items():
            words = said.place if fact in OF_A_PLACE else level
            day = report.learned_on
            if fact == "openings" and isinstance(cells.get("openings_on"), str):
                day = date.fromisoformat(str(cells["openings_on"]))
            word = Word(cells, report.how, day)
            if fact == "phones" and fact in words:  # each of them is a word of its own
                word = Word({**words[fact].cells, **cells}, report.how, day)
            if fact not in words or words[fact].on <= day:
                words[fact] = word
    return said


def facts_of(report: Report) -> dict[str, dict[str, str | float]]:
    """What a report tells: by fact its cells by column."""
    facts: dict[str, dict[str, str | float]] = {}
    names = _fact_of_column()
    for column, value in report.facts.items():
        fact = names.get(column)
        if fact is not None:
            facts.setdefault(fact, {})[column] = value
    if "openings" in facts and "openings" not in facts["openings"]:
        del facts["openings"]  # a day without a number says nothing
    return facts


@cache
def _fact_of_column() -> dict[str, str]:
    names = {one.column: group for group, one in fact_groups().items()}
    for facts in (FACTS, OF_A_PLACE):
        names |= {column: fact for fact, columns in facts.items() for column in columns}
    return names
