"""What was not understood of what a script asked."""

from __future__ import annotations

from collections.abc import Iterable

from finder.criteria import Link, registry
from finder.errors import NotUnderstood, PlaceNotFound
from finder.export import shapes
from finder.text import printable

__all__ = ["problem", "problems"]

_MOST_PROBLEMS = 20
_MOST_CHARACTERS = 200


def problems(link: Link) -> list[shapes.Problem]:
    """Each value that was not understood, with what would be; a bounded number of them."""
    return [_problem_of(one) for one in link.problems[:_MOST_PROBLEMS]]


def problem(key: str, value: str, reason: str, choices: Iterable[str] = ()) -> shapes.Problem:
    """One thing that was not understood, what the visitor wrote being safe to show back."""
    return {
        "key": key,
        "value": printable(value, _MOST_CHARACTERS),
        "reason": reason,
        "choices": list(choices),
    }


def _problem_of(one: NotUnderstood) -> shapes.Problem:
    return problem(one.key, one.value, one.reason, _choices(one))


def _choices(one: NotUnderstood) -> tuple[str, ...]:
    if isinstance(one, PlaceNotFound):
        return one.choices
    options = registry.criterion(one.key).options if registry.is_declared(one.key) else None
    return options.codes if options else ()
