"""What is compared: one row a fact, one cell a facility, each with where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from finder.criteria import Criteria
from finder.criteria.criterion import number_text
from finder.criteria.declared import NEAR
from finder.directory import Directory, Facility, Program, Range
from finder.groups import fact_groups
from finder.locale import _, mark
from finder.pages.find.card import Source, sources
from finder.shortlist import Pick
from finder.templating import Link
from finder.vocabulary import SCHEDULES, SERVICES
from finder.wording.detox import detox
from finder.wording.fit import fit_words
from finder.wording.price_words import prices
from finder.wording.provenance import only_in_prices
from finder.wording.road import way_there
from finder.wording.statements import (
    Statement,
    coded,
    hours,
    level_name,
    not_published,
    openings,
    payments,
    serves_only,
    takes_no_payment,
)
from finder.wording.words import address, capital, number_range, price

__all__ = ["Cell", "Column", "Entry", "Row", "compared"]

_AFTER = ("aftercare", "discharge-planning", "follow-up", "housing", "recovery-coach")


@dataclass(frozen=True)
class Column:
    """A facility in the comparison."""

    pick: Pick
    directory: Directory
    criteria: Criteria
    today: date
    link: Link

    @property
    def facility(self) -> Facility:
        """The place."""
        return self.pick.facility

    @property
    def programs(self) -> tuple[Program, ...]:
        """Its programs that are compared: those that fit the search, or all."""
        return tuple(one.program for one in self.pick.found.programs)


@dataclass(frozen=True)
class Entry:
    """One thing said. of: the program it is said of, empty for all of them."""

    of: str
    statement: Statement


@dataclass(frozen=True)
class Cell:
    """What is said of one facility on one fact, and where that comes from."""

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Row:
    """One fact of all facilities. differs: not all say the same."""

    label: str
    cells: tuple[Cell, ...]
    differs: bool


Said = Callable[[Column], tuple[Entry, ...]]


class Fact(NamedTuple):
    """A row that can be: its label, what it says of a place, and the groups of facts in it."""

    label: str
    said: Said
    groups: tuple[str, ...] = ()


def compared(columns: Sequence[Column]) -> list[Row]:
    """The rows, in the order in which one would ask; rows on which there is nothing to say fall."""
    rows = [_row(_(label), said, columns) for label, said, _groups in _facts()]
    return [row for row in rows if any(cell.entries for cell in row.cells)]


def _facts() -> list[Fact]:
    """The rows that can be; groups of facts that none is made for come before the last one."""
    in_a_row = {key for fact in (*_FACTS, _LAST) for key in fact.groups}
    others = [group for group in fact_groups().values() if group.key not in in_a_row]
    return [*_FACTS, *(_of_group(group.label, group.key) for group in others), _LAST]


def _row(label: str, said: Said, columns: Sequence[Column]) -> Row:
    cells = tuple(Cell(_asking(said(one)), _sources(one)) for one in columns)
    return Row(label, cells, len({cell.entries for cell in cells}) > 1)


def _sources(column: Column) -> tuple[Source, ...]:
    return sources(column.programs, column.directory.manifest)


def _asking(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """What is not published says what to do about it."""
    silent = not_published().text
    ask = _("Not published: ask")
    return tuple(
        replace(one, statement=replace(one.statement, text=ask))
        if one.statement.text == silent
        else one
        for one in entries
    )


def _one(*statements: Statement) -> tuple[Entry, ...]:
    return tuple(Entry("", one) for one in statements)


def _of_programs(make: Callable[[Column, Program], Statement]) -> Said:
    """A fact of programs: one entry where all say the same, else one for each."""

    def said(column: Column) -> tuple[Entry, ...]:
        entries = [Entry(_name(one), make(column, one)) for one in column.programs]
        if len({one.statement for one in entries}) == 1:
            return (Entry("", entries[0].statement),)
        return tuple(entries)

    return said


def _name(program: Program) -> str:
    level = level_name(program.care)
    return f"{level}: {program.name}" if program.name else level


def _levels(column: Column) -> tuple[Entry, ...]:
    return _one(*(Statement(_name(one)) for one in column.programs))


def _others(column: Column) -> tuple[Entry, ...]:
    """The care levels of the place that the search rules out."""
    shown = {one.row for one in column.programs}
    rest = [one for one in column.facility.programs if one.row not in shown]
    names = dict.fromkeys(level_name(one.care) for one in rest)
    return _one(*(Statement(name) for name in names)) if names else ()


def _fit(column: Column) -> tuple[Entry, ...]:
    words = fit_words(column.pick)
    return _one(Statement(words)) if words else ()


def _distance(column: Column) -> tuple[Entry, ...]:
    place = column.criteria[NEAR]
    if place is None:
        return ()
    far = way_there(column.facility, column.pick.found.miles, place)
    known = column.pick.found.miles is not None
    return _one(Statement(capital(far)) if known else Statement(capital(far), "unknown"))


def _address(column: Column) -> tuple[Entry, ...]:
    return _one(Statement(address(column.facility)))


def _only(column: Column) -> tuple[Entry, ...]:
    alone = only_in_prices(column.facility, column.directory.manifest)
    return _one(*(Statement(one) for one in (*alone, *serves_only(column.facility))))


def _hours(column: Column, program: Program) -> Statement:
    return hours(program)


def _schedule(column: Column, program: Program) -> Statement:
    parts = [
        (program.days_per_week, _("{n} days a week")),
        (program.sessions_per_week, _("{n} sessions a week")),
    ]
    said = [words.format(n=number_text(n)) for n, words in parts if n is not None]
    stated, _unknown = program.facts["when"]
    said += [term.in_sentence for term in SCHEDULES.terms_of(stated)]
    return Statement(capital(", ".join(said))) if said else not_published()


def _weeks(column: Column, program: Program) -> Statement:
    if program.weeks is None:
        return not_published()
    return Statement(_("{weeks} weeks").format(weeks=capital(number_range(program.weeks))))


def _price_per(unit: str) -> Callable[[Column, Program], Statement]:
    def make(column: Column, program: Program) -> Statement:
        if takes_no_payment(column.facility):
            return Statement(_("Free: takes no payment"))
        if program.cost is None:
            return prices(column.directory, column.facility, program, unit)
        published = capital(price(program.cost, program.cost_per))
        if program.cost_per == unit:
            return Statement(published)
        ends = _brought(column.directory, program, unit)
        if ends is None:
            words = _("Only published: {price}; ask").format(price=published)
            return Statement(words, "unknown")
        worked_out = _("Worked out from the published price: {price}.").format(price=published)
        return Statement(capital(_about(ends, unit)), note=worked_out)

    return make


def _about(ends: Range, unit: str) -> str:
    return _("about {price}").format(price=price(ends, unit))


def _brought(directory: Directory, program: Program, unit: str) -> Range | None:
    """The price in another unit, in whole dollars; None where that cannot be worked out."""
    columns = directory.prices.low[unit], directory.prices.high[unit]
    low, high = (float(column[program.row]) for column in columns)
    ends = [None if one != one else float(round(one)) for one in (low, high)]
    return None if ends == [None, None] else Range(ends[0], ends[1])


def _payments(column: Column) -> tuple[Entry, ...]:
    return _one(payments(column.facility))


def _detox(column: Column) -> tuple[Entry, ...]:
    nearest = column.pick.found.nearest_detox
    return _one(*detox(column.facility, nearest, column.criteria, column.link))


def _of_group(label: str, group: str) -> Fact:
    return Fact(label, lambda column: _one(coded(column.facility, group)), (group,))


def _aftercare(column: Column) -> tuple[Entry, ...]:
    facility = column.facility
    terms = SERVICES.terms_of(facility.stated("with") & SERVICES.bits(_AFTER))
    if terms:
        return _one(Statement(capital(", ".join(term.in_sentence for term in terms))))
    return _one(coded(facility, "with") if facility.states_nothing_on("with") else _none_listed())


def _none_listed() -> Statement:
    return Statement(_("None listed"))


def _openings(column: Column, program: Program) -> Statement:
    return openings(program, column.today) or not_published()


_FACTS: tuple[Fact, ...] = (
    Fact(mark("Your search"), _fit),
    Fact(mark("Care level"), _levels),
    Fact(mark("Also there"), _others),
    Fact(mark("Whom it serves"), _only, ("substance",)),
    Fact(mark("Distance"), _distance),
    Fact(mark("Address"), _address),
    Fact(mark("Hours a week"), _of_programs(_hours)),
    Fact(mark("Days and times"), _of_programs(_schedule), ("when",)),
    Fact(mark("Length"), _of_programs(_weeks)),
    Fact(mark("Price a week, without insurance"), _of_programs(_price_per("week"))),
    Fact(mark("Price a month"), _of_programs(_price_per("month"))),
    Fact(mark("Price of the whole program"), _of_programs(_price_per("program"))),
    Fact(mark("Listed as taking"), _payments, ("pay",)),
    Fact(mark("Openings"), _of_programs(_openings)),
    Fact(mark("Detox"), _detox),
    _of_group(mark("Medications"), "medication"),
    _of_group(mark("Therapies"), "therapy"),
    _of_group(mark("Groups of their own for"), "for"),
    _of_group(mark("Ages"), "age"),
    _of_group(mark("Gender"), "gender"),
    _of_group(mark("Languages"), "lang"),
    _of_group(mark("Accreditation"), "accredited"),
)
_LAST = Fact(mark("Aftercare"), _aftercare, ("with",))
