"""The same search with one change: another choice of a filter, or one filter less."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria, chips, registry
from finder.criteria.declared import NEAR
from finder.locale import _
from finder.pages.frame.fields import Field, Option, fields
from finder.search import Results
from finder.search.program_rows import total_of
from finder.wording.words import capital

__all__ = ["Variant", "VariantGroup", "variants"]


@dataclass(frozen=True)
class Variant:
    """A search that differs in one thing. total: how many facilities it finds."""

    label: str
    criteria: Criteria
    total: int


@dataclass(frozen=True)
class VariantGroup:
    """Changes of one kind, such as another care level."""

    label: str
    variants: tuple[Variant, ...]


def variants(results: Results, today: date) -> tuple[VariantGroup, ...]:
    """What else could be asked in plain view, and each filter left out; nothing that finds none."""

    def counted(criteria: Criteria) -> int:
        return total_of(results.directory, criteria, today)

    groups = [
        VariantGroup(field.label, tuple(_others(field, results, counted)))
        for field in fields(results, {})
        if field.shelf == "plain"
    ]
    groups.append(VariantGroup(_("Without one filter"), tuple(_without(results, counted))))
    return tuple(group for group in groups if group.variants)


def _others(
    field: Field, results: Results, counted: Callable[[Criteria], int]
) -> Iterator[Variant]:
    criterion, criteria = registry.criterion(field.key), results.criteria
    # All of several narrow each other: that is no other search, but a finer one.
    if criterion.every:
        return
    for option in field.options:
        if not option.value:
            continue
        other = criteria.replaced(**{field.key: criterion.parse(option.value)})
        total = _total(option, other, counted) if _counts(field, results) else 0
        if total and other != criteria:
            yield Variant(option.label, other, total)


def _counts(field: Field, results: Results) -> bool:
    """Whether a choice changes what is found, as far as anything is published on it."""
    if registry.criterion(field.key).role == "reach":
        return NEAR in results.criteria
    return field.key in results.facets and field.key not in results.silent


def _total(option: Option, other: Criteria, counted: Callable[[Criteria], int]) -> int:
    return counted(other) if option.count is None else option.count


def _without(results: Results, counted: Callable[[Criteria], int]) -> Iterator[Variant]:
    for label, less in chips(results.criteria):
        if total := counted(less):
            yield Variant(capital(label), less, total)
