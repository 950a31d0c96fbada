"""What each place offers, as a table of marks; and the signs of quality, in the same marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finder.answers import NO, UNKNOWN, YES
from finder.groups import always_shown, fact_groups
from finder.locale import _
from finder.pages.compare.quality import SIGNS, shown
from finder.pages.compare.rows import Column

__all__ = ["Offer", "OfferGroup", "SignRow", "offers", "signs"]

_ANSWERS = {int(YES): "yes", int(UNKNOWN): "unknown", int(NO): "no"}


@dataclass(frozen=True)
class Offer:
    """One thing, and per place `yes`, `no` (not listed) or `unknown` (not published)."""

    label: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class OfferGroup:
    """A group of things. everywhere: what all places list. some: what they differ in."""

    label: str
    everywhere: tuple[str, ...]
    some: tuple[Offer, ...]


@dataclass(frozen=True)
class SignRow:
    """A sign of quality: per place the answer and the codes that it follows from."""

    label: str
    help: str
    unproven: str
    cells: tuple[tuple[str, str], ...]


def offers(columns: Sequence[Column]) -> list[OfferGroup]:
    """Schedules, medications, therapies and services that at least one place lists."""
    return [group for key in always_shown("offers") if (group := _group(key, columns))]


def _group(key: str, columns: Sequence[Column]) -> OfferGroup | None:
    criterion = fact_groups()[key]
    listed = [
        (term, tuple(_answer(key, bit, column) for column in columns))
        for bit, term in enumerate(criterion.vocabulary)
    ]
    listed = [(term, marks) for term, marks in listed if "yes" in marks]
    if not listed:
        return None
    everywhere = [term.in_sentence for term, marks in listed if set(marks) == {"yes"}]
    some = [Offer(_(term.label), marks) for term, marks in listed if set(marks) != {"yes"}]
    return OfferGroup(_(criterion.label), tuple(everywhere), tuple(some))


def _answer(group: str, bit: int, column: Column) -> str:
    facts = [program.facts[group] for program in column.facility.programs]
    if any(stated >> bit & 1 for stated, _unknown in facts):
        return "yes"
    return "unknown" if any(unknown >> bit & 1 for _stated, unknown in facts) else "no"


def signs(columns: Sequence[Column]) -> list[SignRow]:
    """The signs of quality of each place."""
    return [
        SignRow(
            _(sign.label),
            _(sign.help),
            _(sign.unproven),
            tuple(
                (_ANSWERS[one.answer], ", ".join(term.in_sentence for term in one.terms))
                for one in (shown(column.facility, sign) for column in columns)
            ),
        )
        for sign in SIGNS
    ]
