"""Which facilities offer detox, on site or within 25 miles, for which substances."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from finder.answers import NO, UNKNOWN, YES, Answers, answer
from finder.directory.tables import Facilities
from finder.geo import EARTH_RADIUS_MILES, miles_between, unit_vectors
from finder.vocabulary import DETOX_SUBSTANCES

__all__ = ["NEARBY_MILES", "DetoxIndex"]

NEARBY_MILES = 25.0
Substances = tuple[str, ...]
_NO_ROW = -1


class _Partners(NamedTuple):
    """Facilities with a position that certainly offer a detox: their rows, and a tree of them."""

    rows: NDArray[np.int64]
    tree: cKDTree


class DetoxIndex:
    """Answers on detox per facility, each worked out once and kept."""

    def __init__(self, facilities: Facilities) -> None:
        self._facilities = facilities
        self._kept_onsite: dict[Substances, Answers] = {(): facilities.detox}
        self._kept_nearby: dict[Substances, Answers] = {}
        self._kept_partners: dict[Substances, _Partners] = {}

    def onsite(self, substances: Substances = ()) -> Answers:
        """Per facility whether it offers detox for all of the substances.

        A detox that names no substance has not published which ones; one that names some has.
        """
        if substances not in self._kept_onsite:
            named = self._facilities.detox_for
            wanted = named.dtype.type(DETOX_SUBSTANCES.bits(substances))
            for_all = np.where(named == 0, UNKNOWN, np.where((named & wanted) == wanted, YES, NO))
            self._kept_onsite[substances] = np.minimum(self._facilities.detox, for_all)
        return self._kept_onsite[substances]

    def nearby(self, substances: Substances = ()) -> Answers:
        """Per facility whether it, or one within 25 miles of it, does so."""
        if substances not in self._kept_nearby:
            onsite = self.onsite(substances)
            yes, unknown = onsite == YES, onsite == UNKNOWN
            self._kept_nearby[substances] = answer(
                yes | self._has_within(yes), unknown | self._has_within(unknown)
            )
        return self._kept_nearby[substances]

    def nearest(self, facility: int, substances: Substances = ()) -> tuple[int, float] | None:
        """The row of the nearest other facility that certainly does so, and its miles."""
        return self.nearest_each([facility], substances)[0]

    def nearest_each(
        self, facilities: Sequence[int], substances: Substances = ()
    ) -> list[tuple[int, float] | None]:
        """The same of several at once; None where there is no other, or no position to go from."""
        partners, rows = self._partners(substances), np.array(facilities, dtype=np.int64)
        found: list[tuple[int, float] | None] = [None] * len(rows)
        placed = np.flatnonzero(self._placed[rows])
        if not len(partners.rows) or not len(placed):
            return found
        here = self._facilities.latitude[rows[placed]], self._facilities.longitude[rows[placed]]
        # Two, since a facility may be a partner itself; past the last stands what is none.
        places = np.asarray(partners.tree.query(unit_vectors(*here), k=2)[1])
        near = np.append(partners.rows, _NO_ROW)[places]
        others = np.where(near[:, 0] == rows[placed], near[:, 1], near[:, 0])
        there = self._facilities.latitude[others], self._facilities.longitude[others]
        miles = miles_between(*here, *there)
        for at, row, far in zip(placed.tolist(), others.tolist(), miles.tolist(), strict=True):
            found[at] = (row, far) if row != _NO_ROW else None
        return found

    def _partners(self, substances: Substances) -> _Partners:
        if substances not in self._kept_partners:
            rows = np.flatnonzero((self.onsite(substances) == YES) & self._placed)
            self._kept_partners[substances] = _Partners(rows, self._tree(rows))
        return self._kept_partners[substances]

    @cached_property
    def _placed(self) -> NDArray[np.bool_]:
        return ~np.isnan(self._facilities.latitude)

    def _tree(self, rows: NDArray[np.int64]) -> cKDTree:
        latitude, longitude = self._facilities.latitude[rows], self._facilities.longitude[rows]
        return cKDTree(unit_vectors(latitude, longitude))

    def _has_within(self, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Per facility whether a wanted one lies within 25 miles."""
        placed = self._placed
        sources, targets = np.flatnonzero(placed & wanted), np.flatnonzero(placed)
        found = np.zeros(len(placed), dtype=bool)
        if not len(sources):
            return found
        latitude, longitude = self._facilities.latitude, self._facilities.longitude
        # The tree finds the nearest along straight lines; a margin keeps the limit inclusive.
        reach = 2 * np.sin(NEARBY_MILES / EARTH_RADIUS_MILES / 2) * (1 + 1e-9)
        places = np.asarray(
            self._tree(sources).query(
                unit_vectors(latitude[targets], longitude[targets]), distance_upper_bound=reach
            )[1]
        )
        near = places < len(sources)
        targets, partners = targets[near], sources[places[near]]
        miles = miles_between(
            latitude[targets], longitude[targets], latitude[partners], longitude[partners]
        )
        found[targets[miles <= NEARBY_MILES]] = True
        return found
