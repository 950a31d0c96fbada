"""Which places of a shortlist changed in the last update, worked out from the link alone.

Nothing is kept of who has which list: the link names the places, and the directory before this one
says what was said of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from finder.changes import changes_found, updates_of
from finder.criteria import Criteria
from finder.directory import Directory
from finder.export.changes.words import kind_words
from finder.locale import _, joined
from finder.text import decapitalized
from finder.wording.words import as_of_words

__all__ = ["picks_changed"]


def picks_changed(
    folder: str | None, directory: Directory, criteria: Criteria, day: date
) -> Iterator[str]:
    """How many changed, and what at each; nothing where none did, or nothing can be told."""
    ids = frozenset(criteria.get("pick") or ())
    if not ids:
        return
    updates = updates_of(folder, directory)
    # What a team was told stands before what was imported last.
    told = [one for one in updates if one.by_desk]
    last = [*told, *[one for one in updates if not one.by_desk][:1]]
    found = changes_found(last, criteria, day, ids=ids)
    if not found.changes:
        return
    kinds: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for change in found.changes:
        key = change.old_id or change.facility.id
        names[key] = change.facility.name
        kinds.setdefault(key, []).append(decapitalized(kind_words(change)))
    if any(change.by_desk for change in found.changes):
        words = _("{changed} of your {all} places changed, the last on {day}.")
        day_told = found.changes[0].day
    else:
        words = _("{changed} of your {all} places changed in the update of {day}.")
        day_told = last[0].day
    yield words.format(changed=len(names), all=len(ids), day=as_of_words(day_told))
    for key, name in names.items():
        yield _("{name}: {changes}.").format(name=name, changes=joined(kinds[key]))
