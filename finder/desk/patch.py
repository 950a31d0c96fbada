"""What the words about one place change in the columns of a directory, and what goes with it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from finder.answers import NO, YES
from finder.desk.fold import PlaceSaid, Word
from finder.desk.grown import Grown
from finder.directory import Facility, Manifest, Phone, Program
from finder.directory.aging import COUNTS_FOR_DAYS
from finder.directory.build import FACILITY_WIDE
from finder.directory.manifest import SourceOf
from finder.directory.records import OtherWord, PlaceTold, ProgramTold, Told
from finder.directory.tables import COST_PER
from finder.groups import fact_groups
from finder.intake.rows.phones import Role, distinct, phone
from finder.vocabulary import DETOX_SUBSTANCES

__all__ = ["Patch", "patch_of", "sources_with_desk"]

# Fact: the numbers that it is made of, which age.
_AGING_NUMBERS = {
    "hours": ("hours_low", "hours_high"),
    "weeks": ("weeks_low", "weeks_high"),
    "cost": ("cost_low", "cost_high"),
    "days_per_week": ("days_per_week",),
    "sessions_per_week": ("sessions_per_week",),
}
_TEXTS = {"name": "program_name", "source_url": "source_url", "notes": "notes"}
_ROLES: tuple[tuple[str, Role], ...] = (("phone", "main"), ("intake_phone", "intake"))
# Of detox on site each word for it but `onsite` is a no.
_ONSITE = "onsite"


@dataclass
class Patch:
    """Changes by column and row, and what is told beside the columns."""

    numbers: list[tuple[str, int, float]] = field(default_factory=list)
    days: list[tuple[str, int, float]] = field(default_factory=list)
    masks: list[tuple[str, int, int, int]] = field(default_factory=list)
    units: list[tuple[int, int]] = field(default_factory=list)
    detox: tuple[int, int, int] | None = None
    programs: dict[int, ProgramTold] = field(default_factory=dict)
    places: dict[int, PlaceTold] = field(default_factory=dict)


def sources_with_desk(manifest: Manifest, team: str) -> tuple[Manifest, int]:
    """The manifest with the desk among its sources, and its number there."""
    known = manifest.sources or (manifest.source_of(0),)
    # The name is shown as it is; without a team it is what the desk is.
    desk = SourceOf(team or "the desk", team, kind="desk")
    return replace(manifest, sources=(*known, desk)), len(known)


def patch_of(grown: Grown, row: int, said: PlaceSaid, today: date, team: str) -> Patch:
    """What the words about the place at a row change."""
    directory = grown.directory
    facility = directory.facility(row)
    patch = Patch()
    source = len(directory.manifest.sources or (None,))
    writer = _Writer(patch, facility, source, today, team)
    for program in facility.programs:
        writer.program(program, _words_for(program, facility, said), program.row in grown.new)
    writer.place(said, closed=row in grown.closed, added=row in grown.places)
    return patch


@dataclass
class _Words:
    """The words by fact that are about one program, and the last day of any."""

    by_fact: dict[str, Word]
    confirmed: date | None


def _words_for(program: Program, facility: Facility, said: PlaceSaid) -> _Words:
    alike = [one for one in facility.programs if one.care == program.care]
    by_fact: dict[str, Word] = {}
    days = []
    for (care, name), words in said.levels.items():
        only = care is None and len(facility.programs) == 1
        named = not name or name == program.name or len(alike) == 1
        one_of_many = care == program.care and not name and len(alike) > 1
        if (care == program.care or only) and named and not one_of_many:
            for fact, word in words.items():
                if fact not in by_fact or by_fact[fact].on <= word.on:
                    by_fact[fact] = word
            days.append(said.confirmed[care, name])
        elif care is None:
            days.append(said.confirmed[care, name])
    by_fact |= {fact: said.place[fact] for fact in FACILITY_WIDE if fact in said.place}
    return _Words(by_fact, max(days, default=None))


class _Writer:
    """Writes the words about one place into a patch."""

    def __init__(
        self, patch: Patch, facility: Facility, source: int, today: date, team: str
    ) -> None:
        self._patch = patch
        self._facility = facility
        self._source = source
        self._today = today
        self._team = team
        self._others: list[OtherWord] = []

    def program(self, program: Program, words: _Words, added: bool) -> None:
        """What is told of one program."""
        if words.confirmed is None and not words.by_fact and not added:
            return
        told: dict[str, Told] = {}
        shown: set[str] = set()
        texts = {"program_name": "", "source_url": "", "notes": ""} if added else {}
        for fact, word in words.by_fact.items():
            known = _stated(program, fact)
            wins = self._wins(program, fact, word, known)
            ages = fact in _AGING_NUMBERS
            counts = not ages or self._counts(word.on)
            told[fact] = Told(word.how, word.on, self._team, counts and wins)
            if wins:
                shown.add(fact)
                self._write(program.row, fact, word, texts)
                self._beside(program, fact, known, _value(fact, word), now=False)
            else:
                self._beside(program, fact, known, _value(fact, word), now=True, on=word.on)
        confirmed = max(filter(None, (words.confirmed, program.verified_on)), default=None)
        if confirmed is not None:
            self._patch.numbers.append(("verified_on", program.row, confirmed.toordinal()))
        # Its last day of all does not make older facts younger.
        before = math.nan if program.verified_on is None else program.verified_on.toordinal()
        for fact, columns in _AGING_NUMBERS.items():
            day = words.by_fact[fact].on.toordinal() if fact in shown else before
            self._patch.days += [(column, program.row, day) for column in columns]
        self._patch.programs[program.row] = ProgramTold(told, texts, frozenset(shown), added)

    def place(self, said: PlaceSaid, *, closed: bool, added: bool) -> None:
        """What is told of the place itself."""
        facility, told, shown = self._facility, {}, set()
        phones, website = None, None
        for fact, word in said.place.items():
            if fact in FACILITY_WIDE:
                continue
            if self._checked_later(word):
                continue
            told[fact] = Told(word.how, word.on, self._team)
            shown.add(fact)
            if fact == "phones":
                phones = _phones(facility, word)
            elif fact == "website":
                website = str(word.cells["website"])
        self._detox(told, said)
        since = said.closed if closed else None
        if told or self._others or since or added or said.former:
            self._patch.places[facility.row] = PlaceTold(
                told=told,
                phones=phones,
                website=website,
                shown=frozenset(shown),
                others=tuple(self._others),
                closed_since=since.on if since else None,
                closed_by=Told(since.how, since.on, self._team) if since else None,
                added=added,
                former_ids=tuple(said.former),
            )

    def _detox(self, told: dict[str, Told], said: PlaceSaid) -> None:
        facility = self._facility
        answer, named = facility.detox, DETOX_SUBSTANCES.bits(facility.detox_for)
        has_level = any(one.care == "detox" for one in facility.programs)
        if "detox" in told:
            onsite = said.place["detox"].cells["detox"] == _ONSITE
            answer = int(YES if onsite or has_level else NO)
        elif has_level:
            answer = int(YES)
        if "detox_for" in told:
            codes = str(said.place["detox_for"].cells["detox_for"]).split(";")
            named = DETOX_SUBSTANCES.bits(one for one in codes if one in DETOX_SUBSTANCES)
        if (answer, named) != (facility.detox, DETOX_SUBSTANCES.bits(facility.detox_for)):
            self._patch.detox = facility.row, answer, named

    def _checked_later(self, word: Word) -> bool:
        """Whether any row of the place was checked after a word about it."""
        days = [one.verified_on for one in self._facility.programs if one.verified_on]
        return any(day > word.on for day in days)

    def _counts(self, day: date) -> bool:
        return day >= self._today - timedelta(days=COUNTS_FOR_DAYS)

    def _wins(self, program: Program, fact: str, word: Word, known: Any) -> bool:
        """Whether what was told takes the place of what the import states."""
        if known is None:
            return True
        own = program.openings_on if fact == "openings" else program.verified_on
        if own is not None and own > word.on:
            return False
        if fact not in _AGING_NUMBERS or self._counts(word.on):
            return True
        # Too old: it gives way to what counts; where nothing does, the newest is shown as old.
        return own is not None and not self._counts(own)

    def _write(self, row: int, fact: str, word: Word, texts: dict[str, str]) -> None:
        patch, cells = self._patch, word.cells
        if fact in _TEXTS:
            texts[_TEXTS[fact]] = str(cells[_TEXTS[fact]])
        elif fact == "openings":
            patch.numbers.append(("openings", row, float(cells["openings"])))
            patch.numbers.append(("openings_on", row, word.on.toordinal()))
        elif fact in _AGING_NUMBERS:
            for column in _AGING_NUMBERS[fact]:
                patch.numbers.append((column, row, float(cells.get(column, math.nan))))
            if fact == "cost":
                patch.units.append((row, COST_PER.index(str(cells["cost_per"]))))
        else:
            patch.masks.append((fact, row, _mask(fact, word), 0))

    def _beside(
        self,
        program: Program,
        fact: str,
        known: Any,
        told: Any,
        *,
        now: bool,
        on: date | None = None,
    ) -> None:
        """Keep the word that is not shown, where the two differ. now: the import's is shown."""
        if known is None or known == told:
            return
        care = None if fact in FACILITY_WIDE else program.care or ""
        sources: tuple[int, ...]
        if now:
            value, sources = told, (self._source,)
        else:
            value, sources, on = known, program.stated_by.sources(fact)[:1], program.verified_on
        for source in sources:
            day = on.isoformat() if on else None
            word = OtherWord(fact, care, source, json.dumps(_json(fact, value)), day)
            same = (word.field, word.care, word.source)
            if same not in [(one.field, one.care, one.source) for one in self._others]:
                self._others.append(word)


