"""The groups of facts of a facility, as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from finder.directory import Facility, Program
from finder.groups import FactGroup, fact_groups
from finder.locale import _
from finder.text import decapitalized
from finder.vocabulary import Term
from finder.wording.statements import level_name

__all__ = ["Codebook", "Group", "Stated", "groups_of", "own_words", "silent_groups"]

# The source's own codes: code -> (category, name).
Codebook = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Stated:
    """What some programs state. of: which programs, empty for all of them."""

    of: str
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Group:
    """A group of facts. stated: label and help of each; unsaid: labels not published.

    excluded: labels that the place says it leaves out.
    """

    label: str
    stated: tuple[Stated, ...]
    unsaid: tuple[str, ...]
    excluded: tuple[str, ...]


def groups_of(facility: Facility) -> list[Group]:
    """The groups on which something is published."""
    criteria = fact_groups().items()
    return [
        _group(facility, group, criterion)
        for group, criterion in criteria
        if not facility.states_nothing_on(group)
    ]


def silent_groups(facility: Facility) -> list[str]:
    """The labels of the groups on which nothing is published."""
    criteria = fact_groups().items()
    silent = (one for group, one in criteria if facility.states_nothing_on(group))
    return [decapitalized(_(one.label)) for one in silent]


def _group(facility: Facility, group: str, criterion: FactGroup) -> Group:
    vocabulary = criterion.vocabulary
    unknown = vocabulary.all_bits
    for program in facility.programs:
        unknown &= program.facts[group][1]
    stated = facility.stated(group)
    excluded = vocabulary.all_bits & ~stated & ~unknown if criterion.silence_is_yes else 0
    few = len(vocabulary) <= 20
    return Group(
        label=_(criterion.label),
        stated=_stated(facility, group, criterion),
        unsaid=_labels(criterion, unknown & ~stated) if few else (),
        excluded=_labels(criterion, excluded),
    )


def _stated(facility: Facility, group: str, criterion: FactGroup) -> tuple[Stated, ...]:
    """One entry if all programs state the same, else one for each set of programs that do."""
    by_mask: dict[int, list[Program]] = {}
    for program in facility.programs:
        by_mask.setdefault(program.facts[group][0], []).append(program)
    return tuple(
        Stated(_programs(some) if len(by_mask) > 1 else "", _terms(criterion, mask))
        for mask, some in by_mask.items()
    )


def _programs(programs: list[Program]) -> str:
    return ", ".join(dict.fromkeys(one.name or level_name(one.care) for one in programs))


def _terms(criterion: FactGroup, mask: int) -> tuple[tuple[str, str], ...]:
    """Label and help; where silence counts as yes, the help is about the filter, not the place."""
    terms: tuple[Term, ...] = criterion.vocabulary.terms_of(mask)
    if criterion.silence_is_yes:
        return tuple((_(term.label), "") for term in terms)
    return tuple((_(term.label), _(term.help)) for term in terms)


def _labels(criterion: FactGroup, mask: int) -> tuple[str, ...]:
    return tuple(term.in_sentence for term in criterion.vocabulary.terms_of(mask))


def own_words(facility: Facility, codebook: Codebook) -> dict[str, list[str]]:
    """The source's own codes by category, as names; a code that the book lacks as it is."""
    words: dict[str, list[str]] = {}
    for code in facility.codes:
        category, name = codebook.get(code, (_("Codes of the source"), code))
        words.setdefault(category, []).append(name)
    return words
