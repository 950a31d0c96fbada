"""Path: what a visitor has chosen of a plan, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from finder.criteria import Criteria, registry
from finder.criteria.declared import HL, NEAR, STATE
from finder.pathway.stages import STAGE_ORDER

__all__ = ["Path", "Step", "plan_keys", "plan_part"]


def plan_keys() -> tuple[str, ...]:
    """What of a search says who is a partner; how far, which hours, which price is chosen here."""
    for_whom = [one.key for one in registry.declared() if one.for_whom]
    return (NEAR.key, STATE.key, *for_whom, HL.key)


def plan_part(criteria: Criteria) -> Criteria:
    """What a plan takes over from a search."""
    return criteria.only(*plan_keys())


@dataclass(frozen=True)
class Step:
    """One step. stage: its code. facility: the id of the place, empty where none is chosen.

    weeks: as the visitor plans them, None for the published or usual length.
    """

    stage: str
    facility: str = ""
    weeks: int | None = None


@dataclass(frozen=True)
class Path:
    """Steps in the order of the stages, at most one of each; where, how one pays; the start."""

    steps: tuple[Step, ...] = ()
    start: date | None = None
    criteria: Criteria = Criteria()  # noqa: RUF009 - it is frozen

    def __post_init__(self) -> None:
        first = {step.stage: step for step in reversed(self.steps)}
        steps = sorted(first.values(), key=lambda step: STAGE_ORDER[step.stage])
        object.__setattr__(self, "steps", tuple(steps))
        object.__setattr__(self, "criteria", plan_part(self.criteria))

    def step(self, stage: str) -> Step | None:
        """The step of a stage, if the path has it."""
        return next((step for step in self.steps if step.stage == stage), None)

    def without(self, stage: str) -> Path:
        """The path without a stage."""
        return replace(self, steps=tuple(step for step in self.steps if step.stage != stage))

    def with_step(self, step: Step) -> Path:
        """The path with this step, in the place of one of the same stage."""
        return replace(self, steps=(step, *self.steps))

    def swapped(self, stage: str, other: str) -> Path:
        """The path with another stage in the place of one; where and how long is chosen anew."""
        return self.without(stage).with_step(Step(other))
