"""The pages of the guide: a question, what to do in danger, and the levels that might fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from finder.audience import Audience, audience_of
from finder.criteria import Criteria, registry, sentence
from finder.criteria.declared import NEAR
from finder.guidance import Answers, Offer, evaluate, search_for
from finder.guidance.danger import DANGERS, NONE
from finder.guidance.dimensions import DIMENSIONS, SOURCES, Source
from finder.guidance.evaluating import Outcome
from finder.guidance.questions import QUESTIONS, STEPS, Question, Step
from finder.guidance.rules import Rule
from finder.helplines import HELPLINES
from finder.locale import _, joined, plural
from finder.pages.frame.level_link import level_link
from finder.pathway.path import plan_part
from finder.search import Results
from finder.templating import Link, html
from finder.text import decapitalized, printable
from finder.vocabulary import CARE_LEVELS
from finder.wording.statements import level_name
from finder.wording.words import miles_words

__all__ = [
    "AT",
    "CHANGE",
    "DO",
    "THEN",
    "danger_page",
    "danger_title",
    "destination",
    "guide_title",
    "question_page",
    "result_page",
]

# The fields of the form beside the answers: the step that is shown, what a button does, and
# that one answer is being changed, after which the result follows.
AT, DO, THEN = "at", "do", "then"
CHANGE = "change:"
# What the button sends that only counts what is near.
COUNT = "count"
Find = Callable[[Criteria], Results]
_MOST_ECHOED = 20


@dataclass(frozen=True)
class _Field:
    """A question as a fieldset."""

    key: str
    kind: str
    text: str
    help: str
    options: tuple[tuple[str, str, bool], ...]
    value: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class _Reason:
    """Why a level is named: what was answered, what follows, and where that is from."""

    answer: str
    reason: str
    dimension: str
    source: Source


@dataclass(frozen=True)
class _Level:
    """A level that might fit. asked: its search in words. about: where it is explained.

    near: how many places have it near, once a place is known.
    """

    code: str
    name: str
    help: str
    reasons: tuple[_Reason, ...]
    asked: str
    about: str
    near: str


@dataclass(frozen=True)
class _Answered:
    """A question, its answer in words, and the levels that it spoke for or against."""

    step: str
    question: str
    answer: str
    led_to: str
    against: str


def guide_title(step: Step | None = None) -> str:
    """Which step it is, and nothing of who reads it or what is asked. step: None for the result."""
    if step is None:
        return _("Which level of care might fit: levels to ask about")
    number = STEPS.index(step)
    if not number:
        return _("Which level of care might fit")
    words = _("Which level of care might fit: step {n} of {all}")
    return words.format(n=number, all=len(STEPS) - 1)


def danger_title() -> str:
    """What the page is for whose visitor is in danger now."""
    return _("Which level of care might fit: first, help now")


def question_page(
    step: Step,
    answers: Answers,
    here: Criteria,
    action: str,
    given: Mapping[str, str],
    *,
    changing: bool = False,
) -> str:
    """One step as a form. action: where it is sent. given: the texts as they were typed.

    changing: it was reached from the result, and leads back there.
    """
    audience = answers.audience or audience_of(here)
    keys = {question.key for question in step.questions}
    return html(
        "guide.html",
        step=step.code,
        number=STEPS.index(step),
        steps=len(STEPS) - 1,
        fields=[_field(question, answers, audience, given) for question in step.questions],
        hidden=[pair for pair in answers.pairs() if pair[0] not in keys],
        changing=changing,
        action=action,
        at=AT,
        do=DO,
        then=THEN,
    )


def _field(
    question: Question, answers: Answers, audience: Audience, given: Mapping[str, str]
) -> _Field:
    chosen = answers[question.key]
    if question.key == "who" and not chosen and audience != "self":
        chosen = (audience,)
    problem = answers.problems.get(question.key)
    return _Field(
        question.key,
        question.kind,
        question.text.to(audience),
        question.help.to(audience),
        tuple((one.code, one.label.to(audience), one.code in chosen) for one in question.options),
        printable(given.get(question.key, ""), _MOST_ECHOED) if problem else "".join(chosen),
        _("Write a number of dollars, such as 150, or leave it empty.") if problem else "",
    )


def danger_page(answers: Answers, here: Criteria, action: str, tonight: str) -> str:
    """What to do now, before anything else. tonight: the page for now."""
    danger = DANGERS[answers.danger]
    audience = answers.audience or audience_of(here)
    return html(
        "guide_danger.html",
        lines=[HELPLINES[code] for code in danger.lines],
        steps=[step.to(audience) for step in danger.steps],
        hidden=[pair for pair in answers.pairs() if pair[0] != "danger"],
        action=action,
        tonight=tonight,
        no_danger=NONE,
        at=AT,
        do=DO,
    )


def destination(asked: str, answers: Answers, here: Criteria, link: Link) -> str:
    """Where a button of the result leads, `search:iop`, `plan:iop` or `plain:iop`; else empty."""
    way, _colon, level = asked.partition(":")
    if level not in CARE_LEVELS:
        return ""
    criteria = search_for(level, answers, here)
    if way == "plan":
        return link(plan_part(criteria), f"/plan?from={level}")
    paths = {"search": "/", "plain": "/plain"}
    return link(criteria, paths[way]) if way in paths else ""


def result_page(
    answers: Answers,
    here: Criteria,
    action: str,
    link: Link,
    wrong: tuple[str, str] = ("", ""),
    find: Find | None = None,
) -> str:
    """Two or three levels, why each, how many are near, and where each answer led.

    wrong: the place that was written and not understood, and what to say of it. find: searches the
    directory that is served.
    """
    outcome, audience = evaluate(answers), answers.audience or audience_of(here)
    return html(
        "guide_result.html",
        intro=_intro(audience),
        levels=[_level(offer, answers, here, link, audience, find) for offer in outcome.offers],
        answered=[_answered(one, answers, outcome, audience) for one in QUESTIONS.values()],
        near=wrong[0] or (NEAR.write(here.always(NEAR)) if NEAR in here else ""),
        wrong=wrong[1],
        hidden=answers.pairs(),
        action=action,
        at=AT,
        do=DO,
        change=CHANGE,
        count=COUNT,
        sources=list(SOURCES.values()),
    )


def _written(here: Criteria, key: str) -> str:
    return registry.criterion(key).write(here.get(key)) if key in here else ""


def _intro(audience: Audience) -> str:
    return {
        "self": _("These are levels to ask about when you call. Say what you answered here."),
        "family": _(
            "These are levels to ask about when you call for them. The decision is theirs, with "
            "whoever assesses them."
        ),
        "client": _("These are levels to weigh in the assessment of your client."),
    }[audience]


def _level(
    offer: Offer,
    answers: Answers,
    here: Criteria,
    link: Link,
    audience: Audience,
    find: Find | None,
) -> _Level:
    criteria = search_for(offer.level, answers, here)
    return _Level(
        offer.level,
        level_name(offer.level),
        _(CARE_LEVELS[offer.level].help),
        tuple(_reason(rule, answers, audience) for rule in offer.because),
        sentence(criteria.without("near", "within")),
        level_link(offer.level, criteria, link),
        _near(find(criteria)) if find is not None and "near" in criteria else "",
    )


def _near(results: Results) -> str:
    """How many places fit within the radius; where none does, how far the nearest is."""
    if results.total:
        places, radius = plural("{n} place", "{n} places", results.total), results.criteria
        if radius.get("within") == "any":
            return places
        miles = miles_words(radius.get("within"))
        return _("{places} within {miles}").format(places=places, miles=miles)
    if results.beyond is None:
        return _("None that fits was found")
    far = miles_words(results.beyond.miles)
    return _("None that near; the nearest that fits is {miles} away").format(miles=far)


def _reason(rule: Rule, answers: Answers, audience: Audience) -> _Reason:
    said = [_said(QUESTIONS[key], answers, audience, rule.when[key]) for key in rule.when]
    return _Reason(
        "; ".join(one for one in said if one),
        _(rule.reason),
        _("Dimension {n}: {name}").format(n=rule.dimension, name=_(DIMENSIONS[rule.dimension])),
        SOURCES[rule.source],
    )


def _said(
    question: Question, answers: Answers, audience: Audience, only: frozenset[str] | None = None
) -> str:
    """The answer in the visitor's words; of several those in `only`."""
    if question.kind == "amount":
        return _("${amount} a month").format(amount=answers[question.key][0])
    chosen = [
        one.label.to(audience)
        for one in question.options
        if one.code in answers[question.key] and (only is None or one.code in only)
    ]
    return "; ".join(chosen)


def _answered(
    question: Question, answers: Answers, outcome: Outcome, audience: Audience
) -> _Answered:
    step = next(one for one in STEPS if question in one.questions)
    rules = [rule for rule in outcome.rules if question.key in rule.when]
    return _Answered(
        step.code,
        question.text.to(audience),
        _said(question, answers, audience) if question.key in answers else "",
        _levels([level for rule in rules for level in rule.supports]),
        _levels([level for rule in rules for level in rule.against]),
    )


def _levels(codes: list[str]) -> str:
    names = (_(CARE_LEVELS[code].short) for code in dict.fromkeys(codes))
    return joined([decapitalized(name) for name in names])
