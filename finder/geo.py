"""Distances on the Earth taken as a sphere."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "EARTH_RADIUS_MILES",
    "KILOMETERS_PER_MILE",
    "in_box",
    "miles_between",
    "unit_vectors",
]

KILOMETERS_PER_MILE = 1.609344
# The mean radius of the Earth, IUGG, in kilometers.
EARTH_RADIUS_MILES = 6371.0088 / KILOMETERS_PER_MILE

Degrees = NDArray[np.float64]


def miles_between(
    latitude: float | Degrees, longitude: float | Degrees, latitudes: Degrees, longitudes: Degrees
) -> Degrees:
    """Great-circle distance in miles by the haversine formula; NaN where a position is NaN."""
    phi, phis = np.radians(latitude), np.radians(latitudes)
    half_phi = (phis - phi) / 2
    half_lambda = (np.radians(longitudes) - np.radians(longitude)) / 2
    chord = np.sin(half_phi) ** 2 + np.cos(phi) * np.cos(phis) * np.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))


def in_box(
    latitude: float, longitude: float, miles: float, latitudes: Degrees, longitudes: Degrees
) -> NDArray[np.int64]:
    """Rows that may lie within `miles` of a point: a cheap test that never loses one."""
    reach = np.degrees(miles / EARTH_RADIUS_MILES) * (1 + 1e-9) + 1e-9
    rows = np.flatnonzero((latitudes >= latitude - reach) & (latitudes <= latitude + reach))
    if abs(latitude) + reach >= 89.0:
        return rows
    # East-west extent of a circle on the sphere: asin(sin(reach) / cos(latitude)).
    widest = np.arcsin(np.sin(np.radians(reach)) / np.cos(np.radians(latitude)))
    east = np.abs((longitudes[rows] - longitude + 180.0) % 360.0 - 180.0)
    return rows[east <= np.degrees(widest) + 1e-9]


def unit_vectors(latitudes: Degrees, longitudes: Degrees) -> NDArray[Any]:
    """Points on the unit sphere, one row each: straight-line order is great-circle order."""
    phi, lam = np.radians(latitudes), np.radians(longitudes)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
