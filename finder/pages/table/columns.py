"""The columns of the dense table, each declared once, and how a link names those chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria, registry
from finder.criteria.declared import NEAR, PER
from finder.directory import Directory, Phone
from finder.groups import FactGroup, fact_groups
from finder.locale import _, joined, mark
from finder.search import FoundFacility, FoundProgram
from finder.templating import Link
from finder.text import quotable
from finder.wording.contact import by_use
from finder.wording.detox import detox
from finder.wording.price_words import prices
from finder.wording.road import way_there
from finder.wording.statements import (
    Statement,
    hours,
    level_name,
    not_published,
    openings,
)
from finder.wording.words import address, capital

__all__ = [
    "NAME",
    "USUAL",
    "Column",
    "Row",
    "chosen",
    "columns",
    "exported",
    "phone_of",
    "written",
]

# Every row is named; the name is no choice.
NAME = "name"
# What is needed to choose whom to call.
USUAL = (NAME, "address", "miles", "care", "hours", "cost", "pay", "phone")


@dataclass(frozen=True)
class Row:
    """A program found, and what its cells are made from."""

    facility: FoundFacility
    program: FoundProgram
    directory: Directory
    criteria: Criteria
    link: Link
    today: date


@dataclass(frozen=True)
class Column:
    """key: its name in a link. label: in English. sort: the value of `sort` that orders by it.

    cell: what it says of a program; without one the page has a form of its own for it. exported:
    the columns of a file (finder.export) that say the same.
    """

    key: str
    label: str
    cell: Callable[[Row], Sequence[Statement]] | None = None
    sort: str = ""
    exported: tuple[str, ...] = ()


def columns() -> tuple[Column, ...]:
    """All that can be chosen, in the order in which they stand: facts as the criteria declare."""
    groups = [_of_group(one) for one in fact_groups().values()]
    payment = [one for one in groups if one.key == "pay"]
    others = [one for one in groups if one.key != "pay"]
    return (*_FIRST, *payment, *_LAST, *others)


def chosen(texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that a link chooses, in their one order, and sentences on what is no column.

    texts: its values of `columns`. The usual ones where it names none that is known.
    """
    given = [one.strip().lower() for text in texts for one in text.split(",")]
    keys = [one.key for one in columns()]
    known = tuple(key for key in keys if key in given)
    unknown = [one for one in dict.fromkeys(given) if one and one not in keys]
    told = (_told(unknown, keys),) if unknown else ()
    return (tuple(dict.fromkeys((NAME, *known))) if known else USUAL), told


def written(keys: Sequence[str]) -> str:
    """The chosen columns as a link names them; empty for the usual ones."""
    return "" if tuple(keys) == USUAL else ",".join(keys)


def exported(keys: Sequence[str]) -> tuple[str, ...]:
    """The columns of a file that say what the chosen ones do, in their order."""
    return tuple(name for one in columns() if one.key in keys for name in one.exported)


def phone_of(row: Row) -> Phone | None:
    """The phone to try first."""
    return next(iter(by_use(row.facility.facility)), None)


def _told(unknown: Sequence[str], keys: Sequence[str]) -> str:
    got = joined([f"“{quotable(one)}”" for one in unknown[:3] if quotable(one)])
    if not got:
        words = _("Columns: what the link says was not understood; choose from {codes}.")
        return words.format(codes=", ".join(keys))
    words = _("Columns: {got} was not understood; choose from {codes}.")
    return words.format(got=got, codes=", ".join(keys))


def _of_group(criterion: FactGroup) -> Column:
    def cell(row: Row) -> Sequence[Statement]:
        stated, unknown = row.program.program.facts[criterion.key]
        if terms := criterion.vocabulary.terms_of(stated):
            return (Statement(capital(", ".join(term.in_sentence for term in terms))),)
        return (not_published() if unknown else Statement(_("None listed")),)

    label = mark("Listed as taking") if criterion.key == "pay" else criterion.label
    return Column(criterion.key, label, cell, exported=(criterion.column,))


def _address(row: Row) -> Sequence[Statement]:
    return (Statement(address(row.facility.facility)),)


def _miles(row: Row) -> Sequence[Statement]:
    found = row.facility
    far = way_there(found.facility, found.miles, row.criteria[NEAR])
    return (Statement(far, "unknown" if found.miles is None else "published"),)


def _care(row: Row) -> Sequence[Statement]:
    program = row.program.program
    level = level_name(program.care)
    text = f"{level}: {program.name}" if program.name else level
    return (Statement(text, "published" if program.care else "unknown"),)


def _hours(row: Row) -> Sequence[Statement]:
    return (hours(row.program.program),)


def _cost(row: Row) -> Sequence[Statement]:
    per = row.criteria.always(PER)
    return (prices(row.directory, row.facility.facility, row.program.program, per),)


def _openings(row: Row) -> Sequence[Statement]:
    return (openings(row.program.program, row.today) or not_published(),)


def _detox(row: Row) -> Sequence[Statement]:
    found = row.facility
    return detox(found.facility, found.nearest_detox, row.criteria, row.link)


def _ask(row: Row) -> Sequence[Statement]:
    keys = row.program.ask
    if not keys:
        return (Statement(_("All that is asked is published")),)
    return (
        Statement(capital(joined([_(registry.criterion(key).asks) for key in keys])), "unknown"),
    )


_HOURS = ("hours_low", "hours_high", "level_hours_low", "level_hours_high")
_COST = ("cost_low", "cost_high", "cost_per")
_DETOX = ("detox", "detox_for", "nearest_detox", "nearest_detox_miles")
_FIRST = (
    Column(NAME, mark("Name"), sort="name", exported=("facility_name",)),
    Column("address", mark("Address"), _address, exported=("street", "city", "state", "zip")),
    Column("miles", mark("Distance"), _miles, "distance", ("miles", "position")),
    Column("care", mark("Care level"), _care, exported=("care_level", "program_name")),
    Column("hours", mark("Hours a week"), _hours, "hours", _HOURS),
    Column("cost", mark("Price without insurance"), _cost, "cost", _COST),
)
_LAST = (
    Column("phone", mark("Phone"), exported=("intake_phone", "phone", "hotline")),
    Column("openings", mark("Openings"), _openings, exported=("openings", "openings_on")),
    Column("ask", mark("To ask when you call"), _ask, exported=("status", "ask_about")),
    Column("detox", mark("Detox"), _detox, exported=_DETOX),
)
