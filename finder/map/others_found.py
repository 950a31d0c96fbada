"""What was found and is not on the page shown, gathered for the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.map.clusters import Bounds, MapCluster, clusters
from finder.search import Results

__all__ = ["MOST_CLUSTERS", "cluster_row", "others_found"]

# A clear map of a window's size has room for no more.
MOST_CLUSTERS = 200


def others_found(
    results: Results, bounds: Bounds | None = None, limit: int = MOST_CLUSTERS
) -> list[MapCluster]:
    """At most `limit` clusters of the facilities found within `bounds`, those of the page aside.

    Without bounds: of all. Raises ValueError if `limit` is not positive.
    """
    elsewhere = np.delete(results.rows, results.shown)
    facilities = results.directory.facilities
    return clusters(
        facilities.latitude[elsewhere],
        facilities.longitude[elsewhere],
        bounds=bounds,
        facility_ids=_Ids(facilities.texts["id"], elsewhere),
        limit=limit,
    )


def cluster_row(cluster: MapCluster) -> list[float | str]:
    """Latitude, longitude, and the facility or else how many there are: short, to send it."""
    return [cluster.latitude, cluster.longitude, cluster.facility_id or cluster.count]


@dataclass(frozen=True)
class _Ids:
    """The ids of some rows, read only where one is asked for: thousands are found, few alone."""

    column: Any
    rows: NDArray[np.int64]

    def __getitem__(self, position: int, /) -> str:
        return str(self.column[int(self.rows[position])])
