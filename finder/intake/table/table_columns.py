"""The columns of an own table (docs/contract.md, section 4), each with what belongs in it.

The columns of codes come from the declared criteria, so that a new filter brings its column.
"""

from __future__ import annotations

from dataclasses import dataclass

from finder.directory.tables import COST_PER
from finder.groups import fact_groups
from finder.intake.rows.cells import Cell, CellRefused, number
from finder.locale import _, mark
from finder.vocabulary import CARE_LEVELS, DETOX_SUBSTANCES, Term, Vocabulary

__all__ = [
    "ALSO_READ",
    "COLUMNS",
    "DETOX_WORDS",
    "NUMBERS",
    "RANGES",
    "REQUIRED",
    "Bounds",
    "Column",
    "column_names",
    "list_columns",
]

DETOX_WORDS = ("onsite", "referral", "none")
REQUIRED = ("facility_name", "care_level", "city", "state", "zip")
RANGES = ("hours", "weeks", "cost")


@dataclass(frozen=True)
class Bounds:
    """Numbers that a column may hold: from 0 (or above it) to the highest, both included."""

    high: float
    above_zero: bool = False
    whole: bool = False
    money: bool = False

    def read(self, cell: Cell) -> float | None:
        """The number of a cell, None of an empty one. Raises CellRefused."""
        value = number(cell, 0, self.high, money=self.money)
        if value is None:
            return None
        if self.above_zero and value == 0:
            raise CellRefused(_("is not above 0"))
        if self.whole and value != int(value):
            raise CellRefused(_("is not a whole number"))
        return value


_HOURS = Bounds(168)
_WEEKS = Bounds(520, above_zero=True)
_MONEY = Bounds(1_000_000, money=True)
NUMBERS = {
    "hours_low": _HOURS,
    "hours_high": _HOURS,
    "days_per_week": Bounds(7, above_zero=True),
    "sessions_per_week": Bounds(100, above_zero=True),
    "weeks_low": _WEEKS,
    "weeks_high": _WEEKS,
    "cost_low": _MONEY,
    "cost_high": _MONEY,
    "openings": Bounds(10_000, whole=True),
}


@dataclass(frozen=True)
class Column:
    """One column: its name, what belongs in it, and the codes it takes, if it takes codes."""

    name: str
    help: str
    codes: tuple[str, ...] = ()


COLUMNS = (
    Column("facility_name", mark("Name of the facility. Required.")),
    Column("care_level", mark("Care level of the program. Required."), CARE_LEVELS.codes),
    Column("city", mark("Town. Required.")),
    Column("state", mark("State, such as VA. Required.")),
    Column("zip", mark("ZIP code. Required.")),
    Column("facility_id", mark("Groups the programs of one facility; best the same every year.")),
    Column("program_name", mark("Name of the program, where it has one.")),
    Column("street", mark("House number and street.")),
    Column("latitude", mark("Degrees north; without them the ZIP code's centre is used.")),
    Column("longitude", mark("Degrees east: below 0 in the United States.")),
    Column("phone", mark("Number to call, with its extension: 918-682-2841 x233.")),
    Column("intake_phone", mark("Number for new patients.")),
    Column("website", mark("Web address.")),
    Column("npi", mark("National Provider Identifiers, ten digits each.")),
    Column("hours_low", mark("Fewest hours a week that one has to be there.")),
    Column("hours_high", mark("Most hours a week.")),
    Column("days_per_week", mark("Days a week; brings a day price to a week.")),
    Column("sessions_per_week", mark("Sessions a week; brings a session price to a week.")),
    Column("weeks_low", mark("Shortest length of the program in weeks.")),
    Column("weeks_high", mark("Longest length in weeks.")),
    Column("cost_low", mark("Lowest price without insurance, in US dollars.")),
    Column("cost_high", mark("Highest price without insurance.")),
    Column("cost_per", mark("What the price is for."), COST_PER),
    Column("detox", mark("Whether detox is at the facility."), DETOX_WORDS),
    Column("openings", mark("Places free now.")),
    Column("openings_on", mark("Day on which the openings were counted: 2025-05-31.")),
    Column("verified_on", mark("Day on which the row was last checked.")),
    Column("source_url", mark("Web page where this is stated.")),
    Column("notes", mark("Anything else a visitor should know.")),
)


def list_columns() -> dict[str, tuple[str, Vocabulary[Term]]]:
    """Columns of codes: the group of facts that each fills, and the codes it takes."""
    groups = {one.column: (group, one.vocabulary) for group, one in fact_groups().items()}
    return groups | {"detox_for": ("detox_for", DETOX_SUBSTANCES)}


# Read where it is there, as our own exports have it; the published format does not ask for it.
ALSO_READ = frozenset({"county"})


def column_names() -> frozenset[str]:
    """All columns that are read."""
    return frozenset(column.name for column in COLUMNS) | frozenset(list_columns())
