"""What was answered, as one frozen value that lives as long as one request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from finder.audience import Audience
from finder.criteria.declared import COST
from finder.errors import NotUnderstood
from finder.guidance.danger import DANGERS, NONE
from finder.guidance.questions import QUESTIONS, STEPS, Question, Step

__all__ = ["Answers", "next_step", "previous_step"]


class Answers:
    """The codes that were answered, by key of the question. A question that is not there is open.

    What is no question or no answer of it is left out. problems: by key what was not understood.
    """

    def __init__(self, given: Mapping[str, Iterable[str]] | None = None) -> None:
        self._codes: dict[str, tuple[str, ...]] = {}
        self.problems: dict[str, NotUnderstood] = {}
        for key, question in QUESTIONS.items():
            codes = self._understood(question, list((given or {}).get(key, ())))
            if codes:
                self._codes[key] = codes

    def _understood(self, question: Question, given: list[str]) -> tuple[str, ...]:
        if question.kind == "amount":
            return self._amount(question.key, next((text for text in given if text.strip()), ""))
        known = tuple(one.code for one in question.options if one.code in given)
        return known if question.kind == "several" else known[:1]

    def _amount(self, key: str, text: str) -> tuple[str, ...]:
        if not text:
            return ()
        try:
            return (COST.write(COST.parse(text.strip().removeprefix("$"))),)
        except NotUnderstood as problem:
            self.problems[key] = problem
            return ()

    def __getitem__(self, key: str) -> tuple[str, ...]:
        return self._codes.get(key, ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __contains__(self, key: object) -> bool:
        return key in self._codes

    def pairs(self) -> list[tuple[str, str]]:
        """Key and code of every answer, as the hidden fields of a form."""
        return [(key, code) for key, codes in self._codes.items() for code in codes]

    def without(self, step: Step) -> Answers:
        """The answers but for those of a step."""
        keys = {question.key for question in step.questions}
        return Answers({key: codes for key, codes in self._codes.items() if key not in keys})

    @property
    def danger(self) -> str:
        """The code of the danger that is there now; empty if there is none, or none was told."""
        codes = self["danger"]
        return codes[0] if codes and codes[0] in DANGERS else ""

    @property
    def safe(self) -> bool:
        """Whether it was said that there is no danger now."""
        return self["danger"] == (NONE,)

    @property
    def audience(self) -> Audience | None:
        """Whom the answers are for; None where that was skipped."""
        who = self["who"]
        if not who:
            return None
        return "family" if who[0] == "family" else "client" if who[0] == "client" else "self"


def next_step(code: str) -> Step | None:
    """The step after this one; None after the last."""
    return _beside(code, 1)


def previous_step(code: str) -> Step | None:
    """The step before this one; None before the first."""
    return _beside(code, -1)


def _beside(code: str, by: int) -> Step | None:
    codes = [step.code for step in STEPS]
    at = codes.index(code) + by
    return STEPS[at] if 0 <= at < len(STEPS) else None
