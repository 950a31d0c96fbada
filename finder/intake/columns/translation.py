"""A row of somebody else's table as rows of an own table.

The plan says which cells make each of our columns; one row becomes several where its words name
several care levels, and none where a map leaves it out. Everything here is without side effects
but the notes that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from finder.intake.columns.column_map import ColumnMap, plain_words
from finder.intake.columns.level_words import level_of, levels_in
from finder.intake.columns.synonyms import JOINED, bare, matched, own_name
from finder.intake.rows.cells import Cell, text_of
from finder.intake.rows.checks import Notes
from finder.intake.rows.taxonomy_terms import (
    Term,
    is_asked,
    is_closed,
    is_of_substance_use,
    level_of_term,
)
from finder.locale import _

__all__ = ["YES_OR_NO", "Flagged", "Plan", "Wanted", "plan"]

_YES = frozenset({"yes", "y", "true", "t", "1", "x", "✓", "✔", "checked"})
_NO = frozenset({"no", "n", "false", "f", "0", "-", "unchecked"})
YES_OR_NO = _YES | _NO
_TERMS_APART = re.compile(r"\s*[;*|\n]\s*")
_TAXONOMY = frozenset(
    map(
        bare,
        (
            *("taxonomy", "taxonomy code", "taxonomy codes", "taxonomy term"),
            *("taxonomy terms", "taxonomy name", "airs code", "airs term", "211 taxonomy"),
        ),
    )
)
_STATUS = frozenset(
    map(
        bare,
        ("status", "agency status", "service status", "program status", "record status"),
    )
)
_PHONES = frozenset({"phone", "intake_phone"})
_LONGEST_EXTENSION = 7


@dataclass(frozen=True)
class Wanted:
    """What the caller says of a table.

    state, level: where it states none. map: of its columns. only: terms of a taxonomy to keep.
    maps: the folder where maps of this user are remembered, None to look for none. by_names:
    whether its columns are told by their names alone, without a map that fits it.
    """

    state: str = ""
    level: str = ""
    map: ColumnMap | None = None
    only: tuple[str, ...] = ()
    maps: Path | None = None
    by_names: bool = False


@dataclass(frozen=True)
class Flagged:
    """What columns of yes and no say of a list of codes; what they do not ask is not published."""

    yes: tuple[str, ...]
    no: tuple[str, ...]

    def __str__(self) -> str:
        return ";".join(self.yes)


@dataclass(frozen=True)
class Plan:
    """How the cells of a header become our columns.

    places: of the cells that make each column, by ours. constants: what fills its empty cells.
    flags: place by code. terms: places of a taxonomy, without one of whose terms of substance use
    a row is left out; wanted_terms: others in their place. status: places that say who is closed.
    only: place, name and words to keep. unknown: columns that a map names
    and the header has not. width: cells of the header.
    """

    header: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    constants: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    flags: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    only: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
    unknown: tuple[str, ...] = ()
    separators: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[int, ...] = ()
    status: tuple[int, ...] = ()
    wanted_terms: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, int]:
        """The columns of the rows that come out, each with its place."""
        terms = ["care_level"] if self.terms else []
        names = dict.fromkeys([*self.places, *self.flags, *self.constants, *terms])
        return {name: place for place, name in enumerate(names)}

    @property
    def is_plain(self) -> bool:
        """Whether the header is that of an own table, so that its rows stay as they are."""
        changed = any((self.constants, self.values, self.flags, self.only, self.terms, self.status))
        return not changed and all(
            len(places) == 1 and own_name(self.header[places[0]]) == ours
            for ours, places in self.places.items()
        )

    def left_over(self) -> list[str]:
        """Names of the header that nothing is made of."""
        used = {place for some in self.places.values() for place in some}
        used |= {place for some in self.flags.values() for place in some.values()}
        used |= {place for place, _name, _words in self.only} | {*self.terms, *self.status}
        return [name for place, name in enumerate(self.header) if place not in used and name]

    def taken(self) -> list[tuple[str, str]]:
        """Pairs of ours and theirs that are called differently."""
        pairs = [
            (ours, " + ".join(self.header[place] for place in places))
            for ours, places in self.places.items()
        ]
        pairs += [
            (f"{ours}: {code}", self.header[place])
            for ours, codes in self.flags.items()
            for code, place in codes.items()
        ]
        return [(ours, theirs) for ours, theirs in pairs if bare(ours) != bare(theirs)]

    def rows(
        self, line: int, cells: Sequence[Cell], notes: Notes | None = None
    ) -> Iterator[list[Cell]]:
        """The rows of an own table that a row becomes; what a map leaves out is noted."""
        for place, name, words in self.only:
            text = text_of(_at(cells, place))
            if plain_words(text) not in words:
                self._leave_out(notes, line, name, text, _("is not one of what the map keeps"))
                return
        if reason := self._why_none(cells):
            self._leave_out(notes, line, "", "", reason)
            return
        row: dict[str, Cell] = {ours: self._cell(ours, cells) for ours in self.places}
        for ours, codes in self.flags.items():
            row[ours] = self._flagged(ours, codes, line, cells, notes, row.get(ours))
        for ours, meanings in self.values.items():
            text = text_of(row.get(ours))
            meant = meanings.get(plain_words(text))
            if meant == ():
                self._leave_out(notes, line, ours, text, _("is left out by the map"))
                return
            if meant is not None:
                row[ours] = ";".join(meant)
        for ours, constant in self.constants.items():
            if not text_of(row.get(ours)):
                row[ours] = Flagged(constant, ()) if isinstance(constant, tuple) else constant
        if self.terms and not text_of(row.get("care_level")):
            row["care_level"] = self._level_of_terms(cells)
        yield from self._by_level(row, cells)

    def _why_none(self, cells: Sequence[Cell]) -> str:
        """Why a row is no substance-use care that one can go to, or "" if it may be."""
        if any(is_closed(text_of(_at(cells, place))) for place in self.status):
            return _("is a service that is closed, inactive or defunct")
        if not self.terms:
            return ""
        terms = self._terms(cells)
        if self.wanted_terms:
            kept = any(is_asked(one, self.wanted_terms) for one in terms)
            kept |= "*" in self.wanted_terms
            return "" if kept else _("is a service without a term that --only names")
        if any(map(is_of_substance_use, terms)):
            return ""
        return _("is a service without a substance-use taxonomy term")

    def _terms(self, cells: Sequence[Cell]) -> list[Term]:
        texts = [text_of(_at(cells, place)) for place in self.terms]
        parts = [part.strip() for text in texts for part in _TERMS_APART.split(text)]
        return [Term(part, part) for part in parts if part]

    def _level_of_terms(self, cells: Sequence[Cell]) -> str:
        """The level that the terms of a row name, if they name one alone."""
        terms = [one for one in self._terms(cells) if is_of_substance_use(one)]
        levels = {level_of_term(one.name) for one in terms} - {""}
        return levels.pop() if len(levels) == 1 else ""

    def _by_level(self, row: dict[str, Cell], cells: Sequence[Cell]) -> Iterator[list[Cell]]:
        beyond = [cell for cell in cells[len(self.header) :] if text_of(cell)]
        columns = self.columns
        whole = [row.get(name) for name in columns] + beyond
        if "care_level" not in columns:
            yield whole
            return
        text = text_of(row.get("care_level"))
        for level in (() if level_of(text) else levels_in(text)) or (row.get("care_level"),):
            whole = whole.copy()
            whole[columns["care_level"]] = level
            yield whole

    def _cell(self, ours: str, cells: Sequence[Cell]) -> Cell:
        places = self.places[ours]
        if len(places) == 1:
            return _at(cells, places[0])
        texts = [text for place in places if (text := text_of(_at(cells, place)))]
        if ours in _PHONES:
            return _joined_phones(texts, self.separators.get(ours, ""))
        return " ".join(texts)

    def _flagged(
        self,
        ours: str,
        codes: Mapping[str, int],
        line: int,
        cells: Sequence[Cell],
        notes: Notes | None,
        beside: Cell,
    ) -> Cell:
        yes, no = [], []
        for code, place in codes.items():
            text = text_of(_at(cells, place))
            word = text.casefold()
            if word in _YES:
                yes.append(code)
            elif word in _NO:
                no.append(code)
            elif text and notes is not None:
                name = self.header[place]
                notes.refuse_value(line, name, text, _("is neither yes nor no"))
        if ours in ("care_level", "detox"):
            return ";".join(yes) or beside
        listed = [one for one in text_of(beside).split(";") if one.strip()]
        return Flagged((*listed, *yes), tuple(no)) if yes or no else beside

    def _leave_out(self, notes: Notes | None, line: int, name: str, text: str, reason: str) -> None:
        if notes is not None:
            notes.leave_out(line, name, text, f"{name} “{text}” {reason}" if name else reason)


def plan(
    header: Sequence[Cell],
    wanted: Wanted,
    parts: Mapping[str, int] | None = None,
    *,
    of_places: bool = True,
) -> Plan:
    """How a header becomes our columns, by a map where there is one, else by their names.

    parts: places of what was taken out of cells that hold a whole place, by ours; they count
    where no column of its own says the same. of_places: whether every row has to name its place.
    """
    names = tuple(" ".join(text_of(cell).split()) for cell in header)
    constants: dict[str, str | tuple[str, ...]] = {}
    if wanted.state:
        constants["state"] = wanted.state
    if wanted.level:
        constants["care_level"] = wanted.level
    if wanted.map is not None:
        return _by_map(names, wanted, wanted.map, constants)
    places = {ours: tuple(some) for ours, some in matched(names, of_places=of_places).items()}
    for ours, place in (parts or {}).items():
        places.setdefault(ours, (place,))
    terms, status = _about_services(names, places)
    return Plan(
        names,
        places,
        constants,
        separators=JOINED,
        terms=terms,
        status=status,
        wanted_terms=wanted.only,
    )


def _about_services(
    names: Sequence[str], places: Mapping[str, tuple[int, ...]]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of a taxonomy, and of what says whether a service is open."""
    used = {place for some in places.values() for place in some}
    free = [(place, bare(name)) for place, name in enumerate(names) if place not in used]
    terms = tuple(place for place, name in free if name in _TAXONOMY)
    return terms, tuple(place for place, name in free if name in _STATUS)


