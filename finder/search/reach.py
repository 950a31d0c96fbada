"""Which facilities lie within reach of the place searched from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.criteria import Criteria
from finder.criteria.declared import NEAR, WITHIN
from finder.directory import Directory
from finder.geo import in_box, miles_between
from finder.places import Place

__all__ = ["Reach", "reach_of"]


@dataclass(frozen=True)
class Reach:
    """Facilities in reach. rows: ascending, or None for all. miles: from the place, per row.

    miles is None where no place was given; NaN is a facility without position.
    """

    rows: NDArray[np.int64] | None
    miles: NDArray[np.float64] | None

    def programs(self, directory: Directory) -> NDArray[np.int64] | None:
        """Rows of the programs of these facilities, ascending, or None for all."""
        if self.rows is None:
            return None
        first = directory.first_program[self.rows]
        counts = directory.first_program[self.rows + 1] - first
        before = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(counts) else counts
        return np.repeat(first - before, counts) + np.arange(counts.sum())

    def miles_of(self, facilities: NDArray[Any]) -> NDArray[np.float64]:
        """The miles of some facilities in reach; NaN without place or position."""
        if self.miles is None:
            return np.full(len(facilities), np.nan)
        at = facilities if self.rows is None else np.searchsorted(self.rows, facilities)
        return self.miles[at]


def reach_of(directory: Directory, criteria: Criteria) -> Reach:
    """The facilities within the miles asked of the place asked; all where no place is asked."""
    place: Place | None = criteria[NEAR]
    if place is None:
        return Reach(None, None)
    within = criteria.always(WITHIN)
    if within == "any":
        facilities = directory.facilities
        here = directory.point_of(place)
        return Reach(None, miles_between(*here, facilities.latitude, facilities.longitude))
    return within_miles(directory, place, within)


def within_miles(directory: Directory, place: Place, within: float) -> Reach:
    """The facilities with a position at most so many miles from a place, inclusive."""
    latitude, longitude = directory.facilities.latitude, directory.facilities.longitude
    here = directory.point_of(place)
    boxed = in_box(*here, within, latitude, longitude)
    miles = miles_between(*here, latitude[boxed], longitude[boxed])
    inside = miles <= within
    return Reach(boxed[inside], miles[inside])
