"""The one code table of the SAMHSA directory: samhsa_codes.csv, a row for each code of its sheet.

role says what a code is read for:
`mapped`     states an option of a criterion
`stated`     says that the criterion is published, without an option of ours (FSA, SAMF)
`level`      is used by the rules for care levels (samhsa_levels.py)
`left-out`   says that the place does not treat that substance
`only`       says that the place serves that group alone; of a substance it leaves the others out
`unused`     is shown on the page of the facility but not searched for; `why` says why
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from sys import intern

from finder.groups import fact_groups
from finder.vocabulary import DETOX_SUBSTANCES, SUBSTANCES

__all__ = ["CodeTable", "SourceCode", "Stated", "by_category", "code_table", "split_codes"]

_FILE = Path(__file__).with_name("samhsa_codes.csv")
# A source asks every facility about these, so that none of its codes means: not published.
_ASKED_OF_ALL = ("pay", "age", "gender")


@dataclass(frozen=True)
class SourceCode:
    """One code of the source's sheet and what is made of it."""

    category_code: str
    category: str
    code: str
    name: str
    description: str
    criterion: str
    option: str
    role: str
    why: str


@dataclass(frozen=True)
class Stated:
    """What the codes of one listing state, as masks; see `ProgramRecord` and `FacilityRecord`."""

    facts: dict[str, tuple[int, int]]
    detox_for: int
    serves_only: tuple[str, ...]
    unknown: tuple[str, ...]


def split_codes(text: str) -> tuple[str, ...]:
    """The codes of a cell such as `SA DT * OP OIT`, each once."""
    # Of two hundred codes a directory repeats a million; one string for each is enough.
    return tuple(dict.fromkeys(map(intern, text.replace("*", " ").upper().split())))


class CodeTable:
    """The code table, ready to read listings with."""

    def __init__(self, codes: Iterable[SourceCode]) -> None:
        self.codes = {one.code: one for one in codes}
        self._layout = _Layout(self.codes.values())
        self._bits = {one.code: self._layout.bits_of(one) for one in self.codes.values()}
        self._special = {
            one.code: one for one in self.codes.values() if one.role in ("only", "left-out")
        }

    def read(self, codes: Iterable[str], carried: frozenset[str] | None = None) -> Stated:
        """What some codes state; those that are not in the table are handed back.

        carried: codes that the source asks for at all, None for all of the table. What it does
        not ask for is not published.
        """
        given = frozenset(codes)
        whole = 0
        for code in given & self._bits.keys():
            whole |= self._bits[code]
        special = [one for code, one in self._special.items() if code in given]
        facts = {group: self._layout.facts(group, whole, carried) for group in self._layout.groups}
        detox_for, _unknown = facts.pop("detox_for")
        facts["substance"] = (_treated(special), 0)
        only = tuple(one.option for one in special if one.role == "only")
        return Stated(facts, detox_for, only, tuple(sorted(given - self._bits.keys())))


class _Layout:
    """Where each group of facts has its bits in one long integer, so that codes are joined by `|`.

    A group has a bit for each option, and above them one that says that the group is stated.
    """

    def __init__(self, codes: Iterable[SourceCode]) -> None:
        known = {group: one.vocabulary for group, one in fact_groups().items()}
        known["detox_for"] = DETOX_SUBSTANCES
        used = [one for one in codes if one.role in ("mapped", "stated")]
        names = {one.criterion for one in used}
        self.groups = {group: some for group, some in known.items() if group in names}
        self._start: dict[str, int] = {}
        end = 0
        for group, vocabulary in self.groups.items():
            self._start[group] = end
            end += len(vocabulary) + 1
        self._used = [one for one in used if one.option]
        self._not_carried: dict[frozenset[str] | None, dict[str, int]] = {}

    def bits_of(self, one: SourceCode) -> int:
        """The bits that a code sets; none for a code that states no fact of a group."""
        if one.role not in ("mapped", "stated"):
            return 0
        vocabulary = self.groups[one.criterion]
        option = vocabulary.bits([one.option]) if one.option else 0
        return (option | 1 << len(vocabulary)) << self._start[one.criterion]

    def facts(self, group: str, whole: int, carried: frozenset[str] | None) -> tuple[int, int]:
        """The masks stated and not published of a group."""
        vocabulary = self.groups[group]
        bits = whole >> self._start[group]
        every = vocabulary.all_bits
        unstated = group in _ASKED_OF_ALL and not bits >> len(vocabulary) & 1
        if carried not in self._not_carried:
            self._not_carried[carried] = self._unasked(carried)
        not_carried = self._not_carried[carried][group]
        return bits & every, (every if unstated else not_carried) & ~bits

    def _unasked(self, carried: frozenset[str] | None) -> dict[str, int]:
        """The mask of the options of each group that no code which the source carries states."""
        asked = [one for one in self._used if carried is None or one.code in carried]
        return {
            group: vocabulary.all_bits
            & ~vocabulary.bits(one.option for one in asked if one.criterion == group)
            for group, vocabulary in self.groups.items()
        }


def _treated(special: list[SourceCode]) -> int:
    """The mask of substances that a listing does not leave out (docs/contract.md, section 2)."""
    treated = SUBSTANCES.all_bits
    for one in special:
        if one.criterion == "substance":
            bit = SUBSTANCES.bits([one.option])
            treated &= bit if one.role == "only" else ~bit
    return treated


@cache
def code_table() -> CodeTable:
    """The table, read once."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return CodeTable(SourceCode(**row) for row in csv.DictReader(file))


def by_category(codes: Iterable[str]) -> dict[str, list[SourceCode]]:
    """Codes of a listing with their names, by the source's own categories, in its own order."""
    known = code_table().codes
    given = frozenset(codes)
    grouped: dict[str, list[SourceCode]] = {}
    for code, one in known.items():
        if code in given:
            grouped.setdefault(one.category, []).append(one)
    return grouped
