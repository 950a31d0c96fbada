"""Words of the desk: outcomes, what to ask, where a place is."""

from __future__ import annotations

from collections.abc import Iterable

from finder.desk.came import Alike
from finder.desk.worklist import Task
from finder.locale import _, mark, plural
from finder.wording.hint_words import HINT_WORDS
from finder.wording.statements import level_name
from finder.wording.words import date_words

__all__ = [
    "FACT_WORDS",
    "HOW_WORDS",
    "OUTCOME_WORDS",
    "asking",
    "hint_lines",
    "place_line",
    "plain",
]

OUTCOME_WORDS = {
    "answered": mark("Answered"),
    "voice mail": mark("Voice mail"),
    "no answer": mark("No answer"),
    "wrong number": mark("Wrong number"),
    "closed": mark("Closed for good"),
    "does not say": mark("Does not say"),
}
HOW_WORDS = {
    "phone": mark("by phone"),
    "facility": mark("by the place itself"),
    "visit": mark("at a visit"),
    "document": mark("from a document"),
}
FACT_WORDS = {
    "hours": mark("hours"),
    "when": mark("times of day"),
    "cost": mark("price"),
    "openings": mark("openings"),
}
_MARKED = frozenset("\\`*_{}[]<>()#+-.!|$:~")


def plain(text: str) -> str:
    """A text from outside that Markdown shows as it is."""
    return "".join(f"\\{one}" if one in _MARKED else one for one in text)


def asking(task: Task) -> str:
    """`ask: Intensive outpatient: hours, price (openings of 1 May 2026)`."""
    by_level: dict[str, list[str]] = {}
    for blank in task.blanks or task.others:
        words = _(FACT_WORDS[blank.fact])
        if blank.since:
            words = _("{fact} (told on {date})").format(fact=words, date=date_words(blank.since))
        found = by_level.setdefault(level_name(blank.care), [])
        if words not in found:
            found.append(words)
    if not by_level:
        return _("nothing to ask")
    levels = "; ".join(f"{level}: {', '.join(facts)}" for level, facts in by_level.items())
    return _("Ask: {things}").format(things=levels)


def place_line(task: Task) -> str:
    """`Charlottesville, VA, 3.4 miles`."""
    town = f"{plain(task.facility.city)}, {task.facility.state}"
    if task.miles is None:
        return town
    return _("{town}, {miles} miles").format(town=town, miles=f"{task.miles:.1f}")


def hint_lines(alike: Iterable[Alike]) -> list[str]:
    """`The hours are different (Intensive outpatient): 3 visitors, last on 2 May 2026.`"""
    lines = []
    for one in alike:
        what = _(HINT_WORDS[one.kind])
        if one.care:
            what = f"{what} ({level_name(one.care)})"
        who = plural("{n} visitor", "{n} visitors", one.count)
        line = _("{what}: {who}, last on {date}.")
        line = line.format(what=what, who=who, date=date_words(one.last))
        said = " ".join(f"“{plain(words)}”" for words in one.words)
        lines.append(f"{line} {said}".strip())
    return lines
