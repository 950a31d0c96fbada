"""What a text of a link was understood as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from finder.errors import NotUnderstood

__all__ = ["Reading"]

V = TypeVar("V")


@dataclass(frozen=True)
class Reading(Generic[V]):
    """A value or None, and what was not understood."""

    value: V | None
    problems: tuple[NotUnderstood, ...] = ()
