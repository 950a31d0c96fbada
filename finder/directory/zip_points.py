"""ZIP codes whose point in the package `zipcodes` lies elsewhere than their own facilities.

Where three or more facilities at an exact position lie, in the median, more than 10 miles from that
point, it is taken for wrong, and their median point counts (docs/contract.md, section 3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from finder.geo import miles_between
from finder.places import zip_code

__all__ = ["moved_zip_codes"]

_FEWEST_FACILITIES = 3
_FARTHEST_MILES = 10.0


def moved_zip_codes(
    codes: Iterable[str], points: NDArray[np.float64]
) -> dict[str, tuple[float, float]]:
    """The ZIP codes whose point has to move, with the latitude and longitude of the better one.

    codes: the ZIP code of each facility with an exact position. points: its latitude and longitude,
    one row each.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for row, code in enumerate(codes):
        rows[code[:5]].append(row)
    moved = {}
    for code, some in rows.items():
        known = zip_code(code) if len(some) >= _FEWEST_FACILITIES else None
        if known is None or known.latitude is None or known.longitude is None:
            continue
        north, east = points[some].T
        miles = miles_between(known.latitude, known.longitude, north, east)
        if np.median(miles) > _FARTHEST_MILES:
            moved[code] = float(np.median(north)), float(np.median(east))
    return moved
