"""What a plan comes to in all, as sentences that say what is not in the sums."""

from __future__ import annotations

from finder.criteria.declared import PAY
from finder.directory import Range
from finder.locale import _, joined
from finder.pages.plan.figures import about_amounts, amounts
from finder.pages.plan.words import stage_name
from finder.pathway import Plan
from finder.text import decapitalized
from finder.wording.words import number_range

__all__ = ["cost_total", "hours_total"]


def cost_total(plan: Plan) -> tuple[str, ...]:
    """Sentences on what the plan costs, as far as that is known."""
    published, both = plan.published_cost, plan.cost
    sentences = []
    if published.of:
        words = _("By published prices: {amount} for {steps}, without insurance.")
        amount = amounts(published.low, published.high)
        sentences.append(words.format(amount=amount, steps=_names(published.of)))
    if len(both.of) > len(published.of):
        words = _(
            "With figures of public payers and studies for the level: {amount} for {steps}. "
            "These are not the places’ own prices."
        )
        amount = about_amounts(both.low, both.high)
        sentences.append(words.format(amount=amount, steps=_names(both.of)))
    if both.unknown:
        words = _("Not known, and in none of these sums: {steps}. Ask each place.")
        sentences.append(words.format(steps=_names(both.unknown)))
    if plan.path.criteria[PAY]:
        sentences.append(
            _("Insurance or public payment may cover some or all of it: ask each place.")
        )
    return tuple(sentences)


def hours_total(plan: Plan) -> tuple[str, ...]:
    """Sentences on the hours of treatment in all."""
    total, sentences = plan.hours, []
    if total.of:
        words = _("Hours of treatment in all: {hours} for {steps}.")
        hours = number_range(
            Range(round(total.low), None if total.high is None else round(total.high))
        )
        sentences.append(words.format(hours=hours, steps=_names(total.of)))
    if total.unknown:
        words = _("Hours not known, and not in this sum: {steps}.")
        sentences.append(words.format(steps=_names(total.unknown)))
    return tuple(sentences)


def _names(stages: tuple[str, ...]) -> str:
    return joined([decapitalized(stage_name(code)) for code in stages])
