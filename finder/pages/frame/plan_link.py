"""The link from a place to a plan around it."""

from __future__ import annotations

from collections.abc import Iterable

from finder.criteria import Criteria
from finder.pathway.path import plan_part
from finder.templating import Link

__all__ = ["plan_link"]


# The first of these that a place has is where its plan starts.
_STARTS = (
    *("iop", "php", "residential", "inpatient", "outpatient", "detox"),
    *("medication", "sober-living"),
)


def plan_link(
    facility_id: str, levels: Iterable[str | None], criteria: Criteria, link: Link
) -> str:
    """The plan that starts from a place, at one of its care levels; empty without one.

    Of the search only what says who is a partner goes along.
    """
    offered = set(levels)
    start = next((level for level in _STARTS if level in offered), None)
    if start is None:
        return ""
    return link(plan_part(criteria), f"/plan?from={start}:{facility_id}")
