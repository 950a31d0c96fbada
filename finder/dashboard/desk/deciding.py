"""Which of the usual questions an answer would decide: by the same search, over the same laying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from finder.criteria import Criteria
from finder.criteria.hours import HoursRange
from finder.desk.laying import lay
from finder.desk.proposals import Proposal, report_of
from finder.desk.said import Report
from finder.directory import Directory
from finder.locale import _, mark
from finder.shortlist import picks_of, shortlist_of
from finder.shortlist.found import Fit

__all__ = [
    "FIT_WORDS",
    "HOURS",
    "PRICES",
    "decided",
    "hours_words",
    "may_decide",
    "price_words",
]

# What is usually asked, at most; nobody's searches are counted for that.
HOURS = (9, 12, 20)
PRICES = (300, 600, 1200)
FIT_WORDS: dict[Fit, str] = {
    "match": mark("yes"),
    "possible": mark("not known"),
    "other": mark("no"),
    "unasked": mark("not known"),
}


def hours_words(most: int) -> str:
    """`up to 9 hours a week`."""
    return _("up to {n} hours a week").format(n=most)


def price_words(most: int) -> str:
    """`up to $300 a month`."""
    return _("up to ${n:,} a month").format(n=most)


def may_decide(proposal: Proposal) -> bool:
    """Whether an answer is about what the usual questions ask."""
    return proposal.fact in ("hours", "cost")


def decided(
    proposal: Proposal,
    imported: Directory,
    reports: Sequence[Report],
    today: date,
) -> list[tuple[str, Fit, Fit]]:
    """Each usual question that an answer changes: its words, what it found before and would after.

    proposal: one that may decide. imported: the directory without reports. reports: all about the
    place.
    """
    number = max((report.number for report in reports), default=0) + 1
    new = replace(report_of(proposal), number=number)
    before, after = lay(imported, reports, today), lay(imported, [*reports, new], today)
    found = []
    for words, criteria in _questions(proposal):
        fits = [_fit(directory, criteria, proposal, today) for directory in (before, after)]
        if fits[0] != fits[1]:
            found.append((words, fits[0], fits[1]))
    return found


def _questions(proposal: Proposal) -> Iterator[tuple[str, Criteria]]:
    level = Criteria().replaced(care=(proposal.care,)) if proposal.care else Criteria()
    if proposal.fact == "hours":
        for hours in HOURS:
            yield hours_words(hours), level.replaced(hours=HoursRange(None, hours))
    else:
        for price in PRICES:
            yield price_words(price), level.replaced(cost=float(price))


def _fit(directory: Directory, criteria: Criteria, proposal: Proposal, today: date) -> Fit:
    here = criteria.replaced(pick=(proposal.facility_id,))
    picks = picks_of(directory, shortlist_of(directory, here), here, today)
    return picks[0].fit if picks else "possible"
