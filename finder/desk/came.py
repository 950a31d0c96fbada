"""What came in, place by place: answers of places, hints of visitors, where they differ. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from finder.desk.hints import ALIKE, Hint
from finder.desk.proposals import Proposal

__all__ = ["Alike", "Case", "alike_of", "cases_of", "differ"]

# By the kind of a hint the facts that it is about; `closed` is about all of them.
_ABOUT = {
    "number": frozenset({"phones"}),
    "hours": frozenset({"hours", "when", "days_per_week", "sessions_per_week"}),
    "price": frozenset({"cost", "pay"}),
}


@dataclass(frozen=True)
class Alike:
    """Hints that say the same of a place. words: what was written, the newest first."""

    facility_id: str
    kind: str
    care: str | None
    count: int
    last: date
    words: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """All that waits about one place. answers: of the place itself, the newest first."""

    facility_id: str
    answers: tuple[Proposal, ...]
    hints: tuple[Alike, ...]

    @property
    def last(self) -> date:
        """The day of the newest of it."""
        return max([one.given_on for one in self.answers] + [one.last for one in self.hints])

    @property
    def most(self) -> int:
        """How many visitors say the same, where most do."""
        return max((one.count for one in self.hints), default=0)

    @property
    def differing(self) -> list[tuple[Proposal, Alike]]:
        """Answers and hints that cannot both be so."""
        return [(said, hint) for said in self.answers for hint in self.hints if differ(said, hint)]


def alike_of(hints: Iterable[Hint]) -> list[Alike]:
    """Hints gathered by what they say of which place; what most say first."""
    together: dict[tuple[str, str, str | None], list[Hint]] = {}
    for hint in hints:
        together.setdefault((hint.facility_id, hint.kind, hint.care), []).append(hint)
    found = [
        Alike(*key, len(some), max(one.day for one in some), _words(some))
        for key, some in together.items()
    ]
    return sorted(found, key=lambda one: (-one.count, -one.last.toordinal()))


def cases_of(answers: Sequence[Proposal], hints: Iterable[Hint]) -> list[Case]:
    """By place: what many agree on first, then the newest."""
    by_place: dict[str, tuple[list[Proposal], list[Alike]]] = {}
    for answer in answers:
        by_place.setdefault(answer.facility_id, ([], []))[0].append(answer)
    for one in alike_of(hints):
        by_place.setdefault(one.facility_id, ([], []))[1].append(one)
    cases = [Case(place, tuple(told), tuple(said)) for place, (told, said) in by_place.items()]
    return sorted(cases, key=_rank)


def differ(answer: Proposal, hint: Alike) -> bool:
    """Whether what a place answers and what visitors say cannot both be so, as far as one sees."""
    if answer.kind == "closed":
        return hint.kind not in ("closed", "other")
    if hint.kind == "closed":
        return True
    if hint.care is not None and answer.care is not None and hint.care != answer.care:
        return False
    if hint.kind == "level":
        return answer.care is not None and answer.care == hint.care
    return answer.fact in _ABOUT.get(hint.kind, frozenset())


def _rank(case: Case) -> tuple[bool, int, int]:
    many = case.most if case.most >= ALIKE else 0
    return not many, -many, -case.last.toordinal()


def _words(hints: Sequence[Hint]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.words for one in hints if one.words))
