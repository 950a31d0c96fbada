"""What changed at a place, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from finder.changes import Changed
from finder.directory import Range
from finder.directory.changes import Kind, Value
from finder.locale import _, joined, mark, plural
from finder.wording.statements import level_name
from finder.wording.words import as_of_words, price

__all__ = ["KIND_WORDS", "change_words", "kind_words", "source_words"]

KIND_WORDS: Mapping[Kind, str] = {
    "gone": mark("No longer listed"),
    "new": mark("Newly listed"),
    "moved": mark("Listed at another address"),
    "phone": mark("Phone changed"),
    "level": mark("Levels of care changed"),
    "price": mark("Price changed"),
    "openings": mark("Openings changed"),
}


def kind_words(change: Changed) -> str:
    """What kind of change it is. A place that is told to be closed may still be listed."""
    if change.kind == "gone" and change.by_desk:
        return _("Told to be closed")
    return _(KIND_WORDS[change.kind])


def change_words(change: Changed) -> str:
    """What was said before and what is said now, in a sentence."""
    if change.kind == "gone" and change.by_desk:
        return _("Call before you go: it may have opened again.")
    if change.kind == "gone":
        return _("The newer directory does not list it. It may have closed, or have another name.")
    if change.kind == "new":
        return _("The directory before did not list it.")
    if change.kind == "level":
        return " ".join(filter(None, _levels(change)))
    before, after = _said(change.kind, change.before), _said(change.kind, change.after)
    text = _("Now: {after}. Before: {before}.").format(after=after, before=before)
    if change.inferred:
        text = " ".join([text, _("The name and the phone number are the same: ask if it moved.")])
    return text


def source_words(change: Changed) -> str:
    """Who says so, and since when it is shown here."""
    if change.by_desk:
        words = _("Told to {team} on {day}.")
        return words.format(team=_(change.source), day=as_of_words(change.day))
    words = _("{source}, as of {date}; shown here since {day}.")
    return words.format(
        source=_(change.source), date=as_of_words(change.as_of), day=as_of_words(change.day)
    )


def _levels(change: Changed) -> tuple[str, str]:
    was, is_now = ([care for (care,) in some] for some in (change.before, change.after))
    come = joined([level_name(one) for one in is_now if one not in was])
    left = joined([level_name(one) for one in was if one not in is_now])
    return (
        _("Now listed too: {levels}.").format(levels=come) if come else "",
        _("No longer listed: {levels}.").format(levels=left) if left else "",
    )


def _said(kind: Kind, values: tuple[Value, ...]) -> str:
    texts = [_one(kind, *value) for value in values]
    return joined(texts) if texts else _("not published")


def _one(kind: Kind, first: Any, *rest: Any) -> str:
    if kind == "price":
        low, high, unit = rest
        return _of_level(first, price(Range(low, high), unit))
    if kind == "openings":
        return _of_level(first, plural("{n} opening", "{n} openings", int(rest[0])))
    return str(first)


def _of_level(care: str | None, text: str) -> str:
    return f"{level_name(care)}: {text}" if care else text
