"""From one search to the next: a link that is followed, a field that is changed.

A page may have asked for several changes before the first was answered, and each link in it leads
from the search that it was drawn for. So a link is followed by its difference, and a field counts
as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from finder.criteria import registry
from finder.criteria.codec import Link, no_place, read_pairs
from finder.criteria.criteria import Criteria

__all__ = ["chosen", "followed"]


def followed(current: Criteria, before: Criteria, after: Criteria) -> Criteria:
    """What differs between two searches, changed in a third: a change made meanwhile is kept."""
    changes = {
        key: _changed(key, current.get(key), before.get(key), after.get(key))
        for key in dict.fromkeys([*before, *after])
        if before.get(key) != after.get(key)
    }
    return current.replaced(**changes)


def chosen(current: Criteria, fields: Sequence[tuple[str, str]]) -> Link:
    """The search with the texts of some fields in it, empty ones taking their key away.

    What is not understood is told, and its key is as if not given.
    """
    link = read_pairs([pair for pair in fields if pair[1].strip()])
    known = [key for key, _text in fields if registry.is_declared(key)]
    changes = {key: link.criteria.get(key) for key in known}
    if link.instead:
        # What was chosen last counts: a state written into the field is the state that is meant.
        kept = {key: current.get(key) for key in current}
        changes = {**changes, **no_place({**kept, **changes}), **link.instead}
    moved = current.replaced(**changes)
    return Link(moved, link.unknown_keys, link.problems, link.read_as, link.instead)


def _changed(key: str, current: Any, before: Any, after: Any) -> Any:
    """The value after a change: of several codes, those added are added and those taken taken."""
    criterion = registry.criterion(key)
    if not criterion.several:
        return after
    gone = set(before or ()) - set(after or ())
    kept = [code for code in current or () if code not in gone]
    codes = dict.fromkeys([*kept, *(code for code in after or () if code not in (before or ()))])
    return criterion.canonical(tuple(codes))
