"""A plan in words, for the page, the PDF and the calendar alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from finder.criteria import Criteria, registry
from finder.criteria.declared import NEAR, PAY
from finder.directory import Facility, Phone
from finder.locale import _, joined
from finder.pages.plan.figures import Said, cost_words, hours_words, length_words
from finder.pathway import Plan, PlannedStep
from finder.pathway.partners import Partner
from finder.pathway.stages import STAGES
from finder.text import decapitalized
from finder.vocabulary import CARE_LEVELS, PAYMENTS
from finder.wording.contact import by_use
from finder.wording.words import address, date_words, distance

__all__ = [
    "StepWords",
    "payment_words",
    "review_words",
    "stage_name",
    "step_words",
]


@dataclass(frozen=True)
class StepWords:
    """A step in words. doubts: what does not fit or has to be asked there."""

    number: int
    name: str
    help: str
    optional: str
    place: str
    address: str
    miles: str
    phone: Phone | None
    pays: str
    doubts: tuple[str, ...]
    when: str
    length: Said
    hours: Said
    cost: Said


def stage_name(code: str) -> str:
    """What a stage is called."""
    return _(STAGES[code].label)


def step_words(plan: Plan, number: int) -> StepWords:
    """The step of this number, from 1."""
    step = plan.steps[number - 1]
    partner, criteria = step.partner, plan.path.criteria
    facility = partner.facility if partner else None
    level = CARE_LEVELS[step.stage.care]
    return StepWords(
        number=number,
        name=stage_name(step.stage.code),
        help=_(level.help) if step.stage.level else _aftercare_help(),
        optional=_(step.stage.optional),
        place=facility.name if facility else "",
        address=address(facility) if facility else "",
        miles=distance(facility, partner.miles, criteria[NEAR]) if facility and partner else "",
        phone=next(iter(by_use(facility)), None) if facility else None,
        pays=payment_words(facility, criteria) if facility else "",
        doubts=_doubts(step),
        when=_when(plan, step),
        length=length_words(step),
        hours=hours_words(step),
        cost=cost_words(step),
    )


def _aftercare_help() -> str:
    return _("Check-in calls, groups and meetings after treatment. Coming back is no failure.")


def payment_words(facility: Facility, criteria: Criteria) -> str:
    """Whether a place is listed as taking what the plan is paid with; empty if none is asked."""
    asked: tuple[str, ...] = criteria[PAY] or ()
    if not asked:
        return ""
    if facility.states_nothing_on("pay"):
        return _("Publishes no payment: ask.")
    stated = PAYMENTS.codes_of(facility.stated("pay"))
    taken = [PAYMENTS[code].in_sentence for code in asked if code in stated]
    if taken:
        return _("Listed as taking {payments}.").format(payments=joined(taken))
    names = [PAYMENTS[code].in_sentence for code in asked]
    return _("Not listed as taking {payments}.").format(payments=joined(names, "or"))


def _doubts(step: PlannedStep) -> tuple[str, ...]:
    if step.missing:
        return (_("The place of this link is not in this directory, or offers this no more."),)
    if step.partner is None:
        if step.partners:
            return (_("No place is chosen for this step."),)
        return (_("No place in this directory fits this step."),)
    return tuple(_of_partner(step.partner))


def _of_partner(partner: Partner) -> list[str]:
    sentences = []
    against = [_asked(key) for key in partner.against if key != "pay"]
    open_ones = [_asked(key) for key in partner.ask if key != "pay"]
    if against:
        sentences.append(_("Does not fit: {things}.").format(things=joined(against)))
    if open_ones:
        sentences.append(_("Ask about: {things}").format(things=joined(open_ones)) + ".")
    return sentences


def _asked(key: str) -> str:
    criterion = registry.criterion(key)
    return _(criterion.asks) or decapitalized(_(criterion.label))


def _when(plan: Plan, step: PlannedStep) -> str:
    first, last = step.begins + 1, step.ends
    weeks = _("week {first}").format(first=first)
    if last > first:
        weeks = _("weeks {first}–{last}").format(first=first, last=last)
    start, end = plan.day(step.begins), plan.day(step.ends)
    if start is None or end is None:
        return weeks
    words = _("{weeks}: {start} to {end}")
    last_day = end - timedelta(days=1)
    return words.format(weeks=weeks, start=date_words(start), end=date_words(last_day))


def review_words() -> str:
    """Who made this, and who did not."""
    return _(
        "A plan to talk over, no medical advice: no clinician has reviewed it. Which steps you "
        "need, and for how long, is decided with the people who treat you."
    )
