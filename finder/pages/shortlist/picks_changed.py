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
from finder.export.changes.words import KIND_WORDS
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
    last = updates_of(folder, directory)[:1]
    found = changes_found(last, criteria, day, ids=ids)
    if not found.changes:
        return
    kinds: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for change in found.changes:
        key = change.old_id or change.facility.id
        names[key] = change.facility.name
        kinds.setdefault(key, []).append(decapitalized(_(KIND_WORDS[change.kind])))
    words = _("{changed} of your {all} places changed in the update of {day}.").format(
        changed=len(names), all=len(ids), day=as_of_words(found.first)
    )
    yield words
    for key, name in names.items():
        yield _("{name}: {changes}.").format(name=name, changes=joined(kinds[key]))
