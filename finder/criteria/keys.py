"""The keys of a link, as far as the values chosen need to know them: the lowest of this room.

`Criteria` holds values by key and knows no criterion; a criterion asks `Criteria` for values. What
both stand on is here: which keys there are, in which order, and the one form of a value of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

__all__ = ["Key", "add", "known", "named", "remove"]

V = TypeVar("V")


class Key(Protocol[V]):
    """What the values need of a criterion (finder/criteria/criterion.py says what each means)."""

    @property
    def key(self) -> str: ...

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


def named(key: str) -> Key[Any]:
    """The key of this name. Raises KeyError."""
    return _keys[key]
