"""The sentence above the results, and a chip for each thing that is chosen."""

from __future__ import annotations

from finder.criteria import registry
from finder.criteria.criteria import Criteria
from finder.locale import _

__all__ = ["chips", "sentence"]


def sentence(criteria: Criteria) -> str:
    """`Intensive outpatient programs within 25 miles of 22903, up to 12 hours a week`."""
    subject = _phrases(criteria, "subject")
    head = _("Treatment programs")
    if subject:
        levels = _("{levels} programs").format(levels=subject[0])
        head = levels[:1].upper() + levels[1:]
    place = " ".join(_phrases(criteria, "place"))
    opening = f"{head} {place}" if place else head
    return ", ".join([opening, *_phrases(criteria, "detail")])


def chips(criteria: Criteria) -> list[tuple[str, Criteria]]:
    """For each thing chosen: its label, and the criteria without it."""
    shown = [one for one in registry.declared() if one.shelf != "hidden" and one.slot != "none"]
    return [chip for criterion in shown for chip in criterion.choices(criteria)]


def _phrases(criteria: Criteria, slot: str) -> list[str]:
    chosen = [one for one in registry.declared() if one.slot == slot and one.key in criteria]
    return [criterion.phrase(criteria) for criterion in chosen]
