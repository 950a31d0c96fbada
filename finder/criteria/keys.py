"""The keys of a link, as far as the values chosen need to know them: the lowest of this room.

`Criteria` holds values by key and knows no criterion; a criterion asks `Criteria` for values. What
both stand on is here: which keys there are, in which order, and the one form of a value of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

__all__ = ["Key", "Name", "Role", "add", "known", "named", "of_roles", "remove"]

V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)
# What a key is about. where: a point or an area. reach: how far from it. what: the care that is
# wanted. pay: what it may cost, and who pays. order: which comes first. display: how it is shown,
# and what was picked. paging: which part of the list.
Role = Literal["where", "reach", "what", "pay", "order", "display", "paging"]


@dataclass(frozen=True, eq=False)
class Name(Generic[V_co]):
    """A key by which `criteria[…]` gives a value of the type V.

    A criterion is one. By itself it stands where a criterion needs the value of another one, whose
    declaration is above it.
    """

    key: str


class Key(Protocol[V]):
    """What the values need of a criterion (finder/criteria/criterion.py says what each means)."""

    @property
    def key(self) -> str: ...

    @property
    def role(self) -> Role: ...

    @property
    def default(self) -> V | None: ...

    @property
    def several(self) -> bool: ...

    def default_among(self, values: Mapping[str, Any], /) -> V | None: ...

    def canonical(self, value: V, /) -> V: ...


_keys: dict[str, Key[Any]] = {}


def add(one: Key[Any]) -> None:
    """Let links have this key, after all others. Raises ValueError if it is taken."""
    if one.key in _keys:
        raise ValueError(f"the key {one.key!r} is declared twice")
    _keys[one.key] = one


def remove(key: str) -> None:
    """Take a key back. Raises KeyError."""
    del _keys[key]


def known() -> tuple[Key[Any], ...]:
    """All keys in the order in which they stand in a link."""
    return tuple(_keys.values())


def of_roles(*roles: Role) -> tuple[str, ...]:
    """The keys of some roles, in the order of a link."""
    return tuple(one.key for one in _keys.values() if one.role in roles)


def named(key: str) -> Key[Any]:
    """The key of this name. Raises KeyError."""
    return _keys[key]
