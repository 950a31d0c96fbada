"""Criteria with a test of their own that is a line or two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from finder.answers import NO, UNKNOWN, YES, Answers, answer
from finder.criteria.criteria import Criteria
from finder.criteria.criterion import (
    AllOf,
    AnyOf,
    Choice,
    Counting,
    Criterion,
    Flag,
    Reading,
    Several,
)
from finder.directory.facts import Facts
from finder.errors import NotUnderstood
from finder.locale import _, joined, plural
from finder.text import words_of
from finder.vocabulary import CARE_LEVELS

__all__ = ["Care", "FacilityIds", "NameWords", "Openings", "Published", "State", "Substance"]

FRESH_FOR = timedelta(days=7)
_LONGEST_NAME = 200
# The page says what is searched: a number to call in a link would be a number on the page.
_PHONE = re.compile(r"\d{7}")
_FACILITY_ID = re.compile(r"[a-z2-7]{8}", re.ASCII)


@dataclass(frozen=True, eq=False)
class Care(AnyOf):
    """Programs of any of these care levels; a program that states no level is none of them."""

    @property
    def group(self) -> str:
        return ""

    @property
    def counted(self) -> Counting:
        return "levels"

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        chosen = criteria[self]
        if not chosen:
            return None
        wanted = np.zeros(len(CARE_LEVELS) + 1, dtype=np.uint8)
        wanted[[CARE_LEVELS.position(code) for code in chosen]] = YES
        return wanted[facts.care]

    def phrase(self, criteria: Criteria) -> str:
        levels = [_(CARE_LEVELS[code].short).lower() for code in criteria[self] or ()]
        return joined(levels, "or")


@dataclass(frozen=True, eq=False)
class State(Choice):
    """Only programs in this state."""

    @property
    def counted(self) -> Counting:
        return "states"

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        chosen = criteria[self]
        if chosen is None:
            return None
        return np.where(facts.state == self.vocabulary.position(chosen), YES, NO)

    def phrase(self, criteria: Criteria) -> str:
        return _("in {state}").format(state=super().phrase(criteria))


@dataclass(frozen=True, eq=False)
class Substance(AllOf):
    """Places that do not say that they leave one of these substances out."""

    def phrase(self, criteria: Criteria) -> str:
        names = joined([term.in_sentence for term in self.terms(criteria)])
        return _("treatment for {substances}").format(substances=names)


@dataclass(frozen=True, eq=False)
class Openings(Flag):
    """Openings reported within the last 7 days; an older report, or none, is not published."""

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        if not criteria[self]:
            return None
        return np.where(
            self.published(facts, criteria),
            np.where(facts.number("openings") > 0, YES, NO),
            UNKNOWN,
        )

    def published(self, facts: Facts, criteria: Criteria) -> NDArray[np.bool_]:
        published = facts.published("openings")
        if published.any():
            reported, today = facts.number("openings_on"), facts.today.toordinal()
            published &= (reported <= today) & (reported >= today - FRESH_FOR.days)
        return published


@dataclass(frozen=True, eq=False)
class Published(Flag):
    """Only matches; what it does to the list stands in the search, since it asks nothing new."""


@dataclass(frozen=True, eq=False)
class NameWords(Criterion[str]):
    """Each word begins a word of the facility's names, in any order."""

    def parse(self, text: str) -> str:
        words = self.canonical(text)
        if not 0 < len(words) <= _LONGEST_NAME or _PHONE.search(words.replace(" ", "")):
            raise self.refuse(text, _("write some words of the name"))
        return words

    def canonical(self, value: str) -> str:
        return " ".join(dict.fromkeys(words_of(value)))

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        text = criteria[self]
        if not text:
            return None
        named = facts.named(words_of(text))
        return answer(named, np.zeros_like(named))

    def phrase(self, criteria: Criteria) -> str:
        return _("named “{words}”").format(words=criteria[self])


@dataclass(frozen=True, eq=False)
class FacilityIds(Several):
    """Facilities of the shortlist, in the visitor's order; they do not restrict a search."""

    def read(self, texts: Sequence[str]) -> Reading[tuple[str, ...]]:
        given = [one.strip().lower() for text in texts for one in text.split(",") if one.strip()]
        good = tuple(dict.fromkeys(one for one in given if _FACILITY_ID.fullmatch(one)))
        bad = dict.fromkeys(one for one in given if not _FACILITY_ID.fullmatch(one))
        problems = tuple(self._refused(one) for one in bad)
        return Reading(good or None, problems)

    def _refused(self, text: str) -> NotUnderstood:
        return self.refuse(text, _("a facility is named by 8 letters and digits"))

    def canonical(self, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value))

    def phrase(self, criteria: Criteria) -> str:
        picked = len(criteria[self] or ())
        return plural("{n} on the shortlist", "{n} on the shortlist", picked)
