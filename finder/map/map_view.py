"""A still view of the land: from degrees to the pixels of a picture, in Web Mercator."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.geo import EARTH_RADIUS_MILES

__all__ = ["HEIGHT", "WIDTH", "View", "around", "fitting"]

WIDTH, HEIGHT = 640, 720
# A circle of the radius asked fills the picture, with room for its label.
_RADIUS_PIXELS = 265
_MARGIN_PIXELS = 60
_NARROWEST_MILES, _WIDEST_MILES = 1.0, 1500.0

Degrees = NDArray[np.float64]


@dataclass(frozen=True)
class View:
    """latitude, longitude: the centre in degrees. scale: pixels per radian at the equator."""

    latitude: float
    longitude: float
    scale: float

    def pixels(self, latitudes: Any, longitudes: Any) -> tuple[Degrees, Degrees]:
        """x to the right and y downwards, of points in degrees."""
        east = (np.asarray(longitudes, dtype=float) - self.longitude + 180) % 360 - 180
        north = _mercator(np.asarray(latitudes, dtype=float)) - _mercator(self.latitude)
        return WIDTH / 2 + np.radians(east) * self.scale, HEIGHT / 2 - north * self.scale

    def radius(self, miles: float) -> float:
        """Pixels of a distance around the centre."""
        return miles / EARTH_RADIUS_MILES / math.cos(math.radians(self.latitude)) * self.scale

    @property
    def miles_across(self) -> float:
        """From the centre to a corner."""
        corner = math.hypot(WIDTH, HEIGHT) / 2
        return corner / self.radius(1.0)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees."""
        half_width = math.degrees(WIDTH / 2 / self.scale)
        middle, half_height = float(_mercator(self.latitude)), HEIGHT / 2 / self.scale
        south, north = (math.degrees(math.atan(math.sinh(middle + y)))
                        for y in (-half_height, half_height))  # fmt: skip
        return self.longitude - half_width, south, self.longitude + half_width, north


def around(latitude: float, longitude: float, miles: float) -> View:
    """The view that a circle of so many miles fills."""
    miles = min(max(miles, _NARROWEST_MILES), _WIDEST_MILES)
    angle = miles / EARTH_RADIUS_MILES / math.cos(math.radians(latitude))
    return View(latitude, longitude, _RADIUS_PIXELS / angle)


def fitting(south: float, west: float, north: float, east: float) -> View:
    """The view that just shows a box of degrees."""
    low, high = float(_mercator(south)), float(_mercator(north))
    middle = math.degrees(math.atan(math.sinh((low + high) / 2)))
    across = (WIDTH - 2 * _MARGIN_PIXELS) / max(math.radians(east - west), 1e-9)
    upwards = (HEIGHT - 2 * _MARGIN_PIXELS) / max(high - low, 1e-9)
    closest = around(middle, (west + east) / 2, 3 * _NARROWEST_MILES).scale
    return View(middle, (west + east) / 2, min(across, upwards, closest))


def _mercator(latitude: Any) -> Any:
    return np.arcsinh(np.tan(np.radians(latitude)))
