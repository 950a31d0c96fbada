"""GeoJSON (RFC 7946): every facility found as a point, with all that is known of it.

A facility without position has a null geometry. What belongs to the whole search stands beside
the features, as the members that the format calls foreign.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from finder.export.answer import directory_summary, read_as_facts, result
from finder.export.export import Export, Outgoing
from finder.export.notice import demonstration_notice
from finder.locale import mark
from finder.search import FoundFacility

__all__ = ["EXPORT"]

_GEOMETRY = ("latitude", "longitude")


def _chunks(outgoing: Outgoing) -> Iterable[bytes]:
    head = _json(_foreign_members(outgoing))
    yield f'{{"type":"FeatureCollection",{head[1:-1]},"features":['.encode()
    for place, found in enumerate(outgoing.facilities()):
        comma = ",\n" if place else "\n"
        yield f"{comma}{_json(_feature(outgoing, found))}".encode()
    yield b"\n]}\n"


def _foreign_members(outgoing: Outgoing) -> dict[str, Any]:
    results, manifest = outgoing.results, outgoing.directory.manifest
    return {
        "query": outgoing.query,
        "not_understood": list(outgoing.not_understood),
        "read_as": read_as_facts(outgoing.read_as),
        "demonstration": manifest.demonstration,
        "notice": demonstration_notice(manifest),
        "directory": directory_summary(outgoing.directory),
        "total": results.total,
        "matches": results.matches,
        "possible": results.possible,
    }


def _feature(outgoing: Outgoing, found: FoundFacility) -> dict[str, Any]:
    whole = result(outgoing.directory, found)
    return {
        "type": "Feature",
        "id": whole["id"],
        "geometry": _point(whole["latitude"], whole["longitude"]),
        "properties": {name: value for name, value in whole.items() if name not in _GEOMETRY},
    }


def _point(latitude: float | None, longitude: float | None) -> dict[str, Any] | None:
    if latitude is None or longitude is None:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


EXPORT = Export(
    "geojson",
    mark("all facilities found as points on a map"),
    "application/geo+json",
    _chunks,
    file_name="programs.geojson",
)
