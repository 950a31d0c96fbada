"""Which level of care might fit: a few questions, rules as data, two or three levels to ask about.

It is no diagnosis and no placement. What it rests on is told in docs/guidance.md.
"""

from finder.guidance.answers import Answers, next_step, previous_step
from finder.guidance.evaluating import Offer, Outcome, evaluate
from finder.guidance.searching import search_for

__all__ = [
    "Answers",
    "Offer",
    "Outcome",
    "evaluate",
    "next_step",
    "previous_step",
    "search_for",
]
