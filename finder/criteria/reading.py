"""What a text of a link was understood as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from finder.errors import NotUnderstood

__all__ = ["ReadAs", "Reading"]

V = TypeVar("V")


@dataclass(frozen=True)
class ReadAs:
    """A text that was understood, but is written otherwise in a link.

    key: where it was given. understood: as it is written now; `state=IN` where it belongs to
    another key. others: texts for what else it could mean, where that is worth saying.
    """

    key: str
    given: str
    understood: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading(Generic[V]):
    """A value or None, and what was not understood.

    read_as: texts that are written otherwise. instead: values of other keys that a text means in
    place of its own.
    """

    value: V | None
    problems: tuple[NotUnderstood, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    instead: Mapping[str, Any] = field(default_factory=dict)
