"""What changed as plain data: what the API sends and `changes --format json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from finder.changes import Changed, ChangesFound
from finder.criteria import Link, write
from finder.directory import Directory
from finder.directory.changes import Kind, Value
from finder.export.answer import directory_summary, read_as_facts
from finder.export.changes.words import change_words
from finder.export.shapes import DirectorySummary, Query, ReadAs

__all__ = ["PAGE_SIZE", "Change", "ChangesAnswer", "change_facts", "changes_answer", "pages_of"]

PAGE_SIZE = 50


class PricedLevel(TypedDict):
    """A price of one care level, USD."""

    care: str | None
    low: float | None
    high: float | None
    unit: str | None


class OpeningsOfLevel(TypedDict):
    """Openings of one care level, and the day of the report."""

    care: str | None
    count: float
    reported_on: str | None


class SaidBy(TypedDict):
    """The directory that says so."""

    name: str
    as_of: str | None


class Change(TypedDict):
    """One thing that changed at one place."""

    id: Annotated[str, Field(description="of this change; it stays the same")]
    kind: Literal["gone", "new", "moved", "phone", "level", "price", "openings"]
    on: Annotated[str, Field(description="day from which it is shown here, UTC")]
    source: SaidBy
    facility: Annotated[str, Field(description="id of the facility")]
    former_id: Annotated[str | None, Field(description="its id before, where it is another now")]
    name: str
    city: str
    state: str
    listed: Annotated[bool, Field(description="whether it is listed now")]
    inferred: Annotated[
        bool, Field(description="moved: told by equal name and telephone number, not by a source")
    ]
    before: Annotated[
        list[str | PricedLevel | OpeningsOfLevel],
        Field(description="phones, codes of levels, an address; empty: not published"),
    ]
    after: list[str | PricedLevel | OpeningsOfLevel]
    words: Annotated[str, Field(description="the same in a sentence, in the language of hl")]


class ChangesAnswer(TypedDict):
    """What changed of places that a search finds, or found before; the newest first."""

    query: Query
    read_as: list[ReadAs]
    not_understood: list[str]
    directory: DirectorySummary
    since: Annotated[str | None, Field(description="the day that was asked for")]
    first: Annotated[
        str | None,
        Field(description="day of the earliest update that is told; null: there was none"),
    ]
    updates: Annotated[int, Field(description="how many updates of the directory are told")]
    total: int
    counts: dict[str, int]
    page: int
    pages: int
    changes: list[Change]


def pages_of(found: ChangesFound) -> int:
    """How many pages of PAGE_SIZE the changes fill; at least one."""
    return max(1, -(-len(found.changes) // PAGE_SIZE))


def changes_answer(directory: Directory, found: ChangesFound, link: Link) -> ChangesAnswer:
    """One page of them, that of the link; beyond the last, the last."""
    pages = pages_of(found)
    page = min(link.criteria.get("page"), pages)
    shown = found.changes[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return {
        "query": write(link.criteria),
        "read_as": read_as_facts(link.read_as),
        "not_understood": list(link.unknown_keys),
        "directory": directory_summary(directory),
        "since": found.since.isoformat() if found.since else None,
        "first": found.first,
        "updates": found.updates,
        "total": len(found.changes),
        "counts": found.counts,
        "page": page,
        "pages": pages,
        "changes": [change_facts(one) for one in shown],
    }


def change_facts(change: Changed) -> Change:
    """One change."""
    facility = change.facility
    return {
        "id": change.uuid.urn,
        "kind": change.kind,
        "on": change.day,
        "source": {"name": change.source, "as_of": change.as_of},
        "facility": facility.id,
        "former_id": change.old_id or None,
        "name": facility.name,
        "city": facility.city,
        "state": facility.state,
        "listed": change.listed,
        "inferred": change.inferred,
        "before": _values(change.kind, change.before),
        "after": _values(change.kind, change.after),
        "words": change_words(change),
    }


def _values(kind: Kind, values: Sequence[Value]) -> list[Any]:
    if kind == "price":
        return [dict(zip(("care", "low", "high", "unit"), one, strict=True)) for one in values]
    if kind == "openings":
        return [dict(zip(("care", "count", "reported_on"), one, strict=True)) for one in values]
    return [one[0] for one in values]
