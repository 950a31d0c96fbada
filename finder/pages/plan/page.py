"""The page of a plan: its steps as a form, two pictures, totals, and the ways to take it along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from finder.criteria import Criteria, registry
from finder.criteria.declared import NEAR, PAY
from finder.locale import _, plural
from finder.pages.plan.cost_picture import cost_picture
from finder.pages.plan.hours_picture import hours_picture
from finder.pages.plan.totals import cost_total, hours_total
from finder.pages.plan.words import (
    StepWords,
    review_words,
    stage_name,
    step_words,
)
from finder.pathway import STAGES, Path, Plan, PlannedStep
from finder.pathway.partners import Partner
from finder.pathway.stages import MOST_WEEKS, SWAPS
from finder.templating import Link, html
from finder.text import decapitalized
from finder.vocabulary import PAYMENTS
from finder.wording.road import way_there

__all__ = ["PlanLinks", "plan_page", "plan_title", "start_page"]

# What is a field of its own; the other keys go along unseen.
_FIELDS = ("near", "pay")


@dataclass(frozen=True)
class PlanLinks:
    """Addresses. of: the page of a path. adding: of a path with one more stage.

    pdf: of its PDF, in large print or not. calendar: of its calendar. place: of a facility.
    """

    of: Callable[[Path], str]
    adding: Callable[[Path, str], str]
    pdf: Callable[[Path, bool], str]
    calendar: Callable[[Path], str]
    place: Link


@dataclass(frozen=True)
class _StepView:
    code: str
    beside: bool
    words: StepWords
    details: str
    places: tuple[tuple[str, str, bool], ...]
    weeks: str
    usual: str
    swaps: tuple[tuple[str, str], ...]
    remove: str


def plan_title() -> str:
    """Neutral: a title is seen by whoever looks at the screen."""
    return _("A plan, step by step")


def start_page(criteria: Criteria, stage: str, wrong_near: str = "") -> str:
    """What a plan is, and where it shall start. wrong_near: a text that was not understood."""
    intro = _(
        "Write where to look, and the nearest places for each step are put in order: from detox "
        "to the time after treatment. You can change each step."
    )
    hidden = [("from", stage), *_hidden(criteria)]
    return _page(criteria, intro, hidden, wrong_near=wrong_near)


def plan_page(plan: Plan, links: PlanLinks, wrong_near: str = "") -> str:
    """A plan. wrong_near: a place that was not understood, to be mended."""
    path = plan.path
    intro = _(
        "The nearest place for each step that is listed as taking your payment, how long it may "
        "last, and what is known of hours and cost. Change, remove or swap any step."
    )
    steps = [_view(plan, number, links) for number in range(1, len(plan.steps) + 1)]
    return _page(
        path.criteria,
        intro,
        _hidden(path.criteria),
        wrong_near=wrong_near,
        steps=steps,
        start=path.start.isoformat() if path.start else "",
        adds=[_added(path, code, links) for code in STAGES if path.step(code) is None],
        length=_length(plan),
        hours_picture=hours_picture(plan),
        cost_picture=cost_picture(plan),
        hours_total=hours_total(plan),
        cost_total=cost_total(plan),
        pdf=links.pdf(path, False),
        large_pdf=links.pdf(path, True),
        calendar=links.calendar(path) if path.start else "",
    )


def _page(
    criteria: Criteria,
    intro: str,
    hidden: list[tuple[str, str]],
    *,
    wrong_near: str = "",
    **values: object,
) -> str:
    near = criteria[NEAR]
    nothing: dict[str, object] = {"steps": (), "start": "", "adds": ()}
    return html(
        "plan.html",
        intro=intro,
        review=review_words(),
        hidden=hidden,
        near=wrong_near or (near.text if near else ""),
        near_wrong=bool(wrong_near),
        payments=_payments(criteria),
        most_weeks=MOST_WEEKS,
        **{**nothing, **values},
    )


def _hidden(criteria: Criteria) -> list[tuple[str, str]]:
    several = len(criteria[PAY] or ()) > 1
    fields = _FIELDS[:1] if several else _FIELDS
    keys = [key for key in criteria if key not in fields]
    return [(key, registry.criterion(key).write(criteria.get(key))) for key in keys]


def _payments(criteria: Criteria) -> list[tuple[str, str, bool]]:
    """The choices of payment; none where several are asked at once, which stay as they are."""
    chosen: tuple[str, ...] = criteria[PAY] or ()
    if len(chosen) > 1:
        return []
    return [(term.code, _(term.label), term.code in chosen) for term in PAYMENTS]


def _view(plan: Plan, number: int, links: PlanLinks) -> _StepView:
    step, path = plan.steps[number - 1], plan.path
    code = step.stage.code
    facility = step.partner.facility if step.partner else None
    return _StepView(
        code=code,
        beside=step.stage.beside,
        words=step_words(plan, number),
        details=links.place(path.criteria, f"/facility?id={facility.id}") if facility else "",
        places=tuple(_places(step, path.criteria)),
        weeks=str(step.step.weeks or ""),
        usual=str(step.length.weeks),
        swaps=tuple(_swap(path, code, other, links) for other in _others(path, code)),
        remove=links.of(path.without(code)) if len(path.steps) > 1 else "",
    )


def _places(step: PlannedStep, criteria: Criteria) -> list[tuple[str, str, bool]]:
    chosen = step.partner.facility.id if step.partner else ""
    partners = list(step.partners)
    if step.partner and chosen not in {one.facility.id for one in partners}:
        partners.insert(0, step.partner)
    return [
        (one.facility.id, _option(one, criteria), one.facility.id == chosen) for one in partners
    ]


def _option(partner: Partner, criteria: Criteria) -> str:
    facility = partner.facility
    parts = [facility.name, f"{facility.city}, {facility.state}"]
    if far := way_there(facility, partner.miles, criteria[NEAR]):
        parts.append(far)
    if partner.ask or partner.against:
        parts.append(_("something to ask"))
    return " · ".join(parts)


def _others(path: Path, code: str) -> list[str]:
    """What can stand in the place of a stage and is not in the path yet."""
    return [other for other in SWAPS.get(code, ()) if path.step(other) is None]


def _swap(path: Path, code: str, other: str, links: PlanLinks) -> tuple[str, str]:
    words, rest = _("{other} instead").format(other=stage_name(other)), path.without(code)
    return words, links.adding(rest, other) if rest.steps else links.of(path.swapped(code, other))


def _added(path: Path, code: str, links: PlanLinks) -> tuple[str, str, str]:
    return stage_name(code), _(STAGES[code].optional), links.adding(path, code)


def _length(plan: Plan) -> str:
    weeks = plural("{n} week in all", "{n} weeks in all", plan.weeks)
    guessed = [
        decapitalized(stage_name(one.stage.code))
        for one in plan.steps
        if one.length.basis == "planning"
    ]
    if not guessed:
        return _("{weeks}.").format(weeks=weeks)
    words = _(
        "{weeks}. The length of these steps is not published, and ours for planning: {steps}."
    )
    return words.format(weeks=weeks, steps=", ".join(guessed))
