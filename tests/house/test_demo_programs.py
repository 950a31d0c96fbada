"""What the programs of the demonstration directory state, and what they leave open."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from finder import vocabulary
from finder.vocabulary import CARE_LEVELS, Vocabulary
from scripts import make_demo_data
from scripts.demonstration.program import AS_OF

TABLE = Path(__file__).resolve().parents[2] / "data" / "demonstration.csv"
REQUIRED = {"facility_name", "city", "state", "zip", "facility_id", "care_level"}

Row = dict[str, str]

CODED: dict[str, Vocabulary[Any]] = {
    "when": vocabulary.SCHEDULES,
    "payments": vocabulary.PAYMENTS,
    "detox_for": vocabulary.DETOX_SUBSTANCES,
    "substances": vocabulary.SUBSTANCES,
    "therapies": vocabulary.THERAPIES,
    "medications": vocabulary.MEDICATIONS,
    "special_programs": vocabulary.SPECIAL_PROGRAMS,
    "ages": vocabulary.AGES,
    "genders": vocabulary.GENDERS,
    "languages": vocabulary.LANGUAGES,
    "services": vocabulary.SERVICES,
    "accreditations": vocabulary.ACCREDITATIONS,
}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes_in(rows: list[Row], column: str) -> Counter[str]:
    return Counter(code for row in rows for code in row[column].split(";") if code)


# What


@pytest.mark.parametrize("column", CODED)
def test_every_code_occurs_and_no_other(rows: list[Row], column: str) -> None:
    found, known = codes_in(rows, column), CODED[column].codes
    assert set(found) == set(known)
    fewest = 1 if column == "languages" else 3
    assert min(found.values()) >= fewest


@pytest.mark.parametrize("column", CODED)
def test_codes_stand_in_the_order_of_the_vocabulary(rows: list[Row], column: str) -> None:
    for row in rows:
        codes = row[column].split(";") if row[column] else []
        assert codes == sorted(codes, key=CODED[column].position)


def test_every_care_level_and_none_occur(rows: list[Row]) -> None:
    levels = Counter(row["care_level"] for row in rows)
    assert set(levels) == {*CARE_LEVELS.codes, ""}
    assert min(levels.values()) >= 5
    assert levels["outpatient"] > levels["iop"] > levels["medication"] > levels["residential"]


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("cost_per", {"session", "day", "week", "month", "program", ""}),
        ("detox", {"onsite", "referral", "none", ""}),
    ],
)
def test_every_word_of_the_format_occurs(rows: list[Row], column: str, codes: set[str]) -> None:
    count = Counter(row[column] for row in rows)
    assert set(count) == codes
    assert min(count.values()) >= 20


def test_detox_is_on_site_wherever_there_is_a_detox_program(rows: list[Row]) -> None:
    facilities: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        facilities[row["facility_id"]].append(row)
    for programs in facilities.values():
        if any(row["care_level"] == "detox" for row in programs):
            assert programs[0]["detox"] == "onsite"
        if programs[0]["detox_for"]:
            assert programs[0]["detox"] == "onsite"


def test_hours_stay_within_the_definition_of_the_level(rows: list[Row]) -> None:
    for row in rows:
        level = CARE_LEVELS[row["care_level"]] if row["care_level"] else None
        stated = [float(row[end]) for end in ("hours_low", "hours_high") if row[end]]
        if level and level.hours and stated:
            low, high = level.hours
            assert all(low <= hours <= high for hours in stated), row


@pytest.mark.parametrize("name", ["hours", "weeks", "cost"])
def test_the_low_end_is_not_above_the_high_end(rows: list[Row], name: str) -> None:
    both = [row for row in rows if row[f"{name}_low"] and row[f"{name}_high"]]
    assert both
    assert all(float(row[f"{name}_low"]) <= float(row[f"{name}_high"]) for row in both)


@pytest.mark.parametrize("name", ["hours", "weeks", "cost"])
def test_some_state_one_end_only(rows: list[Row], name: str) -> None:
    ends = Counter((bool(row[f"{name}_low"]), bool(row[f"{name}_high"])) for row in rows)
    assert min(ends.values()) >= 3
    assert len(ends) == 4


def test_a_price_has_a_unit_and_a_unit_a_price(rows: list[Row]) -> None:
    for row in rows:
        assert bool(row["cost_per"]) == bool(row["cost_low"] or row["cost_high"])


def test_free_care_costs_nothing_and_only_free_care(rows: list[Row]) -> None:
    prices = [
        (row["cost_low"] or row["cost_high"], "free" in row["payments"].split(";"))
        for row in rows
        if row["cost_per"] and row["payments"]
    ]
    assert all((price == "0") == free for price, free in prices)
    assert ("0", True) in prices


def test_openings_were_reported_in_the_week_before(rows: list[Row]) -> None:
    for row in rows:
        assert bool(row["openings"]) == bool(row["openings_on"])
        if row["openings_on"]:
            reported = date.fromisoformat(row["openings_on"])
            assert AS_OF - timedelta(days=7) <= reported <= AS_OF
    assert codes_in(rows, "openings")["0"] >= 10


def test_nothing_was_verified_after_the_day_of_the_directory(rows: list[Row]) -> None:
    checked = [date.fromisoformat(row["verified_on"]) for row in rows if row["verified_on"]]
    assert date(2026, 5, 1) < min(checked)
    assert max(checked) <= AS_OF


# What is not published


@pytest.mark.parametrize("column", sorted(set(make_demo_data.COLUMNS) - REQUIRED))
def test_every_optional_field_is_published_by_some_and_not_by_others(
    rows: list[Row], column: str
) -> None:
    share = sum(bool(row[column]) for row in rows) / len(rows)
    assert 0.1 < share < 0.99


@pytest.mark.parametrize(
    ("column", "about"), [("hours_low", 0.45), ("cost_per", 0.40), ("openings", 0.25)]
)
def test_hours_prices_and_openings_are_often_not_published(
    rows: list[Row], column: str, about: float
) -> None:
    share = sum(bool(row[column]) for row in rows) / len(rows)
    assert abs(share - about) < 0.04
