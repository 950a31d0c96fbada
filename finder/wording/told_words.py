"""`Hours a week, price: told by phone on 20 November 2026, Example County`: who told what, when."""

from __future__ import annotations

from collections.abc import Mapping

from finder.directory import Facility
from finder.directory.records import Told
from finder.locale import _, mark
from finder.text import decapitalized
from finder.wording.field_labels import field_label
from finder.wording.words import capital, date_words

__all__ = ["closed_words", "told_in_short", "told_lines", "told_words"]

_HOW = {
    "phone": mark("told by phone on {date}"),
    "facility": mark("told by the place itself on {date}"),
    "visit": mark("seen on a visit on {date}"),
    "document": mark("read in a document of {date}"),
}
# What has no name of its own among the fields.
_SAID_AS = {"name": "name", "detox_for": "detox"}


def told_words(told: Told) -> str:
    """`told by phone on 20 November 2026, Example County`; without a team, without its name."""
    words = _(_HOW.get(told.how, _HOW["phone"])).format(date=date_words(told.on))
    if told.team:
        words = _("{told}, {team}").format(told=words, team=told.team)
    return words if told.counts else _("{told}: does not count").format(told=words)


def told_lines(told: Mapping[str, Told]) -> list[str]:
    """A line for all that was told together: its facts, and how, when and by whom."""
    together: dict[Told, list[str]] = {}
    for field, one in told.items():
        together.setdefault(one, []).append(field_label(_SAID_AS.get(field, field)))
    return [
        _("{facts}: {told}").format(facts=_in_a_row(labels), told=told_words(one))
        for one, labels in sorted(together.items(), key=lambda item: item[0].on, reverse=True)
    ]


def told_in_short(told: Mapping[str, Told]) -> str:
    """The last time that anything was told which counts; empty where nothing was."""
    last = max((one for one in told.values() if one.counts), key=lambda one: one.on, default=None)
    return "" if last is None else capital(told_words(last))


def closed_words(facility: Facility) -> str:
    """That a place is closed, since when and who told so; empty of one that is not."""
    if facility.closed_since is None or facility.closed_by is None:
        return ""
    words = _("Closed since {date}: {told}. It is not in the list any more.")
    date = date_words(facility.closed_since)
    return words.format(date=date, told=told_words(facility.closed_by))


def _in_a_row(labels: list[str]) -> str:
    first, *others = dict.fromkeys(labels)
    return ", ".join([first, *map(decapitalized, others)])
