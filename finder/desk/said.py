"""Reports as values, and which of them hold: pure, for laying and for tests.

A report stays; another takes it back, accepts it or declines it, and says so by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

__all__ = ["DECISIONS", "PROPOSALS", "Report", "Status", "held", "statuses"]

# What waits for a lead, and what is no word about a place but about another report.
PROPOSALS = frozenset({"level", "place"})
DECISIONS = frozenset({"accept", "decline"})
Status = Literal["holds", "taken back", "proposed", "accepted", "declined"]


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it stands in the database (finder/desk/schema.py has the words of each).

    number: 0 before it is saved. facts: cells of an own table in one spelling. learned_on: the day
    on which it was so. care: None is about the place.
    """

    facility_id: str
    how: str
    learned_on: date
    kind: str = "facts"
    care: str | None = None
    facts: Mapping[str, str | float] = field(default_factory=dict)
    note: str = ""
    about: int | None = None
    program_name: str = ""
    person_id: int | None = None
    once: str = ""
    number: int = 0
    made_at: datetime | None = None


def statuses(reports: Iterable[Report]) -> dict[int, Status]:
    """What became of each, by number. Those about another must be among them, in any order."""
    ordered = sorted(reports, key=lambda report: report.number)
    found: dict[int, Status] = {}
    decided: dict[int, Status] = {}
    back: set[int] = set()
    # The last first: a taking back that was itself taken back does nothing.
    for report in reversed(ordered):
        if report.number in back:
            found[report.number] = "taken back"
            continue
        waits: Status = "proposed" if report.kind in PROPOSALS else "holds"
        found[report.number] = decided.get(report.number, waits)
        if report.about is None:
            continue
        if report.kind == "take_back":
            back.add(report.about)
        elif report.kind in DECISIONS:
            # The last decision counts, and it is met first.
            word: Status = "accepted" if report.kind == "accept" else "declined"
            decided.setdefault(report.about, word)
    return found


def held(reports: Sequence[Report]) -> list[Report]:
    """Those that say something of a place and hold: not taken back, and accepted where a lead must.

    In the order in which they win: the last learnt last, of one day the last saved.
    """
    status = statuses(reports)
    kept = [
        report
        for report in reports
        if status[report.number] in ("holds", "accepted")
        and report.kind != "take_back"
        and report.kind not in DECISIONS
    ]
    return sorted(kept, key=lambda report: (report.learned_on, report.number))
