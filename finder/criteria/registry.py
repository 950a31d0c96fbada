"""The list of all declared criteria, in the order in which they stand in a link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from finder.criteria.criterion import Codes, Criterion

__all__ = [
    "criterion",
    "declare",
    "declared",
    "fact_groups",
    "is_declared",
    "temporarily",
]

_criteria: dict[str, Criterion[Any]] = {}


def declare(*criteria: Criterion[Any]) -> None:
    """Add criteria to the language of links. Raises ValueError if a key is taken."""
    for one in criteria:
        if one.key in _criteria:
            raise ValueError(f"the key {one.key!r} is declared twice")
        _criteria[one.key] = one


def declared() -> tuple[Criterion[Any], ...]:
    """All criteria in order."""
    return tuple(_criteria.values())


def is_declared(key: str) -> bool:
    """Whether a link may have this key."""
    return key in _criteria


def criterion(key: str) -> Criterion[Any]:
    """The criterion of a key. Raises KeyError."""
    return _criteria[key]


def fact_groups() -> dict[str, Codes]:
    """The criteria whose facts are masks of a program, by the name of the group."""
    return {one.group: one for one in _criteria.values() if isinstance(one, Codes) and one.group}


@contextmanager
def temporarily(one: Criterion[Any]) -> Iterator[None]:
    """Declare a criterion inside the `with` block only."""
    declare(one)
    try:
        yield
    finally:
        del _criteria[one.key]
