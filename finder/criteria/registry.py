"""The list of all declared criteria, in the order in which they stand in a link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from finder import groups
from finder.criteria import keys
from finder.criteria.criterion import Codes, Criterion
from finder.criteria.keys import of_roles
from finder.registry import Registry

__all__ = [
    "criterion",
    "declare",
    "declared",
    "filters",
    "is_declared",
    "of_roles",
    "temporarily",
]

_criteria: Registry[Criterion[Any]] = Registry("key", lambda criterion: criterion.key)


def declare(*criteria: Criterion[Any]) -> None:
    """Add criteria to the language of links. Raises ValueError if a key is taken."""
    for one in criteria:
        keys.add(one)
        _criteria.declare(one)


def declared() -> tuple[Criterion[Any], ...]:
    """All criteria in order."""
    return _criteria.all()


def is_declared(key: str) -> bool:
    """Whether a link may have this key."""
    return key in _criteria


def criterion(key: str) -> Criterion[Any]:
    """The criterion of a key. Raises KeyError."""
    return _criteria.named(key)


def filters() -> tuple[str, ...]:
    """Keys without which the same question is asked, of more programs."""
    return tuple(one.key for one in declared() if one.is_filter)


@contextmanager
def temporarily(one: Criterion[Any]) -> Iterator[None]:
    """Declare a criterion, and its group of facts, inside the `with` block only."""
    keys.add(one)
    try:
        with _criteria.temporarily(one), _facts_of(one):
            yield
    finally:
        keys.remove(one.key)


def _facts_of(one: Criterion[Any]) -> AbstractContextManager[None]:
    """Its group of facts, if it tests one that nobody has declared."""
    if not isinstance(one, Codes) or not one.group or one.group in groups.fact_groups():
        return nullcontext()
    return groups.temporarily(
        groups.FactGroup(one.group, one.label, one.vocabulary, one.column, one.silence_is_yes)
    )
