"""Hours a week over the weeks of a plan as SVG: the taper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finder.criteria.criterion import number_text
from finder.locale import _
from finder.pages.plan.bars import LEAST_WIDTH, RIGHT, WIDTH, Bar, nice_top
from finder.pages.plan.figures import Said, hours_words
from finder.pages.plan.words import stage_name
from finder.pathway import Plan, PlannedStep
from finder.templating import html

__all__ = ["hours_picture"]

_LEFT, _LANE, _PLOT = 30.0, 24.0, 150.0
_HEADROOM = 16.0  # for the number above the highest bar


@dataclass(frozen=True)
class _Tick:
    at: float
    text: str


@dataclass(frozen=True)
class _Lane:
    label: str
    y: float
    bars: tuple[Bar, ...]


def hours_picture(plan: Plan) -> str:
    """Hours a week over the weeks of a plan: the taper."""
    numbered = list(enumerate(plan.steps, 1))
    living = [(n, one) for n, one in numbered if one.lives_in]
    drawn = [(n, one) for n, one in numbered if one.hours.known and not one.lives_in]
    silent = [(n, one) for n, one in numbered if not one.hours.known and not one.lives_in]
    across = (WIDTH - _LEFT - RIGHT) / max(plan.weeks, 1)
    top, lanes = 6.0, []
    if living:
        lanes.append(_lane(_("Lives there"), top, living, across, "living"))
        top += _LANE * _depth(living) + 20
    scale = nice_top(max((_top_of(one) for _n, one in drawn), default=0.0))
    floor = top + (_HEADROOM + _PLOT if drawn else 0.0)
    bars = [_band(n, one, across, floor, _PLOT / scale) for n, one in drawn]
    under = floor + (34 if drawn else 0)
    if silent:
        lanes.append(_lane(_("Hours not published"), under, silent, across, "unknown"))
        under += _LANE * _depth(silent) + 24
    return html(
        "plan_hours.html",
        width=WIDTH,
        left=_LEFT,
        right=WIDTH - RIGHT,
        height=under + (20 if not drawn else 4),
        lanes=lanes,
        bars=bars,
        floor=floor,
        rises=[_Tick(floor - at * _PLOT / scale, number_text(at)) for at in _steps(scale)]
        if drawn
        else [],
        weeks=[_Tick(_LEFT + week * across, str(week)) for week in _weeks_marked(plan.weeks)]
        if drawn
        else [],
        sentences=[_hours_sentence(n, one) for n, one in numbered],
    )


def _hours_sentence(number: int, step: PlannedStep) -> str:
    said = hours_words(step)
    words = _("{number}. {step}, weeks {first} to {last}: {hours}.")
    return words.format(
        number=number,
        step=stage_name(step.stage.code),
        first=step.begins + 1,
        last=step.ends,
        hours=_with_more(said),
    )


def _with_more(said: Said) -> str:
    return f"{said.text} ({said.more})" if said.more else said.text


def _depth(steps: Sequence[tuple[int, PlannedStep]]) -> int:
    """How many rows a lane needs, so that steps side by side in time do not cover each other."""
    return len(_rows(steps))


def _rows(
    steps: Sequence[tuple[int, PlannedStep]],
) -> list[list[tuple[int, PlannedStep]]]:
    rows: list[list[tuple[int, PlannedStep]]] = []
    for number, step in sorted(steps, key=lambda one: one[1].begins):
        free = next((row for row in rows if row[-1][1].ends <= step.begins), None)
        if free is None:
            rows.append([(number, step)])
        else:
            free.append((number, step))
    return rows


def _lane(
    label: str, y: float, steps: Sequence[tuple[int, PlannedStep]], across: float, truth: str
) -> _Lane:
    bars = tuple(
        Bar(
            number,
            _LEFT + step.begins * across,
            y + 14 + _LANE * depth,
            max(step.length.weeks * across, LEAST_WIDTH),
            _LANE - 6,
            truth,
        )
        for depth, row in enumerate(_rows(steps))
        for number, step in row
    )
    return _Lane(label, y + 9, bars)


def _top_of(step: PlannedStep) -> float:
    """The highest hours to be drawn; an open end reaches a third above what is known."""
    return step.hours.high if step.hours.high is not None else (step.hours.low or 0.0) * 4 / 3


def _band(number: int, step: PlannedStep, across: float, floor: float, rise: float) -> Bar:
    low, high = step.hours.low or 0.0, _top_of(step)
    height = max((high - low) * rise, LEAST_WIDTH)
    return Bar(
        number,
        _LEFT + step.begins * across,
        floor - high * rise,
        max(step.length.weeks * across, LEAST_WIDTH),
        height,
        step.hours.basis or "",
        step.hours.high is None,
    )


def _steps(top: float) -> list[float]:
    return [top / 2, top]


def _weeks_marked(weeks: int) -> list[int]:
    """The first and last week, and a few round ones between."""
    step = next((one for one in (1, 2, 4, 13, 26) if weeks / one <= 6), 52)
    marked = list(range(0, weeks + 1, step))
    if marked[-1] != weeks:
        if weeks - marked[-1] < step * 0.5 and len(marked) > 1:
            marked.pop()
        marked.append(weeks)
    return marked
