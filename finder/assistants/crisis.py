"""The crisis lines that stand first in an answer, where words call for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from finder.guidance.danger import Danger
from finder.guidance.danger_words import dangers_in
from finder.helplines import HELPLINES
from finder.locale import _

__all__ = ["Crisis", "Line", "crisis_of", "line_of"]


class Line(TypedDict):
    """A line to call."""

    name: str
    when: str
    ways: list[str]
    without_hearing: str


class Crisis(TypedDict):
    """What to say before everything else."""

    say: Annotated[str, Field(description="say this first, before any other part of the answer")]
    lines: Annotated[list[Line], Field(description="in the order in which to call them")]
    steps: list[str]


def crisis_of(*texts: str) -> Crisis | None:
    """What to say first, if any of the texts speaks of danger; else None. Nothing is kept."""
    dangers = dangers_in(*texts)
    return _crisis(dangers) if dangers else None


def line_of(code: str) -> Line:
    """A line and its ways. Raises KeyError for a code that is none."""
    line = HELPLINES[code]
    return {
        "name": _(line.name),
        "when": _(line.when),
        "ways": [way.words for way in line.ways],
        "without_hearing": line.without_hearing,
    }


def _crisis(dangers: Iterable[Danger]) -> Crisis:
    codes = dict.fromkeys(code for danger in dangers for code in danger.lines)
    steps = dict.fromkeys(step.to("self") for danger in dangers for step in danger.steps)
    return {
        "say": _("If someone is in danger now, call first. The search can wait."),
        "lines": [line_of(code) for code in codes],
        "steps": list(steps),
    }
