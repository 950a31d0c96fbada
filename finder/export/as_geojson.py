"""GeoJSON (RFC 7946): every facility found as a point, with all that is known of it.

A facility without position has a null geometry. What a map program labels and filters by stands
flat among the properties, beside the whole answer. What belongs to the whole search stands beside
the features, as the members that the format calls foreign.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from finder.export.answer import directory_summary, read_as_facts, result
from finder.export.export import Export, Outgoing
from finder.export.notice import demonstration_notice
from finder.export.shapes import Result
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
        "properties": _flat(whole)
        | {name: value for name, value in whole.items() if name not in _GEOMETRY},
    }


def _flat(whole: Result) -> dict[str, Any]:
    """What a map program can label and filter by, which sees no member inside another."""
    programs = whole["programs"]
    dialled = next((one["text"] for one in whole["phones"] if one["dial"]), None)
    hours = [one["hours"] for one in programs if one["hours"]["basis"] == "published"]
    prices = [one["cost"] for one in programs if one["cost"]]
    return {
        "city": whole["address"]["city"],
        "state": whole["address"]["state"],
        "zip": whole["address"]["zip"],
        "phone": dialled,
        "care_levels": ";".join(dict.fromkeys(one["care"] for one in programs if one["care"])),
        "hours_low": _least(one["low"] for one in hours),
        "hours_high": _least((-one["high"] for one in hours if one["high"]), -1),
        "cost_month_low": _least(
            month["low"] for one in prices if (month := one["converted"]["month"])
        ),
    }


def _least(numbers: Iterable[float | None], sign: int = 1) -> float | None:
    """The least of some numbers, those not published aside; with -1 the negative of it."""
    known = [number for number in numbers if number is not None]
    return sign * min(known) if known else None


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
    label=mark("Points on a map (GeoJSON)"),
)