def _stated(program: Program, fact: str) -> Any:
    """What the import states of a fact, to be compared with what was told; None for nothing."""
    if fact in ("hours", "weeks"):
        ends = getattr(program, fact) or _old_of(program, fact)
        return None if ends is None else [*ends]
    if fact == "cost":
        return None if program.cost is None else [*program.cost, program.cost_per]
    if fact == "openings":
        return None if program.openings is None else [program.openings]
    if fact in _AGING_NUMBERS:
        value = getattr(program, fact)
        return None if value is None else [value]
    if fact in _TEXTS:
        return getattr(program, fact) or None
    codes = fact_groups()[fact]
    stated, unknown = program.facts[fact]
    return None if (stated, unknown) == codes.unsaid else stated


def _old_of(program: Program, fact: str) -> Any:
    return None if program.old is None else getattr(program.old, fact)


def _value(fact: str, word: Word) -> Any:
    cells = word.cells
    if fact == "cost":
        return [
            *(_number(cells.get(name)) for name in ("cost_low", "cost_high")),
            cells["cost_per"],
        ]
    if fact == "openings":
        return [_number(cells["openings"])]
    if fact in _AGING_NUMBERS:
        return [_number(cells.get(name)) for name in _AGING_NUMBERS[fact]]
    if fact in _TEXTS:
        return cells[_TEXTS[fact]]
    return _mask(fact, word)


def _number(cell: str | float | None) -> float | None:
    return None if cell is None else float(cell)


def _mask(fact: str, word: Word) -> int:
    """The codes that were told; one that this version does not know is left out."""
    codes = fact_groups()[fact]
    given = str(word.cells[codes.column]).split(";")
    return codes.vocabulary.bits(one for one in given if one in codes.vocabulary)


def _json(fact: str, value: Any) -> Any:
    """A value as `OtherWord` has it."""
    if fact == "openings":
        return [*value, None]
    if not isinstance(value, int):
        return value
    vocabulary = fact_groups()[fact].vocabulary
    return {"yes": list(vocabulary.codes_of(value)), "no": []}


def _phones(facility: Facility, word: Word) -> tuple[Phone, ...]:
    told = [
        phone(text.strip(), role, facility.state)
        for column, role in _ROLES
        if column in word.cells
        for text in str(word.cells[column]).split(";")
        if text.strip()
    ]
    roles = {one.role for one in told}
    return tuple(distinct([*told, *(one for one in facility.phones if one.role not in roles)]))
