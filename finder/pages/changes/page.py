"""The page of what changed, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from finder.changes import Changed, ChangesFound
from finder.criteria import Criteria, sentence
from finder.directory import Directory
from finder.directory.changes import KINDS
from finder.export.changes.answer import PAGE_SIZE, pages_of
from finder.export.changes.words import KIND_WORDS, change_words, kind_words, source_words
from finder.locale import _
from finder.templating import Link, html
from finder.wording.words import as_of_words

__all__ = ["changes_page"]


@dataclass(frozen=True)
class _Row:
    """A change as it is shown. details: the page of its place."""

    id: str
    kind: str
    name: str
    town: str
    words: str
    source: str
    details: str


def changes_page(directory: Directory, found: ChangesFound, criteria: Criteria, link: Link) -> str:
    """One page of the list, with how many there are of each kind, and the way to the feed."""
    pages = pages_of(found)
    page = min(criteria.get("page"), pages)
    shown = found.changes[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    here = criteria.replaced(page=None)

    def to(number: int) -> str:
        return link(here.replaced(page=number), "/changes")

    return html(
        "changes.html",
        search=sentence(here),
        rows=[_row(one, here, link) for one in shown],
        # A kind without a change may be one that the source does not carry: no zero is shown.
        counts=[(_(KIND_WORDS[kind]), found.counts[kind]) for kind in KINDS if found.counts[kind]],
        total=len(found.changes),
        first=as_of_words(found.first) if found.first else "",
        updates=found.updates,
        back=link(here),
        feed=link(here, "/feed.atom"),
        file=link(here, "/api/v1/changes?format=ndjson"),
        page=page,
        pages=pages,
        previous=to(page - 1) if page > 1 else "",
        following=to(page + 1) if page < pages else "",
        demonstration=directory.manifest.demonstration,
    )


def _row(change: Changed, criteria: Criteria, link: Link) -> _Row:
    facility = change.facility
    return _Row(
        id=facility.id,
        kind=kind_words(change),
        name=facility.name,
        town=f"{facility.city}, {facility.state}",
        words=change_words(change),
        source=source_words(change),
        details=link(criteria, f"/facility?id={facility.id}") if change.listed else "",
    )
