"""The cells of one program: its hours, schedule, length, price, free places, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scripts.demonstration.dice import Dice
from scripts.demonstration.levels import LEVELS, TRACKS_BY_WEEKS, Level, Week, price, schedule

Row = dict[str, str]

# The day that the demonstration was true on; its openings were reported in the week before.
AS_OF = date(2026, 11, 23)
OPENINGS_WITHIN_DAYS = 7

COLUMNS = (
    "care_level", "program_name", "hours_low", "hours_high", "days_per_week",
    "sessions_per_week", "weeks_low", "weeks_high", "when", "cost_low", "cost_high", "cost_per",
    "openings", "openings_on", "notes",
)  # fmt: skip

EVENING_TRACKS = ("Evening Program", "Working Adults Track", "Aftercare Group")
AT_HOME = ("php", "iop", "outpatient", "medication")

# A note, and the cell and code without which it would make no sense.
NOTES = (
    ("Call before noon for an assessment the same day.", "", ""),
    ("Bring an identity card and a list of medications.", "", ""),
    ("Start dates every Monday.", "", ""),
    ("Family night on the first Tuesday of the month.", "therapies", "family"),
    ("Evening groups on Monday, Wednesday and Thursday.", "when", "evening"),
    ("Transportation within ten miles; ask when calling.", "services", "transport"),
    ("Child care during morning groups; places are few.", "services", "child-care"),
    ("Groups in Spanish on Tuesday and Thursday.", "languages", "spanish"),
    ("The fee is settled at the first visit; bring proof of income.", "payments", "sliding"),
    ("Waiting list: about two weeks.", "openings", "0"),
)


@dataclass(frozen=True)
class Habits:
    """How a facility's programs are alike.

    openness: how much it publishes, 0.3 for little, 1 for the middle. price_level: factor on
    usual prices; 0 where treatment is free.
    """

    openness: float
    price_level: float


def program_cells(level: str, habits: Habits, own: Mapping[str, str], dice: Dice) -> Row:
    """The cells of one care level ("": none stated) at a facility whose own cells are given."""
    row = dict.fromkeys(COLUMNS, "")
    if not level:
        return row
    kind, openness = LEVELS[level], habits.openness
    week = _week(level, own["ages"], dice)
    weeks = dice.pick(kind.weeks)
    row |= {"care_level": level, "program_name": _track(level, weeks, dice)}
    row |= _hours(kind, week, openness, dice)
    row |= _weeks(weeks, openness, dice)
    row |= {"when": _when(level, row["program_name"], openness, dice)}
    row |= _price(level, week, weeks[0], habits, dice)
    row |= _openings(kind, openness, dice)
    row["notes"] = _note({**own, **row}, dice) if dice.chance(0.16 * openness) else ""
    return row


def _track(level: str, weeks: tuple[int, int], dice: Dice) -> str:
    """A name of its own, for about a third of the programs."""
    if not dice.chance(0.3):
        return ""
    by_length = TRACKS_BY_WEEKS.get(weeks, "") if level == "residential" else ""
    return by_length or dice.pick(LEVELS[level].tracks)


def _note(cells: Mapping[str, str], dice: Dice) -> str:
    """One of the notes that fit what the other cells say."""
    fitting = [
        note for note, column, code in NOTES if not column or code in cells[column].split(";")
    ]
    return dice.pick(fitting)


def _week(level: str, ages: str, dice: Dice) -> Week | None:
    """A schedule; adolescents are asked for fewer hours (12VAC30-130-5090: from 6 a week)."""
    if level == "iop" and ages == "adolescent":
        return dice.pick((Week(6, 8, 3, 3), Week(6, 9, 3, 3), Week(6, 6, 2, 2)))
    return schedule(level, dice)


def _hours(kind: Level, week: Week | None, openness: float, dice: Dice) -> Row:
    stated = week is not None and dice.chance(kind.publishes * openness)
    days = dice.chance(0.9 if stated else 0.15 * openness)
    sessions = kind.sessions_stated and dice.chance(0.8 if stated else 0.15 * openness)
    return {
        "hours_low": _number(week.low) if week and stated else "",
        "hours_high": _number(week.high) if week and stated else "",
        "days_per_week": str(week.days) if week and days else "",
        "sessions_per_week": str(week.sessions) if week and sessions else "",
    }


def _weeks(weeks: tuple[int, int], openness: float, dice: Dice) -> Row:
    if not dice.chance(0.5 * openness):
        return {"weeks_low": "", "weeks_high": ""}
    low, high = map(str, weeks)
    # Some state one end only: "at least", "up to".
    end = dice.weighted({"both": 8, "low": 1, "high": 1})
    return {"weeks_low": "" if end == "high" else low, "weeks_high": "" if end == "low" else high}


def _when(level: str, track: str, openness: float, dice: Dice) -> str:
    if level not in AT_HOME or not dice.chance(0.7 * openness**0.5):
        return ""
    evening = 1.0 if track in EVENING_TRACKS else 0.0 if "Day" in track else 0.5
    chances = {"evening": evening, "weekend": 0.2, "telehealth": 0.4}
    if level == "php":
        chances |= {"evening": 0.08, "weekend": 0.1}
    return ";".join(dice.some(chances))


def _price(level: str, week: Week | None, weeks: int, habits: Habits, dice: Dice) -> Row:
    kind = LEVELS[level]
    monthly = dice.between(*kind.month_price) * habits.price_level
    highest = monthly * dice.between(1.05, 1.6)
    unit = dice.weighted(kind.units)
    ends = dice.weighted({"one price": 9, "range": 8, "from": 2, "up to": 1})
    if not dice.chance(0.43 * habits.openness):
        return {"cost_low": "", "cost_high": "", "cost_per": ""}
    low, high = (
        str(price(amount, unit, week, weeks) if habits.price_level else 0)
        for amount in (monthly, highest)
    )
    cells = {"one price": (low, low), "range": (low, high), "from": (low, ""), "up to": ("", high)}
    return {"cost_low": cells[ends][0], "cost_high": cells[ends][1], "cost_per": unit}


def _openings(kind: Level, openness: float, dice: Dice) -> Row:
    if not dice.chance(0.27 * openness):
        return {"openings": "", "openings_on": ""}
    places = 0 if dice.chance(0.2) else dice.whole(1, kind.openings)
    reported = AS_OF - timedelta(days=dice.whole(0, OPENINGS_WITHIN_DAYS))
    return {"openings": str(places), "openings_on": reported.isoformat()}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
