"""Minutes by car, as a range from the distance as the crow flies.

Measured on true driving times of 14,500 ZIP codes to their nearest facility in 2025: about 80% lie
inside the range up to 45 miles; beyond that it is drawn on (docs/contract.md, section 3).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["MinutesRange", "minutes_of", "minutes_shown"]

# Miles, fewest and most minutes; linear between two points, outside by the last slope.
_POINTS = np.array(
    [
        (1, 2, 4),
        (3, 5, 8),
        (5, 8, 13),
        (8, 12, 19),
        (12, 17, 26),
        (20, 26, 41),
        (30, 36, 59),
        (45, 50, 83),
        (70, 74, 112),
    ],
    dtype=float,
)
_MILES, _FEWEST, _MOST = _POINTS.T
# Below this a minute more or less counts; above it the range is told in steps of five.
_FINE_BELOW, _STEP = 10, 5

Miles = NDArray[np.float64]


class MinutesRange(NamedTuple):
    """Minutes by car, each way."""

    low: int
    high: int


def minutes_of(miles: Miles) -> tuple[Miles, Miles]:
    """Fewest and most minutes for distances in miles, unrounded; NaN where a distance is NaN."""
    return _drawn(miles, _FEWEST), _drawn(miles, _MOST)


def minutes_shown(miles: float | None) -> MinutesRange | None:
    """The range as it is shown: rounded outward, to 1 minute below 10, else to 5."""
    if miles is None or math.isnan(miles):
        return None
    fewest, most = (float(one[0]) for one in minutes_of(np.array([miles])))
    low = math.floor(fewest / _step(fewest)) * _step(fewest)
    high = math.ceil(most / _step(most)) * _step(most)
    return MinutesRange(low, high)


def _step(minutes: float) -> int:
    return 1 if minutes < _FINE_BELOW else _STEP


def _drawn(miles: Miles, minutes: Miles) -> Miles:
    slopes = np.diff(minutes) / np.diff(_MILES)
    within = np.interp(miles, _MILES, minutes)
    below = minutes[0] + (miles - _MILES[0]) * slopes[0]
    above = minutes[-1] + (miles - _MILES[-1]) * slopes[-1]
    return np.where(miles < _MILES[0], below, np.where(miles > _MILES[-1], above, within))
