"""The columns of CSV and workbook, each with what it means and how its cell is found.

Columns that an own table has too (docs/contract.md, section 4) bear its names and mean the same,
so a row can be kept as the beginning of an overlay. An empty cell is not published, unless its
column is about codes and `not_published` does not name it: then the place has none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from finder.answers import NO, YES
from finder.criteria import registry
from finder.directory import Directory, Program
from finder.export.basis_columns import BASIS_COLUMNS
from finder.export.column import Cell, Column, Row
from finder.export.facility_facts import miles_shown
from finder.export.notice import demonstration_notice
from finder.export.program_facts import hours_of, number, price_in
from finder.export.whole_columns import WHOLE
from finder.groups import FactGroup, fact_groups
from finder.locale import mark
from finder.minutes import minutes_shown
from finder.search import FoundProgram
from finder.wording import words
from finder.wording.contact import web_link
from finder.wording.told_words import told_lines

__all__ = ["Cell", "Column", "Row", "columns"]


def columns(names: Sequence[str] = ()) -> list[Column]:
    """The columns of these names in their order; all of them where none is named.

    Those of codes follow from the declared criteria. Raises KeyError for a name that none has.
    """
    facts = [_fact_column(group, codes) for group, codes in fact_groups().items()]
    level = [*_LEVEL, _not_published_column()]
    every = [
        *_SEARCH,
        *_PLACE,
        *_PROGRAM,
        *facts,
        *_DETOX,
        *level,
        *_WAY,
        *_ORIGIN,
        *WHOLE,
        *_BASIS,
    ]
    if not names:
        return every
    by_name = {one.name: one for one in every}
    return [by_name[name] for name in names]


def _fact_column(group: str, codes: FactGroup) -> Column:
    """The codes that a program states. A directory has few different masks: each is read once."""

    @lru_cache(maxsize=4096)
    def text(stated: int) -> str | None:
        return ";".join(codes.vocabulary.codes_of(stated)) or None

    return Column(codes.column, codes.label, lambda row: text(row.program.facts[group][0]))


def _not_published_column() -> Column:
    """Keys of the link on which the program publishes nothing."""
    groups = fact_groups().items()
    nothing = {key: (0, codes.vocabulary.all_bits) for key, codes in groups}
    keys = [one.key for one in registry.declared()]

    def cell(row: Row) -> Cell:
        facts = row.program.facts
        silent = {key for key, masks in nothing.items() if facts[key] == masks}
        silent |= _silent_numbers(row)
        return ";".join([key for key in keys if key in silent]) or None

    return Column("not_published", mark("Keys on which the program publishes nothing."), cell)


def _silent_numbers(row: Row) -> set[str]:
    facility, program = row.facility, row.program
    silent = {
        "detox": facility.detox not in (int(YES), int(NO)),
        "detox_for": not facility.detox_for and facility.detox == YES,
        "hours": program.hours is None,
        "cost": program.cost is None and program.cash is None,
        "openings": program.openings is None,
    }
    return {key for key, is_silent in silent.items() if is_silent}


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


def _of_program(cell: Callable[[Directory, Program], Cell]) -> Callable[[Row], Cell]:
    return lambda row: cell(row.directory, row.program)


def _cost_a_month(row: Row) -> Cell:
    price = price_in(row.directory, row.program, "month")
    return None if price is None else price["low"]


def _minutes(miles: float | None, end: int) -> Cell:
    shown = minutes_shown(miles)
    return None if shown is None else shown[end]


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


# The cell of such a column is the same for all programs of a facility.
_OfPlace = partial(Column, of_place=True)
_SEARCH = (
    _OfPlace("number", mark("Place of the facility in the list."), lambda row: row.found.number),
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
    _OfPlace(
        "miles",
        mark("Miles as the crow flies from the place that was asked; see position."),
        lambda row: miles_shown(row.found.miles),
    ),
)
_PLACE = (
    _OfPlace("facility_id", mark("Stays the same over the years."), lambda row: row.facility.id),
    _OfPlace("facility_name", mark("Name of the place."), lambda row: row.facility.name),
    Column("care_level", mark("Code of the care level."), lambda row: row.program.care),
    Column("program_name", mark("Name of the program."), lambda row: row.program.name or None),
    _OfPlace(
        "street",
        mark("Street."),
        lambda row: words.street(row.facility) or None,
    ),
    _OfPlace("city", mark("Town."), lambda row: row.facility.city),
    _OfPlace("state", mark("State."), lambda row: row.facility.state),
    _OfPlace("zip", mark("ZIP code."), lambda row: row.facility.zip or None),
    _OfPlace("latitude", mark("Degrees north."), lambda row: row.facility.latitude),
    _OfPlace("longitude", mark("Degrees east."), lambda row: row.facility.longitude),
    _OfPlace(
        "position",
        mark("exact, or approximate: the center of the ZIP code."),
        lambda row: row.facility.position,
    ),
    _OfPlace("phone", mark("Main phone."), _phone("main")),
    _OfPlace("intake_phone", mark("Phone for new patients."), _phone("intake")),
    _OfPlace("hotline", mark("Phone for emergencies."), _phone("hotline")),
    _OfPlace("website", mark("Website."), lambda row: web_link(row.facility.website) or None),
    _OfPlace(
        "serves_only",
        mark("Groups of which the place says that it serves nobody else."),
        lambda row: ";".join(row.facility.serves_only) or None,
    ),
    _OfPlace(
        "npi",
        mark("National Provider Identifiers of the place."),
        lambda row: ";".join(row.facility.npi) or None,
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
    Column(
        "told",
        mark("How and when it was told, and by whom."),
        lambda row: " | ".join(told_lines(row.program.told)) or None,
    ),
)
_DETOX = (
    _OfPlace("detox", mark("onsite or none; empty: not published."), _detox),
    _OfPlace(
        "detox_for",
        mark("What the detox on site is for."),
        lambda row: ";".join(row.facility.detox_for) or None,
    ),
    _OfPlace(
        "nearest_detox",
        mark("Where there is none on site for certain: the nearest facility that has."),
        lambda row: row.found.nearest_detox[0].name if row.found.nearest_detox else None,
    ),
    _OfPlace("nearest_detox_miles", mark("How far that is."), _nearest_detox_miles),
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
)
# Later ones stand behind those that scripts may count off.
_WAY = (
    _OfPlace("county", mark("County."), lambda row: row.facility.county or None),
    _OfPlace(
        "minutes_low",
        mark("Minutes by car each way, estimated from the miles, from."),
        lambda row: _minutes(row.found.miles, 0),
    ),
    _OfPlace(
        "minutes_high",
        mark("Minutes by car each way, estimated from the miles, to."),
        lambda row: _minutes(row.found.miles, 1),
    ),
)
_BASIS = tuple(Column(name, words, _of_program(cell)) for name, words, cell in BASIS_COLUMNS)
_ORIGIN = (
    _OfPlace(
        "directory", mark("The directory that answered."), lambda row: row.directory.manifest.name
    ),
    _OfPlace("as_of", mark("How old its facts are."), lambda row: row.directory.manifest.as_of),
    _OfPlace(
        "demonstration",
        mark("true: the program is invented."),
        lambda row: row.directory.manifest.demonstration,
    ),
    _OfPlace(
        "notice",
        mark("What must be said beside a demonstration."),
        lambda row: demonstration_notice(row.directory.manifest),
    ),
)
