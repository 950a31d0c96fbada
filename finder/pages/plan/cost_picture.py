"""Cost by step of a plan as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from finder.locale import _
from finder.pages.plan.bars import LEAST_WIDTH, RIGHT, WIDTH, Bar, nice_top
from finder.pages.plan.figures import cost_amount
from finder.pages.plan.words import stage_name
from finder.pathway import Plan, PlannedStep
from finder.templating import html

__all__ = ["cost_picture"]

_ROW, _BAR = 46.0, 14.0


def cost_picture(plan: Plan) -> str:
    """Cost by step as ranges; steps of unknown cost in a lane of their own."""
    numbered = list(enumerate(plan.steps, 1))
    known = [(n, one) for n, one in numbered if one.cost.known]
    silent = [(n, one) for n, one in numbered if not one.cost.known]
    most = nice_top(max((_dearest(one) for _n, one in known), default=0.0))
    across = (WIDTH - RIGHT * 2) / most
    rows = [_cost_row(n, one, at, across) for at, (n, one) in enumerate(known)]
    floor = 4 + _ROW * len(known)
    return html(
        "plan_cost.html",
        width=WIDTH,
        left=RIGHT,
        right=WIDTH - RIGHT,
        height=floor + (22 + 26 * len(silent) if silent else 0) + 4,
        rows=rows,
        floor=floor,
        silent=[
            (floor + 22 + 26 * at, f"{n}. {stage_name(one.stage.code)}")
            for at, (n, one) in enumerate(silent)
        ],
        sentences=[_cost_sentence(n, one) for n, one in numbered],
    )


def _dearest(step: PlannedStep) -> float:
    if step.cost.high is not None:
        return step.cost.high
    return (step.cost.low or 0.0) * 4 / 3


@dataclass(frozen=True)
class _CostRow:
    y: float
    label: str
    amount: str
    bar: Bar


def _cost_row(number: int, step: PlannedStep, at: int, across: float) -> _CostRow:
    low, high = step.cost.low or 0.0, _dearest(step)
    y = 4 + _ROW * at
    width = max((high - low) * across, LEAST_WIDTH)
    bar = Bar(
        number,
        min(RIGHT + low * across, WIDTH - RIGHT - width),
        y + 22,
        width,
        _BAR,
        step.cost.basis or "",
        step.cost.high is None,
    )
    return _CostRow(y + 14, f"{number}. {stage_name(step.stage.code)}", cost_amount(step.cost), bar)


def _cost_sentence(number: int, step: PlannedStep) -> str:
    what = _("not published")
    if step.cost.basis == "published":
        what = cost_amount(step.cost)
    elif step.cost.basis == "reference":
        what = _("{amount}, by a figure from elsewhere").format(amount=cost_amount(step.cost))
    words = _("{number}. {step}: {cost}.")
    return words.format(number=number, step=stage_name(step.stage.code), cost=what)
