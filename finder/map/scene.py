"""What the map shows of some results."""

from __future__ import annotations

import numpy as np

from finder.criteria import registry, write
from finder.criteria.declared import NEAR, PICK, STATE, WITHIN
from finder.locale import _, joined
from finder.map.map_scene import Bounds, MapPin, MapScene
from finder.map.others_found import others_found
from finder.map.tiles import TileSource
from finder.search import FoundFacility, Results
from finder.vocabulary import CARE_LEVELS

__all__ = ["scene_of"]


def scene_of(results: Results, tiles: TileSource | None = None) -> MapScene:
    """The facilities of the page as numbered pins, all others found as clusters."""
    place, within = results.criteria[NEAR], results.criteria.always(WITHIN)
    return MapScene(
        center=results.directory.point_of(place) if place else None,
        radius_miles=within if place and within != "any" else None,
        pins=tuple(_pins(results)),
        others=tuple(others_found(results)),
        bounds=None if place else _bounds(results),
        fit=results.criteria[STATE] or "",
        tiles=tiles,
        query=write(results.criteria.without(*registry.of_roles("display"))),
        picked=results.criteria[PICK] or (),
        link=write(results.criteria),
    )


def _pins(results: Results) -> list[MapPin]:
    return [
        MapPin(
            number=found.number,
            facility_id=found.facility.id,
            name=found.facility.name,
            latitude=found.facility.latitude,
            longitude=found.facility.longitude,
            status="match" if found.match else "possible",
            approximate=found.facility.position == "approximate",
            label=_levels(found),
        )
        for found in results.facilities
        if found.facility.latitude is not None and found.facility.longitude is not None
    ]


def _levels(found: FoundFacility) -> str:
    levels = dict.fromkeys(one.program.care for one in found.programs if one.program.care)
    return joined([_(CARE_LEVELS[code].short) for code in levels])


def _bounds(results: Results) -> Bounds | None:
    """The box of all that was found, where no place was given."""
    if not results.criteria[STATE] or not results.total:
        return None
    points = results.directory.positions(results.rows)
    points = points[~np.isnan(points[:, 0])]
    if not len(points):
        return None
    (south, west), (north, east) = points.min(axis=0), points.max(axis=0)
    return Bounds(float(south), float(west), float(north), float(east))
