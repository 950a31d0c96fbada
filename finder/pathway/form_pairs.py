"""What the form of a plan sends, as one would write it in a link."""

from __future__ import annotations

from collections.abc import Iterable

from finder.pathway.codec import STEP
from finder.pathway.stages import MOST_WEEKS, STAGES

__all__ = ["FORM_MARK", "PLACE", "WEEKS", "tidied"]

# Tells a link that our form wrote from one that a person wrote.
FORM_MARK = "form"
# Each step has two fields, named after its stage: `place.iop` and `weeks.iop`.
PLACE, WEEKS = "place.", "weeks."


def tidied(pairs: Iterable[tuple[str, str]]) -> tuple[list[tuple[str, str]], bool]:
    """The pairs of a link, and whether they come from our form.

    The fields of a stage become one step. A step whose weeks are no number stays, and the number
    is passed on beside it, to be told.
    """
    given = list(pairs)
    if all(key != FORM_MARK for key, _text in given):
        return given, False
    texts = {key: text.strip() for key, text in given}
    steps = []
    for stage in STAGES:
        if PLACE + stage in texts or WEEKS + stage in texts:
            steps += _step(stage, texts.get(PLACE + stage, ""), texts.get(WEEKS + stage, ""))
    ours = (FORM_MARK, PLACE, WEEKS)
    return [*steps, *(pair for pair in given if not pair[0].startswith(ours))], True


def _step(stage: str, place: str, weeks: str) -> list[tuple[str, str]]:
    if not weeks or (weeks.isascii() and weeks.isdigit() and 1 <= int(weeks[:4]) <= MOST_WEEKS):
        return [(STEP, f"{stage}:{place}:{weeks.lstrip('0')}")]
    return [(STEP, f"{stage}:{place}"), (STEP, f"{stage}::{weeks}")]
