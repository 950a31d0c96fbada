"""plan_of(directory, path) -> Plan: each step with partners, weeks, hours and cost; totals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from finder.directory import Directory
from finder.pathway.figures import (
    Figure,
    Length,
    Total,
    Typical,
    TypicalPrice,
    cost_of,
    hours_of,
    length_of,
    lives_in,
)
from finder.pathway.partners import Find, Partner, nearest_partners, partner_at
from finder.pathway.path import Path, Step
from finder.pathway.stages import STAGES, Stage
from finder.search import search

__all__ = ["Plan", "PlannedStep", "plan_of"]


@dataclass(frozen=True)
class PlannedStep:
    """A step with all that is known of it.

    partner: the place chosen, None where none is chosen or it is not in this directory (missing).
    partners: the nearest that fit. begins: weeks after the start. hours: a week. cost: USD in all.
    """

    step: Step
    stage: Stage
    partner: Partner | None
    missing: bool
    partners: tuple[Partner, ...]
    length: Length
    begins: int
    hours: Figure
    lives_in: bool
    cost: Figure

    @property
    def ends(self) -> int:
        """Weeks after the start at which it is over."""
        return self.begins + self.length.weeks


@dataclass(frozen=True)
class Plan:
    """A path worked out on a directory, as known on a day."""

    path: Path
    directory: Directory
    steps: tuple[PlannedStep, ...]

    @property
    def weeks(self) -> int:
        """Weeks from the start to the end of the last step."""
        return max((step.ends for step in self.steps), default=0)

    @property
    def hours(self) -> Total:
        """Hours of treatment in all, where one does not live in."""
        return Total.over(
            (one.stage.code, one.hours.times(one.length.weeks))
            for one in self.steps
            if not one.lives_in
        )

    @property
    def published_cost(self) -> Total:
        """What the prices that places have published come to."""
        return Total.over(
            (one.stage.code, one.cost if one.cost.basis == "published" else Figure())
            for one in self.steps
        )

    @property
    def cost(self) -> Total:
        """The same with what is typical elsewhere, where a place publishes no price."""
        return Total.over((one.stage.code, one.cost) for one in self.steps)

    @property
    def treatment_ends(self) -> int:
        """Weeks after the start at which intensive outpatient is over; without it, the last step
        before aftercare.
        """
        in_turn = [one for one in self.steps if not one.stage.beside]
        intensive = [one for one in in_turn if one.stage.code == "iop"]
        before = [one for one in in_turn if one.stage.code != "aftercare"]
        last = intensive or before or in_turn or list(self.steps)
        return last[-1].ends if last else 0

    def day(self, weeks: int) -> date | None:
        """The day so many weeks after the start; None where no start is chosen."""
        return None if self.path.start is None else self.path.start + timedelta(weeks=weeks)


def no_typical_price(_care: str) -> TypicalPrice | None:
    """Where there are no reference facts."""
    return None


def plan_of(
    directory: Directory,
    path: Path,
    today: date,
    typical: Typical = no_typical_price,
    find: Find = search,
) -> Plan:
    """Work out a path. typical: prices of a level elsewhere. find: `search`, or from a cache."""
    steps: list[PlannedStep] = []
    in_turn, outside = 0, None
    for step in path.steps:
        stage = STAGES[step.stage]
        planned = _planned(directory, path, step, today, typical, find)
        begins = (outside or 0) if stage.beside else in_turn
        if not stage.beside:
            in_turn += planned.length.weeks
            if outside is None and stage.code != "detox" and not planned.lives_in:
                outside = begins
        steps.append(replace(planned, begins=begins))
    return Plan(path, directory, tuple(steps))


def _planned(
    directory: Directory, path: Path, step: Step, today: date, typical: Typical, find: Find
) -> PlannedStep:
    stage, criteria = STAGES[step.stage], path.criteria
    chosen = partner_at(directory, step.facility, stage, criteria, today) if step.facility else None
    placed = bool({"near", "state"} & set(criteria))
    near = nearest_partners(directory, stage, criteria, today, find=find) if placed else ()
    # A place that offers aftercare publishes the hours and the price of its programs, not of that.
    of_its_own = stage.level is not None
    program = chosen.program if chosen and of_its_own else None
    length = length_of(stage, program, step.weeks)
    hours = hours_of(stage, program)
    place = (chosen.facility, program) if chosen and program else None
    return PlannedStep(
        step=step,
        stage=stage,
        partner=chosen,
        missing=bool(step.facility) and chosen is None,
        partners=near,
        length=length,
        begins=0,
        hours=hours,
        lives_in=lives_in(stage, hours),
        cost=cost_of(directory, stage, place, length, typical),
    )
