"""The answers of programs to criteria, each worked out once in a search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.answers import UNKNOWN, YES, Answers, all_of
from finder.criteria import Criteria, registry
from finder.criteria.criterion import Criterion
from finder.criteria.declared import PUBLISHED
from finder.directory.facts import Facts
from finder.directory.options import Bits, as_bits

__all__ = ["Evaluation", "Found", "narrowed"]


@dataclass(frozen=True)
class Found:
    """The programs that some criteria leave.

    at: their places in the view, ascending. status: the answer of each to all criteria together.
    facility: row of the facility of each. starts: where in them each facility begins. among: how
    many facilities the directory has.
    """

    at: NDArray[np.int64]
    status: Answers
    facility: NDArray[np.int64]
    starts: NDArray[np.int64]
    among: int

    def __len__(self) -> int:
        """How many facilities are found."""
        return len(self.starts)

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """Rows of the facilities found, ascending."""
        return self.facility[self.starts]

    @cached_property
    def match(self) -> NDArray[np.bool_]:
        """Per facility whether one of its programs is a match."""
        yes = self.status == YES
        return np.logical_or.reduceat(yes, self.starts) if not yes.all() else yes[self.starts]

    @cached_property
    def bits(self) -> Bits:
        """Which of the directory's facilities are found."""
        found = np.zeros(self.among, dtype=bool)
        found[self.rows] = True
        return as_bits(found)

    def only(self, kept: NDArray[np.bool_]) -> Found:
        """Some of these programs."""
        if kept.all():
            return self
        facility = self.facility[kept]
        return Found(self.at[kept], self.status[kept], facility, _starts(facility), self.among)

    def first_of_each(self) -> Found:
        """The first program found of each facility."""
        at, status = self.at[self.starts], self.status[self.starts]
        return Found(at, status, self.rows, np.arange(len(self)), self.among)

    def having(self, flags: NDArray[np.bool_]) -> int:
        """How many facilities have a program found with the flag."""
        if len(self) == len(self.at):
            return int(np.count_nonzero(flags))
        return len(self) if flags.all() else len(_starts(self.facility[flags]))


def narrowed(facts: Facts, criteria: Criteria) -> Facts:
    """The programs that criteria leave, found by one criterion after the other.

    Quicker than an Evaluation where only the end counts, since each looks at what the others left.
    """
    least = YES if criteria.always(PUBLISHED) else UNKNOWN
    for key in criteria:
        answers = registry.criterion(key).answers(facts, criteria)
        if answers is not None:
            facts = facts.at(np.flatnonzero(answers >= least))
    return facts


class Evaluation:
    """Answers of the programs of a view. Variants of the same criteria share their parts."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._answers: dict[tuple[Any, ...], Answers | None] = {}
        self._found: dict[tuple[Any, ...], Found] = {}

    def answers(self, criterion: Criterion[Any], criteria: Criteria) -> Answers | None:
        """What the programs answer to one criterion; None if it asks nothing."""
        question = _question(criterion, criteria)
        if question not in self._answers:
            self._answers[question] = criterion.answers(self.facts, criteria)
        return self._answers[question]

    def by_key(self, criteria: Criteria) -> dict[str, Answers]:
        """The answers to each criterion that asks something."""
        asked = {key: self.answers(registry.criterion(key), criteria) for key in criteria}
        return {key: answers for key, answers in asked.items() if answers is not None}

    def found(self, criteria: Criteria) -> Found:
        """The programs that these criteria leave."""
        answers = self.by_key(criteria)
        questions = (_question(registry.criterion(key), criteria) for key in answers)
        wanted = (criteria.always(PUBLISHED), *questions)
        if wanted not in self._found:
            if criteria.always(PUBLISHED):
                possible = self.found(criteria.without("published"))
                self._found[wanted] = possible.only(possible.status == YES)
            else:
                self._found[wanted] = self._left_by(all_of(answers.values()))
        return self._found[wanted]

    def _left_by(self, joint: Answers | None) -> Found:
        if joint is None:
            joint = np.full(len(self.facts), YES)
        left = joint >= UNKNOWN
        at = np.arange(len(left)) if left.all() else np.flatnonzero(left)
        facility = self.facts.at(at).facility
        among = len(self.facts.directory.facilities)
        return Found(at, joint[at], facility, _starts(facility), among)

    def asks(self, criteria: Criteria, at: int) -> tuple[str, ...]:
        """Keys of the criteria that the program at one place of the view has not published."""
        answers = self.by_key(criteria)
        return tuple(key for key, answer in answers.items() if answer[at] == UNKNOWN)


def _question(criterion: Criterion[Any], criteria: Criteria) -> tuple[Any, ...]:
    """What a criterion is asked: its key, and the values that its answers depend on."""
    keys = criterion.key, *criterion.depends
    return criterion.key, *(criteria.get(key) for key in keys)


def _starts(ascending: NDArray[Any]) -> NDArray[np.int64]:
    """Where each run of equal values begins."""
    begins = np.empty(len(ascending), dtype=bool)
    begins[:1] = True
    np.not_equal(ascending[1:], ascending[:-1], out=begins[1:])
    return np.flatnonzero(begins)
