"""Lists that grow by declaration: groups of facts, criteria, sources, exports and pages.

Whatever is of a list says so once, and each reader of it asks the list. A made-up member, there for
the time of a test, shows whether all of them do (tests/house/test_one_declaration.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

__all__ = ["Registry"]

Member = TypeVar("Member")


class Registry(Generic[Member]):
    """Members by name, in the order of their declaration. what: what one of them is called."""

    def __init__(
        self, what: str, name_of: Callable[[Member], str], members: Iterable[Member] = ()
    ) -> None:
        self._what = what
        self._name_of = name_of
        self._members: dict[str, Member] = {}
        self.declare(*members)

    def declare(self, *members: Member) -> None:
        """Add members at the end. Raises ValueError if a name is taken."""
        for member in members:
            name = self._name_of(member)
            if name in self._members:
                raise ValueError(f"the {self._what} {name!r} is declared twice")
            self._members[name] = member

    def all(self) -> tuple[Member, ...]:
        """All members, in order."""
        return tuple(self._members.values())

    def names(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(self._members)

    def named(self, name: str) -> Member:
        """The member of a name. Raises KeyError."""
        return self._members[name]

    def __contains__(self, name: object) -> bool:
        return name in self._members

    @contextmanager
    def temporarily(self, member: Member) -> Iterator[None]:
        """Declare a member inside the `with` block only."""
        self.declare(member)
        try:
            yield
        finally:
            del self._members[self._name_of(member)]
