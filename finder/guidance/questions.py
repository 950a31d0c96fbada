"""The questions, one a page, as data. Their order is that in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from finder.audience import AUDIENCES, Spoken
from finder.guidance.danger import DANGERS, NONE
from finder.locale import mark
from finder.vocabulary import CARE_LEVELS

__all__ = ["QUESTIONS", "STEPS", "Option", "Question", "Step", "step_of"]

Kind = Literal["one", "several", "amount"]
_NO_HELP = Spoken("")


@dataclass(frozen=True)
class Option:
    """One answer. code: its value in the form."""

    code: str
    label: Spoken


@dataclass(frozen=True)
class Question:
    """One question. kind: one answer, several, or an amount in US dollars a month."""

    key: str
    text: Spoken
    options: tuple[Option, ...] = ()
    kind: Kind = "one"
    help: Spoken = _NO_HELP

    @property
    def codes(self) -> frozenset[str]:
        """The answers that it can have."""
        return frozenset(option.code for option in self.options)


@dataclass(frozen=True)
class Step:
    """A page: one question, or some that belong together."""

    code: str
    questions: tuple[Question, ...]


def _options(**labels: str | Spoken) -> tuple[Option, ...]:
    """Options by code; `_` in a name stands for `-` in the code."""
    return tuple(
        Option(code.replace("_", "-"), text if isinstance(text, Spoken) else Spoken(text))
        for code, text in labels.items()
    )


_DANGER = Question(
    "danger",
    Spoken(mark("Is any of this happening now?")),
    (
        *(Option(code, danger.label) for code, danger in DANGERS.items()),
        Option(NONE, Spoken(mark("None of these"))),
    ),
)
_WHO = Question(
    "who",
    Spoken(mark("Who is it for?")),
    tuple(Option(code, Spoken(label)) for code, label in AUDIENCES.items()),
    help=Spoken(mark("It only changes the words.")),
)
_SUBSTANCE = Question(
    "substance",
    Spoken(
        mark("What do you use?"),
        mark("What do they use?"),
        mark("What does your client use?"),
    ),
    _options(
        alcohol=mark("Alcohol"),
        opioids=mark("Opioids: heroin, fentanyl, pain pills"),
        benzodiazepines=mark("Benzodiazepines: Xanax, Valium, Ativan, Klonopin"),
        cocaine=mark("Cocaine or crack"),
        methamphetamine=mark("Meth or other stimulants"),
        other=mark("Cannabis, or something else"),
    ),
    "several",
    Spoken(mark("Choose all that fit.")),
)
_OFTEN = Question(
    "often",
    Spoken(mark("How often, and for how long?")),
    _options(
        daily=mark("Every day or nearly, for weeks or longer"),
        weekly=mark("Several days a week"),
        sometimes=mark("Less often"),
        stopped=mark("Stopped more than two weeks ago"),
    ),
)
_WITHDRAWAL = Question(
    "withdrawal",
    Spoken(
        mark("What happened when you stopped or cut down before?"),
        mark("What happened when they stopped or cut down before?"),
        mark("What happened when your client stopped or cut down before?"),
    ),
    _options(
        severe=mark("A seizure, seeing or hearing things, or a stay in hospital"),
        some=mark("Shaking, sweating, vomiting, no sleep, or feeling very ill"),
        nothing=mark("Nothing much"),
        untried=mark("Never stopped for a day"),
    ),
)
_HOME = Question(
    "home",
    Spoken(
        mark("Do you have a safe place to live, where staying sober is possible?"),
        mark("Do they have a safe place to live, where staying sober is possible?"),
        mark("Does your client have a safe place to live, where staying sober is possible?"),
    ),
    _options(
        safe=mark("Yes"),
        hard=mark("Not really: others drink or use there, or it is not safe"),
        homeless=mark("No fixed place to live"),
    ),
)
_HOURS = Question(
    "hours",
    Spoken(
        mark("How much time a week is there beside work, school or family?"),
        mark("How much time a week do they have beside work, school or family?"),
        mark("How much time a week does your client have beside work, school or family?"),
    ),
    _options(
        few=CARE_LEVELS["outpatient"].with_hours(mark("Up to {high} hours")),
        some=CARE_LEVELS["iop"].with_hours(mark("{usual_low} to {usual_high} hours")),
        many=CARE_LEVELS["php"].with_hours(mark("{low} hours or more")),
        away=mark("Living at a program for some weeks would be possible"),
    ),
)
_EARLIER = Question(
    "earlier",
    Spoken(
        mark("Have you had treatment before?"),
        mark("Have they had treatment before?"),
        mark("Has your client had treatment before?"),
    ),
    _options(
        never=mark("No"),
        helped=mark("Yes, and it helped for a good while"),
        returned=mark("Yes, but use came back during it or soon after"),
        leaving=mark("Leaving detox, a hospital or a live-in program now"),
    ),
)
_MIND = Question(
    "mind",
    Spoken(mark("How is mental health: mood, fear, sleep, old wounds?")),
    _options(
        well=mark("No great problem"),
        steady=mark("A problem, but daily life works"),
        hard=mark("It makes daily life hard"),
    ),
)
_BODY = Question(
    "body",
    Spoken(mark("And physical health?")),
    _options(
        well=mark("No great problem"),
        ill=mark("An illness that needs a doctor or nurse often"),
    ),
)
_PREGNANT = Question(
    "pregnant",
    Spoken(mark("Are you pregnant?"), mark("Are they pregnant?"), mark("Is your client pregnant?")),
    _options(yes=mark("Yes"), no=mark("No")),
)
_PAY = Question(
    "pay",
    Spoken(mark("How could it be paid?")),
    _options(
        medicaid=mark("Medicaid"),
        medicare=mark("Medicare"),
        private=mark("Private insurance"),
        military=mark("Military insurance, such as TRICARE"),
        self=mark("Own money"),
        little=mark("No insurance and little money"),
    ),
    "several",
    Spoken(mark("It changes the search, never the level. Choose all that fit.")),
)
_COST = Question(
    "cost",
    Spoken(mark("At most how many dollars a month, without insurance?")),
    kind="amount",
    help=Spoken(mark("Leave it empty if you do not know. 0 asks for free care.")),
)

STEPS: tuple[Step, ...] = (
    Step("danger", (_DANGER,)),
    Step("who", (_WHO,)),
    Step("substance", (_SUBSTANCE, _OFTEN)),
    Step("withdrawal", (_WITHDRAWAL,)),
    Step("home", (_HOME,)),
    Step("hours", (_HOURS,)),
    Step("earlier", (_EARLIER,)),
    Step("health", (_MIND, _BODY, _PREGNANT)),
    Step("pay", (_PAY, _COST)),
)
QUESTIONS: dict[str, Question] = {
    question.key: question for step in STEPS for question in step.questions
}


def step_of(code: str) -> Step | None:
    """The step of this code; None if there is none."""
    return next((step for step in STEPS if step.code == code), None)
