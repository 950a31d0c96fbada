"""Gather many points into few for the map: what lies close together becomes one count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bounds", "MapCluster", "Names", "clusters"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Web Mercator ends here; Leaflet draws nothing nearer to the poles.
_NORTHERNMOST = 85.05112878

# Cells of the finest grid: the world cut 2**24 times in each direction, about 2.4 m at the equator.
_FINEST = 24

# Up to this depth a grid is small enough (4 MB) to mark its cells, which is faster than sorting.
_COUNTED_BY_FLAG = 11


class Bounds(NamedTuple):
    """A box in degrees. It does not cross the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class MapCluster:
    """`count` facilities drawn as one; the position is the mean of theirs, in degrees.

    facility_id: the facility where there is only one, otherwise empty.
    """

    latitude: float
    longitude: float
    count: int
    facility_id: str = ""


class Names(Protocol):
    """Names by position: a list, or what looks one up only when it is asked for."""

    def __getitem__(self, position: int, /) -> str: ...


def clusters(
    latitudes: Floats,
    longitudes: Floats,
    *,
    bounds: Bounds | None = None,
    facility_ids: Names | None = None,
    limit: int = 200,
) -> list[MapCluster]:
    """At most `limit` clusters of the points that have a position and lie within `bounds`.

    latitudes and longitudes are equally long arrays of degrees, NaN where a facility has no
    position; `facility_ids`, where given, names them in the same order and is asked only for points
    that stay alone. The points are gathered by the finest grid of square screen cells that makes
    few enough, so points at one place are always one cluster and the grid stays put from one
    search to the next. North to south.

    Raises ValueError if `limit` is not positive.
    """
    if limit < 1:
        raise ValueError(f"limit: at least 1 cluster, got {limit}")
    rows = _visible(latitudes, longitudes, bounds)
    if not len(rows):
        return []
    cell_of, count = _gathered(latitudes[rows], longitudes[rows], limit)
    latitude = np.bincount(cell_of, latitudes[rows]) / count
    longitude = np.bincount(cell_of, longitudes[rows]) / count
    member = np.empty(len(count), dtype=np.int64)
    member[cell_of] = rows
    return [
        MapCluster(
            round(float(latitude[cell]), 4),
            round(float(longitude[cell]), 4),
            int(count[cell]),
            facility_ids[member[cell]] if facility_ids is not None and count[cell] == 1 else "",
        )
        for cell in np.lexsort((longitude, -latitude))
    ]


def _visible(latitudes: Floats, longitudes: Floats, bounds: Bounds | None) -> Integers:
    """Rows with a position, inside the box if there is one."""
    seen = np.isfinite(latitudes) & np.isfinite(longitudes)
    if bounds is not None:
        seen &= (latitudes >= bounds.south) & (latitudes <= bounds.north)
        seen &= (longitudes >= bounds.west) & (longitudes <= bounds.east)
    return np.flatnonzero(seen)


def _gathered(latitudes: Floats, longitudes: Floats, limit: int) -> tuple[Integers, Integers]:
    """For each point the number of its cell, and for each cell its number of points."""
    column, row = _finest_cells(latitudes, longitudes)
    depth = 0
    while depth < _FINEST and _occupied(_cells(column, row, depth + 1), depth + 1) <= limit:
        depth += 1
    return _numbered(_cells(column, row, depth), depth)


def _numbered(cells: Integers, depth: int) -> tuple[Integers, Integers]:
    """Cells that hold a point, numbered from 0, and how many each holds."""
    if depth > _COUNTED_BY_FLAG:
        _, number, count = np.unique(cells, return_inverse=True, return_counts=True)
        return number, count
    seen = _flags(cells, depth)
    number = (np.cumsum(seen) - 1)[cells]
    return number, np.bincount(number)


def _occupied(cells: Integers, depth: int) -> int:
    """How many cells of a grid hold a point."""
    if depth > _COUNTED_BY_FLAG:
        return len(np.unique(cells))
    return int(np.count_nonzero(_flags(cells, depth)))


def _flags(cells: Integers, depth: int) -> NDArray[np.bool_]:
    seen = np.zeros(1 << 2 * depth, dtype=bool)
    seen[cells] = True
    return seen


def _finest_cells(latitudes: Floats, longitudes: Floats) -> tuple[Integers, Integers]:
    """Column and row of each point in the finest grid of the Web Mercator square."""
    phi = np.radians(np.clip(latitudes, -_NORTHERNMOST, _NORTHERNMOST))
    across = (longitudes + 180.0) / 360.0
    down = (1.0 - np.arcsinh(np.tan(phi)) / np.pi) / 2.0
    edge = (1 << _FINEST) - 1
    column, row = (np.clip(side * (edge + 1), 0, edge).astype(np.int64) for side in (across, down))
    return column, row


def _cells(column: Integers, row: Integers, depth: int) -> Integers:
    """One number for each cell of the grid that cuts the world 2**depth times each way."""
    shift = _FINEST - depth
    return ((column >> shift) << depth) | (row >> shift)
