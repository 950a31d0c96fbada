"""Lakes and main roads from the shapefiles of Natural Earth (public domain).

Needs `pyshp` and `shapely`, which nothing else does: pip install pyshp shapely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapefile
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

Json = dict[str, Any]

# About two hundred metres, which a pixel of zoom 10 is not.
_TOLERANCE_DEGREES = 0.002
# A lake of which less lies within the states is one of the Great Lakes, or Canada's.
_LEAST_INSIDE = 0.3
# Natural Earth's own words for a road that cars go far on.
ROAD_TYPES = frozenset({"Major Highway", "Beltway", "Bypass", "Secondary Highway"})


def lakes(path: Path, states: Json, decimals: int) -> Json:
    """MultiPolygon of the lakes of a shapefile that lie in the states, the largest first."""
    land = _land(states)
    with shapefile.Reader(shp=path.open("rb")) as reader:
        found = [shapely.make_valid(shape(one.__geo_interface__)) for one in reader.iterShapes()]
    inside = [lake for lake in found if _share(lake, land) >= _LEAST_INSIDE]
    inside.sort(key=lambda lake: -lake.area)
    polygons = [rings for lake in inside for rings in _polygons(lake, decimals)]
    return {"type": "MultiPolygon", "coordinates": polygons}


def roads(path: Path, states: Json, decimals: int) -> Json:
    """MultiLineString of the main roads of a shapefile within the states."""
    land = _land(states)
    lines: list[list[list[float]]] = []
    with shapefile.Reader(str(path)) as reader:
        for one in reader.iterShapeRecords():
            if one.record["type"] not in ROAD_TYPES:
                continue
            cut = shape(one.shape.__geo_interface__).intersection(land)
            lines += [_rounded(part.coords, decimals) for part in _lines(cut)]
    return {"type": "MultiLineString", "coordinates": [line for line in lines if len(line) > 1]}


def _land(states: Json) -> BaseGeometry:
    outlines = [shapely.make_valid(shape(one["geometry"])) for one in states["features"]]
    land = shapely.union_all(outlines)
    shapely.prepare(land)
    return land


def _share(lake: BaseGeometry, land: BaseGeometry) -> float:
    if not land.intersects(lake):
        return 0.0
    return float(land.intersection(lake).area / lake.area)


def _polygons(lake: BaseGeometry, decimals: int) -> Iterator[list[list[list[float]]]]:
    simple = lake.simplify(_TOLERANCE_DEGREES)
    for polygon in getattr(simple, "geoms", [simple]):
        rings = [_rounded(ring.coords, decimals) for ring in (polygon.exterior, *polygon.interiors)]
        if len(rings[0]) >= 4:
            yield [ring for ring in rings if len(ring) >= 4]


def _lines(cut: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in getattr(cut, "geoms", [cut]):
        if part.geom_type == "LineString" and not part.is_empty:
            yield part.simplify(_TOLERANCE_DEGREES)


def _rounded(points: Iterable[Any], decimals: int) -> list[list[float]]:
    """Points that fall together by the rounding are given once."""
    line: list[list[float]] = []
    for longitude, latitude, *_height in points:
        point = [round(longitude, decimals), round(latitude, decimals)]
        if not line or line[-1] != point:
            line.append(point)
    return line
