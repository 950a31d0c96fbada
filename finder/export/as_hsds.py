"""HSDS 3.0 (Human Services Data Specification, docs.openreferral.org): every facility found.

A page of organizations, all on one. A facility is an organization with one location; each of its
programs is a service there. What HSDS has no field for goes into attributes (docs/hsds.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from finder.directory import Directory, Facility
from finder.export.export import Export, Outgoing
from finder.export.hsds_organization import organization
from finder.export.notice import demonstration_notice
from finder.locale import mark

__all__ = ["EXPORT", "page_of"]


def _chunks(outgoing: Outgoing) -> Iterable[bytes]:
    head = _json(_page(outgoing))
    yield f'{head[:-1]},"contents":['.encode()
    for place, found in enumerate(outgoing.facilities()):
        programs = [one.program for one in found.programs]
        comma = ",\n" if place else "\n"
        yield f"{comma}{_json(organization(found.facility, programs))}".encode()
    yield b"\n]}\n"


def page_of(directory: Directory, facilities: Sequence[Facility]) -> str:
    """Some facilities of a directory, with all their programs, as one page."""
    contents = [organization(one, one.programs) for one in facilities]
    return _json({**_head(directory, len(facilities), ""), "contents": contents}) + "\n"


def _page(outgoing: Outgoing) -> dict[str, Any]:
    return _head(outgoing.directory, outgoing.results.total, outgoing.query)


def _head(directory: Directory, total: int, query: str) -> dict[str, Any]:
    """What HSDS says of a page of a list, and what must be said beside ours."""
    manifest = directory.manifest
    return {
        "total_items": total,
        "total_pages": 1,
        "page_number": 1,
        "size": total,
        "first_page": True,
        "last_page": True,
        "empty": not total,
        "query": query,
        "directory": manifest.name,
        "source": manifest.source,
        "licence": manifest.licence or None,
        "as_of": manifest.as_of,
        "demonstration": manifest.demonstration,
        "notice": demonstration_notice(manifest),
    }


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


EXPORT = Export(
    "hsds",
    mark("all programs found in the form of Open Referral, HSDS 3.0"),
    "application/json",
    _chunks,
    file_name="programs-hsds.json",
    label=mark("Open Referral (HSDS 3.0)"),
)
