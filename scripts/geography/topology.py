"""From the Census Bureau's boundaries as TopoJSON to the GeoJSON that the map draws.

A TopoJSON file stores every border once, as a numbered arc of delta-encoded integers; areas name
the arcs that bound them, `~n` meaning arc n walked backwards. An arc named by two counties is
therefore a county border, and an arc named by one is coast or the edge of the country.
Format: the TopoJSON Specification, https://github.com/topojson/topojson-specification.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

Json = dict[str, Any]
Point = tuple[float, float]
Line = list[Point]

# Federal Information Processing Standard 5-2 numbers and the postal codes of the same areas.
POSTAL_BY_FIPS = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT",
    "10": "DE", "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL",
    "18": "IN", "19": "IA", "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD",
    "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT", "31": "NE",
    "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND",
    "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD",
    "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA", "54": "WV",
    "55": "WI", "56": "WY", "60": "AS", "66": "GU", "69": "MP", "72": "PR", "78": "VI",
}  # fmt: skip


def decode_arcs(topology: Json, decimals: int) -> list[Line]:
    """Return each arc as (longitude, latitude) points rounded to `decimals` degrees' digits.

    Points that fall together by the rounding are given once; both ends of an arc always stay.
    """
    scale_x, scale_y = topology["transform"]["scale"]
    origin_x, origin_y = topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        line: Line = []
        for delta_x, delta_y in deltas:
            x, y = x + delta_x, y + delta_y
            longitude = round(x * scale_x + origin_x, decimals)
            latitude = round(y * scale_y + origin_y, decimals)
            if not line or line[-1] != (longitude, latitude):
                line.append((longitude, latitude))
        arcs.append(line)
    return arcs


def rings_of(geometry: Json) -> Iterator[list[int]]:
    """Yield the arc numbers of every ring of a Polygon or MultiPolygon, holes included."""
    for polygon in _polygons_of(geometry):
        yield from polygon


def state_outlines(topology: Json, decimals: int) -> Json:
    """Return a FeatureCollection of the states and territories, sorted by FIPS number.

    Each feature has its FIPS number as id, a bbox, and the properties `state` (postal code) and
    `name`. Islets that the rounding reduces to fewer than three corners are left out.
    """
    arcs = decode_arcs(topology, decimals)
    features = []
    for geometry in sorted(topology["objects"]["states"]["geometries"], key=_id_of):
        polygons = []
        for polygon in _polygons_of(geometry):
            rings = [_stitch(ring, arcs) for ring in polygon]
            if len(rings[0]) >= 4:
                polygons.append([ring for ring in rings if len(ring) >= 4])
        points = chain.from_iterable(polygon[0] for polygon in polygons)
        name = geometry["properties"]["name"]
        features.append(_feature(geometry["id"], name, "MultiPolygon", polygons, points))
    return {"type": "FeatureCollection", "features": features}


def county_borders(topology: Json, decimals: int) -> Json:
    """Return a FeatureCollection of the borders between counties, one MultiLineString a state.

    Only borders between two counties of one state, each once: those between states are part of
    `state_outlines`. A state without such a border (the District of Columbia) has no feature.
    """
    arcs = decode_arcs(topology, decimals)
    names = {g["id"]: g["properties"]["name"] for g in topology["objects"]["states"]["geometries"]}
    lines: dict[str, list[Line]] = defaultdict(list)
    for arc, counties in sorted(_counties_by_arc(topology).items()):
        states = {county[:2] for county in counties}
        if len(counties) == 2 and len(states) == 1 and len(arcs[arc]) > 1:
            lines[states.pop()].append(arcs[arc])
    features = [
        _feature(
            fips, names[fips], "MultiLineString", lines[fips], chain.from_iterable(lines[fips])
        )
        for fips in sorted(lines)
    ]
    return {"type": "FeatureCollection", "features": features}


def _id_of(geometry: Json) -> str:
    return str(geometry["id"])


def _polygons_of(geometry: Json) -> list[list[list[int]]]:
    arcs: list[Any] = geometry["arcs"]
    return [arcs] if geometry["type"] == "Polygon" else arcs


def _counties_by_arc(topology: Json) -> dict[int, set[str]]:
    counties: dict[int, set[str]] = defaultdict(set)
    for geometry in topology["objects"]["counties"]["geometries"]:
        for ring in rings_of(geometry):
            for number in ring:
                counties[number if number >= 0 else ~number].add(geometry["id"])
    return counties


def _stitch(ring: list[int], arcs: list[Line]) -> Line:
    points: Line = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    # The outline of Illinois in us-atlas 3.0.1 ends a hundred metres from where it begins.
    return points if points[0] == points[-1] else [*points, points[0]]


def _feature(fips: str, name: str, kind: str, coordinates: Any, points: Iterable[Point]) -> Json:
    longitudes, latitudes = zip(*points, strict=True)
    return {
        "type": "Feature",
        "id": fips,
        "properties": {"state": POSTAL_BY_FIPS[fips], "name": name},
        "bbox": [min(longitudes), min(latitudes), max(longitudes), max(latitudes)],
        "geometry": {"type": kind, "coordinates": coordinates},
    }
