"""The rings of distance around a place, on the map that moves and on the one that does not."""

from __future__ import annotations

import numpy as np

__all__ = ["ring_miles"]

# Distances that people think in; the steps are chosen among them.
_ROUND_MILES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)
_MOST_RINGS = 3


def ring_miles(radius_miles: float) -> list[float]:
    """Radii of the distance rings inside a radius: one to three, at round distances."""
    step = next(
        (miles for miles in _ROUND_MILES if radius_miles / miles <= _MOST_RINGS), _ROUND_MILES[-1]
    )
    count = min(int(np.ceil(radius_miles / step)) - 1, _MOST_RINGS)
    return [round(step * ring, 1) for ring in range(1, count + 1)]
