"""A plan as PDF."""

from __future__ import annotations

from datetime import date

from finder.locale import _
from finder.pages.plan.figures import Said, weeks_words
from finder.pages.plan.totals import cost_total, hours_total
from finder.pages.plan.words import (
    StepWords,
    review_words,
    step_words,
)
from finder.pathway import Plan
from finder.pdf.pdf_document import Cell, Paper, PdfDocument, Tone

__all__ = ["plan_pdf"]


def plan_pdf(plan: Plan, made_on: date, *, paper: Paper = "letter", large: bool = False) -> bytes:
    """The steps of a plan, each with its place and phone, a table of all, and the totals."""
    manifest = plan.directory.manifest
    title = _("A plan, step by step")
    document = PdfDocument(title, manifest, made_on=made_on, paper=paper, large=large)
    document.title(title)
    document.paragraph(review_words())
    steps = [step_words(plan, number) for number in range(1, len(plan.steps) + 1)]
    _overview(document, plan, steps, large)
    for step in steps:
        _step(document, step)
    return document.content()


def _overview(document: PdfDocument, plan: Plan, steps: list[StepWords], large: bool) -> None:
    document.heading(_("The whole plan"))
    document.paragraph(_("{weeks} in all, as planned.").format(weeks=weeks_words(plan.weeks)))
    if large:
        # Four columns of large print would break every word.
        for step in steps:
            document.fact(f"{step.number}. {step.name}", f"{step.when}")
    else:
        document.table(
            [_("Step"), _("When"), _("Hours a week"), _("Cost of this step")],
            [
                [f"{one.number}. {one.name}", one.when, _cell(one.hours), _cell(one.cost)]
                for one in steps
            ],
            [3, 4, 4, 4],
        )
    for sentence in (*hours_total(plan), *cost_total(plan)):
        document.paragraph(sentence)


def _step(document: PdfDocument, step: StepWords) -> None:
    document.heading(f"{step.number}. {step.name}")
    document.paragraph(" ".join(one for one in (step.help, step.optional) if one), "quiet")
    if step.place:
        document.paragraph(step.place, bold=True)
        where = " · ".join(one for one in (step.address, step.miles) if one)
        document.paragraph(where)
    if step.phone:
        document.phone(_("Phone"), step.phone.text, step.phone.dial)
    if step.pays:
        document.paragraph(step.pays)
    for doubt in step.doubts:
        document.paragraph(doubt, "ask")
    document.fact(_("When"), step.when)
    for label, said in (
        (_("Length"), step.length),
        (_("Hours a week"), step.hours),
        (_("Cost of this step"), step.cost),
    ):
        document.fact(label, _text(said), _tone(said))


def _text(said: Said) -> str:
    return f"{said.text} ({said.more})" if said.more else said.text


def _tone(said: Said) -> Tone:
    return "ask" if said.truth == "unknown" else "plain"


def _cell(said: Said) -> Cell:
    return Cell(_text(said), _tone(said))
