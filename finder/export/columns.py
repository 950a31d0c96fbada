"""The columns of CSV and workbook, each with what it means and how its cell is found.

Columns that an own table has too (INTERFACES, section 4) bear its names and mean the same, so a
row can be kept as the beginning of an overlay. An empty cell is not published, unless its column
is about codes and `not_published` does not name it: then the place has none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from finder.criteria import registry
from finder.criteria.answers import NO, YES
from finder.criteria.criterion import Codes
from finder.directory import Directory, Facility, Program
from finder.export.facility_facts import miles_shown
from finder.export.notice import demonstration_notice
from finder.export.program_facts import fact_of, hours_of, is_silent, number, price_in
from finder.locale import mark
from finder.render import words
from finder.render.contact import web_link
from finder.search import FoundFacility, FoundProgram

__all__ = ["Cell", "Column", "Row", "columns"]

Cell = str | float | bool | date | None


@dataclass(frozen=True)
class Row:
    """What one row is about."""

    directory: Directory
    found: FoundFacility
    found_program: FoundProgram

    @property
    def facility(self) -> Facility:
        """The facility of the program."""
        return self.found.facility

    @property
    def program(self) -> Program:
        """The program."""
        return self.found_program.program


@dataclass(frozen=True)
class Column:
    """One column: its name, what it means, and its cell in a row. None is an empty cell."""

    name: str
    help: str
    cell: Callable[[Row], Cell]


def columns() -> list[Column]:
    """All columns in order. Those of codes follow from the declared criteria."""
    facts = [_fact_column(codes) for codes in registry.fact_groups().values()]
    return [*_SEARCH, *_PLACE, *_PROGRAM, *facts, *_DETOX, *_LEVEL, *_ORIGIN]


def _fact_column(codes: Codes) -> Column:
    def cell(row: Row) -> Cell:
        fact = fact_of(row.program, codes)
        return ";".join(fact["stated"]) or None if fact else None

    return Column(codes.column, codes.label, cell)


def _phone(role: str) -> Callable[[Row], Cell]:
    """The first number of a role, without the plus sign that a spreadsheet takes for a sum."""

    def cell(row: Row) -> Cell:
        texts = [one.text for one in row.facility.phones if one.role == role]
        return texts[0].lstrip("+ ") if texts else None

    return cell


def _published(name: str, end: int) -> Callable[[Row], Cell]:
    """One end (0 low, 1 high) of a published range of the program."""

    def cell(row: Row) -> Cell:
        ends = getattr(row.program, name)
        return None if ends is None else number(ends[end])

    return cell


def _hours_by_level(row: Row, end: str) -> Cell:
    hours = hours_of(row.program)
    if hours["basis"] != "level":
        return None
    return hours["low"] if end == "low" else hours["high"]


def _cost_a_month(row: Row) -> Cell:
    price = price_in(row.directory, row.program, "month")
    return None if price is None else price["low"]


def _detox(row: Row) -> Cell:
    return {int(YES): "onsite", int(NO): "none"}.get(row.facility.detox)


def _nearest_detox_miles(row: Row) -> Cell:
    nearest = row.found.nearest_detox
    return miles_shown(nearest[1]) if nearest else None


def _status(found: FoundProgram) -> str:
    """A program that is no match and has nothing to ask about is in a shortlist all the same."""
    if found.match:
        return "match"
    return "possible" if found.ask else "other"


def _not_published(row: Row) -> Cell:
    """Keys of the link on which the program publishes nothing."""
    program = row.program
    silent = {
        "detox": row.facility.detox not in (int(YES), int(NO)),
        "detox_for": not row.facility.detox_for and row.facility.detox == YES,
        "hours": program.hours is None,
        "cost": program.cost is None,
        "openings": program.openings is None,
        **{key: is_silent(program, codes) for key, codes in registry.fact_groups().items()},
    }
    keys = [one.key for one in registry.declared() if silent.get(one.key)]
    return ";".join(keys) or None


_SEARCH = (
    Column("number", mark("Place of the facility in the list."), lambda row: row.found.number),
    Column(
        "status",
        mark(
            "match: all that was asked is published and so; possible: see ask_about; other: not "
            "what was asked, but picked."
        ),
        lambda row: _status(row.found_program),
    ),
    Column(
        "ask_about",
        mark("What was asked and is not published: ask when calling."),
        lambda row: ";".join(row.found_program.ask) or None,
    ),
    Column(
        "miles",
        mark("Miles as the crow flies from the place that was asked; see position."),
        lambda row: miles_shown(row.found.miles),
    ),
)
_PLACE = (
    Column("facility_id", mark("Stays the same over the years."), lambda row: row.facility.id),
    Column("facility_name", mark("Name of the place."), lambda row: row.facility.name),
    Column("care_level", mark("Code of the care level."), lambda row: row.program.care),
    Column("program_name", mark("Name of the program."), lambda row: row.program.name or None),
    Column(
        "street",
        mark("Street."),
        lambda row: words.street(row.facility) or None,
    ),
    Column("city", mark("Town."), lambda row: row.facility.city),
    Column("state", mark("State."), lambda row: row.facility.state),
    Column("zip", mark("ZIP code."), lambda row: row.facility.zip or None),
    Column("latitude", mark("Degrees north."), lambda row: row.facility.latitude),
    Column("longitude", mark("Degrees east."), lambda row: row.facility.longitude),
    Column(
        "position",
        mark("exact, or approximate: the center of the ZIP code."),
        lambda row: row.facility.position,
    ),
    Column("phone", mark("Main phone."), _phone("main")),
    Column("intake_phone", mark("Phone for new patients."), _phone("intake")),
    Column("hotline", mark("Phone for emergencies."), _phone("hotline")),
    Column("website", mark("Website."), lambda row: web_link(row.facility.website) or None),
    Column(
        "serves_only",
        mark("Groups of which the place says that it serves nobody else."),
        lambda row: ";".join(row.facility.serves_only) or None,
    ),
)
_PROGRAM = (
    Column("hours_low", mark("Published hours a week, from."), _published("hours", 0)),
    Column("hours_high", mark("Published hours a week, to."), _published("hours", 1)),
    Column("days_per_week", mark("Days a week."), lambda row: number(row.program.days_per_week)),
    Column(
        "sessions_per_week",
        mark("Sessions a week."),
        lambda row: number(row.program.sessions_per_week),
    ),
    Column("weeks_low", mark("Length in weeks, from."), _published("weeks", 0)),
    Column("weeks_high", mark("Length in weeks, to."), _published("weeks", 1)),
    Column("cost_low", mark("Published self-pay price, US dollars, from."), _published("cost", 0)),
    Column("cost_high", mark("Published self-pay price, US dollars, to."), _published("cost", 1)),
    Column("cost_per", mark("What the price is for."), lambda row: row.program.cost_per),
    Column("openings", mark("Openings as reported."), lambda row: number(row.program.openings)),
    Column("openings_on", mark("Day of that report."), lambda row: row.program.openings_on),
    Column("verified_on", mark("Day the row was checked."), lambda row: row.program.verified_on),
    Column("source_url", mark("Where it is stated."), lambda row: row.program.source_url or None),
    Column("notes", mark("Notes."), lambda row: row.program.notes or None),
)
_DETOX = (
    Column("detox", mark("onsite or none; empty: not published."), _detox),
    Column(
        "detox_for",
        mark("What the detox on site is for."),
        lambda row: ";".join(row.facility.detox_for) or None,
    ),
    Column(
        "nearest_detox",
        mark("Where there is none on site for certain: the nearest facility that has."),
        lambda row: row.found.nearest_detox[0].name if row.found.nearest_detox else None,
    ),
    Column("nearest_detox_miles", mark("How far that is."), _nearest_detox_miles),
)
_LEVEL = (
    Column(
        "level_hours_low",
        mark("Hours a week by definition of the care level, where none are published, from."),
        lambda row: _hours_by_level(row, "low"),
    ),
    Column(
        "level_hours_high",
        mark("Hours a week by definition of the care level, to; empty: no upper end."),
        lambda row: _hours_by_level(row, "high"),
    ),
    Column("cost_month_low", mark("The price brought to a month, from."), _cost_a_month),
    Column("not_published", mark("Keys on which the program publishes nothing."), _not_published),
)
_ORIGIN = (
    Column(
        "directory", mark("The directory that answered."), lambda row: row.directory.manifest.name
    ),
    Column("as_of", mark("How old its facts are."), lambda row: row.directory.manifest.as_of),
    Column(
        "demonstration",
        mark("true: the program is invented."),
        lambda row: row.directory.manifest.demonstration,
    ),
    Column(
        "notice",
        mark("What must be said beside a demonstration."),
        lambda row: demonstration_notice(row.directory.manifest),
    ),
)
