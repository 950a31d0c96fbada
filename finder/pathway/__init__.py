"""The path of care: from a chosen place, or a town, a plan of steps with partners and figures."""

from finder.pathway.codec import PlanLink, read_plan, write_path
from finder.pathway.course import default_path
from finder.pathway.path import Path, Step
from finder.pathway.plan import Plan, PlannedStep, plan_of
from finder.pathway.stages import STAGES, Stage

__all__ = [
    "STAGES",
    "Path",
    "Plan",
    "PlanLink",
    "PlannedStep",
    "Stage",
    "Step",
    "default_path",
    "plan_of",
    "read_plan",
    "write_path",
]
