"""The point of a row in JSON: of GeoJSON, of ArcGIS in degrees, or in metres of the web map."""

from __future__ import annotations

import math
from typing import Any

__all__ = ["point_of"]

# Half the length of the equator on the sphere of the web map (EPSG:3857), in metres.
_HALF_EQUATOR_METRES = 20_037_508.342789244
_WEB_MAP = frozenset({3857, 102100, 102113, 900913})


def point_of(row: dict[str, Any], reference: Any = None) -> dict[str, Any]:
    """Latitude and longitude of a row with a point as its geometry; nothing for any other.

    reference: of the whole file, as ArcGIS states it (`spatialReference`).
    """
    geometry = row.get("geometry")
    if not isinstance(geometry, dict):
        return {}
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "MultiPoint" and isinstance(coordinates, list):
        # QGIS and PostGIS write single points so; of several none is the place.
        single = coordinates[0] if len(coordinates) == 1 else None
        geometry, coordinates = {"type": "Point"}, single
    if geometry.get("type") == "Point" and isinstance(coordinates, list) and len(coordinates) > 1:
        return {"latitude": coordinates[1], "longitude": coordinates[0]}
    x, y = geometry.get("x"), geometry.get("y")
    if x is None or y is None:
        return {}
    if _is_web_map(geometry.get("spatialReference") or reference):
        return _in_degrees(x, y)
    return {"latitude": y, "longitude": x}


def _is_web_map(reference: Any) -> bool:
    named = reference if isinstance(reference, dict) else {}
    return named.get("wkid") in _WEB_MAP or named.get("latestWkid") in _WEB_MAP


def _in_degrees(x: Any, y: Any) -> dict[str, Any]:
    try:
        east, north = float(x) / _HALF_EQUATOR_METRES, float(y) / _HALF_EQUATOR_METRES
    except (TypeError, ValueError):
        return {}
    if abs(east) > 1 or abs(north) > 1:
        return {}
    latitude = math.degrees(2 * math.atan(math.exp(north * math.pi)) - math.pi / 2)
    return {"latitude": latitude, "longitude": east * 180}
