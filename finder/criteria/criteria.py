"""Criteria: everything that a visitor has chosen, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from finder.criteria import keys
from finder.criteria.keys import Name, Role

__all__ = ["Criteria"]

V = TypeVar("V")

# Another choice of these leaves the visitor on the page of results that they are reading.
_KEEPS_PAGE: tuple[Role, ...] = ("display", "paging")


class Criteria:
    """What is asked, by the keys of a link. Equal choices make equal, hashable criteria.

    Values at their default are not kept, so `key in criteria` means "was chosen".
    """

    __slots__ = ("_given", "_hash")

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        values = values or {}
        given = {}
        for key in keys.known():
            if (value := values.get(key.key)) is None:
                continue
            value = key.canonical(value)
            if value not in (None, (), "", key.default_among(values)):
                given[key.key] = value
        self._given = given
        self._hash = hash(tuple(given.items()))

    def __contains__(self, key: object) -> bool:
        return (key.key if isinstance(key, Name) else key) in self._given

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Criteria) and self._given == other._given

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Criteria({self._given!r})"

    def __getitem__(self, name: Name[V]) -> V | None:
        """The value of a criterion: what was chosen, else its default."""
        value: V | None = self.get(name.key)
        return value

    def always(self, name: Name[V]) -> V:
        """The value of a criterion that has a default. Raises LookupError if it has none."""
        value = self[name]
        if value is None:
            raise LookupError(f"{name.key} was not chosen, and has no default")
        return value

    def get(self, key: str) -> Any:
        """The value by the key of a criterion, where any of them may be meant."""
        if key in self._given:
            return self._given[key]
        return keys.named(key).default_among(self._given)

    def replaced(self, **changes: Any) -> Criteria:
        """These criteria with some keys changed; None takes a key away."""
        values = {**self._given, **changes}
        if any(keys.named(key).role not in _KEEPS_PAGE for key in changes):
            for key in keys.of_roles("paging"):
                values.pop(key, None)
        return Criteria(values)

    def only(self, *keys: str) -> Criteria:
        """What was chosen of some keys, without all others."""
        return Criteria({key: value for key, value in self._given.items() if key in keys})

    def has(self, *roles: Role) -> bool:
        """Whether anything of some roles was chosen."""
        return any(key in self._given for key in keys.of_roles(*roles))

    def of_roles(self, *roles: Role) -> Criteria:
        """What was chosen of some roles, without all others."""
        return self.only(*keys.of_roles(*roles))

    def without(self, *keys: str) -> Criteria:
        """These criteria with some keys as if not given."""
        return self.replaced(**dict.fromkeys(keys))

    def toggled(self, key: str, code: str) -> Criteria:
        """With one code of a key chosen if it was not, else not chosen."""
        chosen, criterion = self.get(key), keys.named(key)
        if not criterion.several:
            return self.replaced(**{key: None if chosen == code else code})
        codes = chosen or ()
        toggled = [one for one in codes if one != code] if code in codes else [*codes, code]
        return self.replaced(**{key: criterion.canonical(tuple(toggled))})
