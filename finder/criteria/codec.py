"""Criteria ◀──▶ link: one canonical spelling out, every reasonable spelling in.

`read` never raises: what is not understood is dropped and told. For every link text,
`write(read(text).criteria)` is canonical, and `read(write(criteria)).criteria == criteria`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from finder.criteria import registry
from finder.criteria.criteria import Criteria
from finder.criteria.reading import ReadAs
from finder.errors import NotUnderstood
from finder.locale import _
from finder.text import quotable

__all__ = ["Link", "no_place", "read", "read_pairs", "write"]

_MOST_TOLD = 5
# A page of 25 facilities writes some 200 links, half of them the same.
_MOST_KEPT = 1024


@dataclass(frozen=True)
class Link:
    """What a link was understood as. `unknown_keys` and `problems` are what was dropped.

    read_as: places that are written otherwise than they were given. instead: what a text for `near`
    means in place of a place, such as a state.
    """

    criteria: Criteria
    unknown_keys: tuple[str, ...] = ()
    problems: tuple[NotUnderstood, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    instead: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> tuple[str, ...]:
        """A sentence for each thing that was not understood, a handful at most."""
        keys = [_unknown(key) for key in self.unknown_keys]
        sentences = [*keys, *(problem.reason for problem in self.problems)]
        if len(sentences) <= _MOST_TOLD:
            return tuple(sentences)
        rest = _("And {n} more were not understood.").format(n=len(sentences) - _MOST_TOLD)
        return (*sentences[:_MOST_TOLD], rest)


def read(query: str) -> Link:
    """Understand the query part of a link, with or without its question mark."""
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace")
    return read_pairs(pairs)


def read_pairs(pairs: Iterable[tuple[str, str]]) -> Link:
    """Understand keys and texts in any order and case; a key may stand more than once."""
    texts: dict[str, list[str]] = defaultdict(list)
    for key, text in pairs:
        texts[key.strip().lower()].append(text)
    readings = {}
    for criterion in registry.declared():
        given = [text for text in texts.pop(criterion.key, ()) if text.strip()]
        readings[criterion.key] = criterion.read(given)
    values = {key: reading.value for key, reading in readings.items()}
    instead = {key: value for one in readings.values() for key, value in one.instead.items()}
    if instead:
        values = {**values, **no_place(values)}
        values |= {key: value for key, value in instead.items() if not values[key]}
    return Link(
        Criteria(values),
        tuple(key for key in texts if key),
        tuple(problem for one in readings.values() for problem in one.problems),
        tuple(one for reading in readings.values() for one in reading.read_as),
        instead,
    )


def no_place(values: Mapping[str, Any]) -> dict[str, None]:
    """The changes that take a place away, with all that is measured from it."""
    measured = ("sort",) if values.get("sort") == "distance" else ()
    return dict.fromkeys(("near", "within", "minutes", *measured))


@lru_cache(maxsize=_MOST_KEPT)
def write(criteria: Criteria) -> str:
    """The canonical query of criteria, without a question mark; empty if nothing is chosen."""
    written = ((key, registry.criterion(key).write(criteria.get(key))) for key in criteria)
    return "&".join(f"{key}={quote_plus(text, safe=',')}" for key, text in written)


def _unknown(key: str) -> str:
    if not (shown := quotable(key)):
        return _("This link has something in it that is not a filter of this finder.")
    return _("“{key}” is not a filter of this finder.").format(key=shown)