def _by_map(
    names: tuple[str, ...],
    wanted: Wanted,
    map_: ColumnMap,
    constants: dict[str, str | tuple[str, ...]],
) -> Plan:
    at = {bare(name): place for place, name in reversed(list(enumerate(names))) if name}
    unknown = [one for one in map_.theirs() if bare(one) not in at]
    places = {
        ours: tuple(at[bare(one)] for one in theirs if bare(one) in at)
        for ours, theirs in map_.columns.items()
    }
    flags = {
        ours: {code: at[bare(one)] for code, one in codes.items() if bare(one) in at}
        for ours, codes in map_.flags.items()
    }
    # What the caller says fills what the map leaves open.
    said = {
        **map_.constants,
        **{ours: text for ours, text in constants.items() if not map_.constants.get(ours)},
    }
    # A shipped map is for several years of a table, some of which lack a column.
    unknown = [] if map_.recognise else unknown
    terms, status = _about_services(names, places)
    return Plan(
        names,
        {ours: some for ours, some in places.items() if some},
        said,
        map_.values,
        {ours: some for ours, some in flags.items() if some},
        tuple((at[bare(one)], one, words) for one, words in map_.only.items() if bare(one) in at),
        tuple(unknown),
        terms=terms,
        status=status,
        wanted_terms=wanted.only,
    )


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _joined_phones(texts: list[str], separator: str) -> str:
    """Numbers of several columns; a short one behind a number is its extension."""
    whole = ""
    for text in texts:
        digits = text.lower().removeprefix("ext").strip(" .:x#")
        if whole and digits.isdecimal() and len(digits) <= _LONGEST_EXTENSION:
            whole += f" ext. {digits}"
        elif whole and sum(letter.isdigit() for letter in text) < 10 and not separator:
            whole += f" {text}"
        else:
            whole += f";{text}" if whole else text
    return whole
