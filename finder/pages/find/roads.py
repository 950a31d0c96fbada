"""What the operator's routing engine says of the ways to the facilities that are shown."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cache

from finder.criteria import Criteria
from finder.criteria.declared import NEAR
from finder.directory import Directory, Facility
from finder.routing import Router, router_at
from finder.settings import Settings

__all__ = ["roads_state", "roads_to", "the_router"]


def roads_to(
    directory: Directory, facilities: Sequence[Facility], criteria: Criteria
) -> Mapping[str, int]:
    """Minutes by the id of a facility, from the place of a search; empty where nobody is asked.

    A facility of no exact position is left out: a way to the middle of its ZIP code is none to it.
    """
    router, place = the_router(), criteria[NEAR]
    placed = [
        (one.id, (one.latitude, one.longitude))
        for one in facilities
        if one.position == "exact" and one.latitude is not None and one.longitude is not None
    ]
    if router is None or place is None or not placed:
        return {}
    minutes = router.minutes(directory.point_of(place), [point for _id, point in placed])
    found = zip((one for one, _point in placed), minutes, strict=True)
    return {one: said for one, said in found if said is not None}


def roads_state(directory: Directory, criteria: Criteria) -> Hashable:
    """What a page that was made with these minutes is kept by."""
    router, place = the_router(), criteria[NEAR]
    return None if router is None or place is None else router.state(directory.point_of(place))


@cache
def the_router() -> Router | None:
    """The engine that the operator has set, if any."""
    url = Settings.from_environment().router
    return router_at(url) if url else None
