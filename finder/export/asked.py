"""What a script asked: the link in the language that it wants, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterable

from finder.criteria import Link, read_pairs, registry
from finder.errors import NotUnderstood, PlaceNotFound
from finder.export import shapes
from finder.locale import language, speaking
from finder.text import printable

__all__ = ["problem", "problems", "spoken_language", "understood"]

_MOST_PROBLEMS = 20
_MOST_CHARACTERS = 200


def understood(pairs: Iterable[tuple[str, str]]) -> Link:
    """Read keys and texts; its sentences are in the language of `hl`, if that is asked."""
    given = list(pairs)
    link = read_pairs(given)
    code = spoken_language(link)
    if code == language():
        return link
    with speaking(code):
        return read_pairs(given)


def spoken_language(link: Link) -> str:
    """The language that a link asks for, else the one that is spoken now."""
    return link.criteria.get("hl") or language()


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
