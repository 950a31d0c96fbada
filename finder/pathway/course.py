"""The plan that is offered first: which steps, and the nearest partner for each.

    detox, if it was asked for -> partial hospitalization -> intensive outpatient -> outpatient
    -> aftercare; sober living beside it

From a chosen place of another level the path begins there: a residential place stands where
partial hospitalization would, an outpatient place has nothing before it.
"""

from __future__ import annotations

from datetime import date

from finder import places
from finder.criteria import Criteria
from finder.criteria.declared import NEAR, STATE
from finder.criteria.detox import detox_substances
from finder.directory import Directory
from finder.errors import PlaceNotFound
from finder.pathway.partners import Find, nearest_partners
from finder.pathway.path import Path, Step
from finder.pathway.stages import STAGE_ORDER, STAGES
from finder.search import search

__all__ = ["default_path", "default_stages", "placed_near"]

_USUAL = ("php", "iop", "outpatient", "aftercare", "sober-living")
_AFTER = ("outpatient", "aftercare")


def default_stages(chosen: str, criteria: Criteria) -> tuple[str, ...]:
    """The stages of a plan around a chosen one, in order."""
    stages = set(_AFTER if chosen == "outpatient" else _USUAL)
    if chosen in ("inpatient", "residential"):
        stages.discard("php")
    if detox_substances(criteria) and chosen != "outpatient":
        stages.add("detox")
    return tuple(sorted(stages | {chosen}, key=STAGE_ORDER.__getitem__))


def placed_near(directory: Directory, facility_id: str, criteria: Criteria) -> Criteria:
    """The criteria with a place to search from: the one asked, else that of the chosen facility.

    The point of a facility is rounded like any other; one without position gives its state.
    """
    row = directory.row_of(facility_id)
    if NEAR in criteria or row is None:
        return criteria
    facility = directory.facility(row)
    if facility.latitude is None or facility.longitude is None:
        return criteria if STATE in criteria else criteria.replaced(state=facility.state)
    try:
        return criteria.replaced(near=places.point(facility.latitude, facility.longitude))
    except PlaceNotFound:
        return criteria.replaced(state=facility.state)


def default_path(
    directory: Directory,
    chosen: Step,
    criteria: Criteria,
    today: date,
    find: Find = search,
) -> Path:
    """A whole path around a chosen step, each other step at the nearest partner."""
    around = placed_near(directory, chosen.facility, criteria)
    steps = [
        chosen
        if code == chosen.stage and chosen.facility
        else nearest_step(directory, code, around, today, find)
        for code in default_stages(chosen.stage, around)
    ]
    return Path(tuple(steps), None, around)


def nearest_step(
    directory: Directory, stage: str, criteria: Criteria, today: date, find: Find = search
) -> Step:
    """A step at the nearest partner; without a place where there is none, or nowhere to start."""
    if not {"near", "state"} & set(criteria):
        return Step(stage)
    nearest = nearest_partners(directory, STAGES[stage], criteria, today, 1, find)
    return Step(stage, nearest[0].facility.id if nearest else "")
