"""Groups of facts: what a program can state of itself as some codes of a vocabulary.

Each group is a pair of masks of the directory (stated, not published), a column of an own table,
and usually what a criterion of the same key asks. Declared here once, on the ground floor, so that
directory and intake need to know nothing of what can be asked.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

from finder import vocabulary as words
from finder.locale import mark
from finder.registry import Registry
from finder.vocabulary import Vocabulary

__all__ = ["FactGroup", "always_shown", "fact_groups", "temporarily"]

# A card of the list; a place's page on paper; what places offer, side by side.
Shown = Literal["card", "paper", "offers"]


@dataclass(frozen=True)
class FactGroup:
    """One group of facts.

    key: its name, and the key of the criterion that asks for it. label: words on screen.
    column: the column of an own table that carries it. silence_is_yes: what a place does not say
    counts as yes, not as not published. always: where it is shown whatever is asked; elsewhere it
    is where somebody asks for it.
    """

    key: str
    label: str
    vocabulary: Vocabulary[Any]
    column: str
    silence_is_yes: bool = False
    always: tuple[Shown, ...] = ()

    @property
    def unsaid(self) -> tuple[int, int]:
        """The masks (stated, not published) of a program of which nothing is said."""
        every = self.vocabulary.all_bits
        return (every, 0) if self.silence_is_yes else (0, every)


_groups = Registry(
    "group of facts",
    lambda group: group.key,
    (
        FactGroup(
            "substance",
            mark("Treatment for"),
            words.SUBSTANCES,
            "substances",
            True,
            always=("card",),
        ),
        FactGroup("when", mark("When"), words.SCHEDULES, "when", always=("card", "offers")),
        FactGroup("pay", mark("Payment"), words.PAYMENTS, "payments", always=("card",)),
        FactGroup("therapy", mark("Therapies"), words.THERAPIES, "therapies", always=("offers",)),
        FactGroup(
            "medication",
            mark("Medications"),
            words.MEDICATIONS,
            "medications",
            always=("card", "paper", "offers"),
        ),
        FactGroup("for", mark("Special programs"), words.SPECIAL_PROGRAMS, "special_programs"),
        FactGroup("age", mark("Ages"), words.AGES, "ages"),
        FactGroup("gender", mark("Gender"), words.GENDERS, "genders"),
        FactGroup("lang", mark("Languages"), words.LANGUAGES, "languages", always=("paper",)),
        FactGroup("with", mark("Services"), words.SERVICES, "services", always=("offers",)),
        FactGroup(
            "accredited",
            mark("Accreditation"),
            words.ACCREDITATIONS,
            "accreditations",
            always=("paper",),
        ),
    ),
)


def fact_groups() -> dict[str, FactGroup]:
    """All groups of facts by their key, in the order in which they stand in a link."""
    return {group.key: group for group in _groups.all()}


def always_shown(where: Shown) -> tuple[str, ...]:
    """Keys of the groups that are shown there whatever is asked."""
    return tuple(group.key for group in _groups.all() if where in group.always)


def temporarily(group: FactGroup) -> AbstractContextManager[None]:
    """Declare a group inside the `with` block only."""
    return _groups.temporarily(group)
