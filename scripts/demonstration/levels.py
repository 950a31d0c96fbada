"""What a program of each care level looks like: its week, its length, its price, its beds.

The ranges follow the levels' definitions (finder/vocabulary.py); the prices are the invented
self-pay prices of a family's world, not rates of a payer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scripts.demonstration.dice import Dice

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12


@dataclass(frozen=True)
class Week:
    """A week's schedule: hours from and to (None: that end is not stated), days, sessions."""

    low: float | None
    high: float | None
    days: int
    sessions: int


@dataclass(frozen=True)
class Level:
    """How programs of one care level differ from each other.

    weeks: ranges of the length of stay. month_price: lowest and highest price of a month in USD,
    before the facility's own price level. units: how prices are quoted, by weight. publishes:
    chance that a facility of middling openness publishes its hours. openings: most free places.
    tracks: names that a program of this level may bear.
    """

    schedules: tuple[Week, ...]
    weeks: tuple[tuple[int, int], ...]
    month_price: tuple[float, float]
    units: Mapping[str, float]
    publishes: float
    openings: int
    tracks: tuple[str, ...]
    sessions_stated: bool = True


# Residential programs are often named by their length in weeks.
TRACKS_BY_WEEKS = {
    (4, 4): "28-Day Program",
    (12, 12): "90-Day Program",
    (26, 52): "Long-Term Program",
}

LIVES_IN = Week(168, 168, 7, 7)

LEVELS = {
    "detox": Level(
        schedules=(LIVES_IN, LIVES_IN, Week(5, 10, 5, 5)),
        weeks=((1, 1), (1, 2)),
        month_price=(9_000, 24_000),
        units={"day": 5, "program": 4},
        publishes=0.03,
        openings=6,
        tracks=("Withdrawal Management", "Medical Detox"),
        sessions_stated=False,
    ),
    "inpatient": Level(
        schedules=(LIVES_IN,),
        weeks=((1, 2), (1, 4), (2, 4), (4, 4)),
        month_price=(14_000, 36_000),
        units={"day": 6, "program": 3, "week": 1},
        publishes=0.08,
        openings=8,
        tracks=("Inpatient Unit", "Dual Diagnosis Unit"),
        sessions_stated=False,
    ),
    "residential": Level(
        schedules=(LIVES_IN,),
        weeks=((4, 4), (4, 6), (4, 12), (8, 12), (12, 12), (12, 26), (26, 52)),
        month_price=(2_400, 16_000),
        units={"day": 3, "week": 1, "month": 4, "program": 4},
        publishes=0.1,
        openings=10,
        tracks=("Residential Program", "Family Program"),
        sessions_stated=False,
    ),
    "php": Level(
        schedules=(
            Week(20, 20, 4, 4),
            Week(20, 25, 5, 5),
            Week(25, 25, 5, 5),
            Week(25, 30, 5, 5),
            Week(30, 30, 5, 6),
            Week(30, 35, 5, 7),
            Week(20, None, 5, 5),
        ),
        weeks=((2, 4), (3, 4), (4, 4), (4, 6), (6, 8)),
        month_price=(3_600, 9_500),
        units={"day": 6, "week": 2, "month": 1, "program": 1},
        publishes=0.75,
        openings=8,
        tracks=("Day Program", "Day Treatment", "Weekday Program"),
    ),
    "iop": Level(
        schedules=(
            Week(9, 9, 3, 3),
            Week(9, 9, 3, 3),
            Week(9, 12, 3, 4),
            Week(9, 12, 3, 4),
            Week(9, 15, 3, 4),
            Week(9, 19, 3, 5),
            Week(10, 12, 4, 4),
            Week(12, 12, 4, 4),
            Week(12, 15, 4, 5),
            Week(15, 15, 5, 5),
            Week(15, 19, 5, 5),
            Week(6, 8, 3, 3),
            Week(6, 9, 2, 3),
            Week(20, 25, 5, 5),
            Week(24, 30, 5, 6),
            Week(9, None, 3, 3),
            Week(None, 12, 3, 3),
        ),
        weeks=((8, 8), (8, 12), (10, 12), (12, 12), (12, 13), (13, 13), (12, 16), (16, 16)),
        month_price=(420, 3_600),
        units={"session": 3, "day": 2, "week": 2, "month": 4, "program": 3},
        publishes=0.75,
        openings=12,
        tracks=("Evening Program", "Morning Program", "Day Track", "Working Adults Track"),
    ),
    "outpatient": Level(
        schedules=(
            Week(1, 1, 1, 1),
            Week(1, 2, 1, 1),
            Week(1, 2, 1, 2),
            Week(2, 3, 2, 2),
            Week(3, 4, 2, 2),
            Week(3, 6, 3, 3),
            Week(4, 8, 3, 4),
            Week(1, None, 1, 1),
            Week(None, 8, 1, 2),
        ),
        weeks=((6, 12), (8, 12), (12, 12), (12, 24), (12, 26), (26, 52)),
        month_price=(80, 640),
        units={"session": 7, "week": 1, "month": 2, "program": 1},
        publishes=0.6,
        openings=25,
        tracks=("Weekly Counseling", "Aftercare Group", "Early Recovery Group"),
    ),
    "medication": Level(
        schedules=(
            Week(0, 1, 1, 1),
            Week(0.5, 1, 1, 1),
            Week(0, 2, 6, 6),
            Week(1, 2, 6, 6),
            Week(0, 4, 2, 2),
            Week(1, 4, 2, 2),
        ),
        weeks=((26, 52), (52, 104)),
        month_price=(120, 560),
        units={"session": 2, "day": 1, "week": 5, "month": 4},
        publishes=0.5,
        openings=40,
        tracks=("Medication Program", "Bridge Clinic", "Medication and Counseling"),
    ),
    "sober-living": Level(
        schedules=(),
        weeks=((4, 12), (8, 26), (12, 26), (12, 52)),
        month_price=(480, 1_400),
        units={"week": 5, "month": 5, "day": 1},
        publishes=0.0,
        openings=6,
        tracks=("Phase One House", "Transitional House"),
        sessions_stated=False,
    ),
}


def price(monthly: float, unit: str, week: Week | None, weeks: int) -> int:
    """A month's price in another unit, rounded as prices are."""
    weekly = monthly * MONTHS_A_YEAR / WEEKS_A_YEAR
    days = week.days if week else 7
    sessions = week.sessions if week else 7
    amount = {
        "session": weekly / sessions,
        "day": weekly / days,
        "week": weekly,
        "month": monthly,
        "program": weekly * weeks,
    }[unit]
    step = 5 if amount < 300 else 10 if amount < 1_000 else 50
    return max(step, round(amount / step) * step)


def schedule(level: str, dice: Dice) -> Week | None:
    """One of the schedules of a level; None where it has none."""
    schedules = LEVELS[level].schedules
    return dice.pick(schedules) if schedules else None
