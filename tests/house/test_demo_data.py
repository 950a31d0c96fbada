"""The demonstration directory: invented, complete, and the same on every machine."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from finder.directory.identity import FACILITY_ID
from finder.geo import miles_between
from finder.opening import demonstration
from finder.places import find, zip_code
from finder.text import words_of
from finder.vocabulary import CARE_LEVELS
from scripts import make_demo_data
from scripts.demonstration.names import FIRST, SECOND
from scripts.demonstration.places import POPULATION_2020, facilities_by_state

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "data" / "demonstration.csv"

Row = dict[str, str]

# The published format of an own table, word for word.
FORMAT = (
    "facility_name, care_level, city, state, zip, facility_id, program_name, street, latitude, "
    "longitude, phone, intake_phone, website, hours_low, hours_high, days_per_week, "
    "sessions_per_week, weeks_low, weeks_high, when, cost_low, cost_high, cost_per, payments, "
    "detox, detox_for, substances, therapies, medications, special_programs, ages, genders, "
    "languages, services, accreditations, openings, openings_on, verified_on, source_url, notes"
)

OF_THE_FACILITY = (
    "facility_name", "city", "state", "zip", "street", "latitude", "longitude", "phone",
    "website", "payments", "detox", "detox_for", "ages", "genders", "verified_on",
)  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def facilities(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["facility_id"]].append(row)
    return dict(found)


def within_miles(rows: list[Row], place: str, miles: float) -> list[Row]:
    centre = find(place)
    points = np.array([_point(row) for row in rows])
    away = miles_between(centre.latitude, centre.longitude, points[:, 0], points[:, 1])
    return [row for row, distance in zip(rows, away, strict=True) if distance <= miles]


def _point(row: Row) -> tuple[float, float]:
    if row["latitude"]:
        return float(row["latitude"]), float(row["longitude"])
    place = find(row["zip"])
    return place.latitude, place.longitude


# The file


@pytest.mark.slow
def test_the_script_makes_the_committed_bytes(tmp_path: Path) -> None:
    made = tmp_path / "made.csv"
    script = ROOT / "scripts" / "make_demo_data.py"
    # Another folder and another hash seed: neither may matter.
    environment = {"PYTHONHASHSEED": "7", "PATH": ""}
    command = [sys.executable, str(script), "--to", str(made)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert made.read_bytes() == TABLE.read_bytes(), "run `make demo-data`"


def test_the_columns_are_those_of_an_own_table(rows: list[Row]) -> None:
    assert ", ".join(rows[0]) == FORMAT
    assert ", ".join(make_demo_data.COLUMNS) == FORMAT


def test_the_file_is_small_and_plain() -> None:
    content = TABLE.read_bytes()
    assert len(content) < 700_000
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")


def test_about_six_hundred_facilities_with_fifteen_hundred_programs(
    rows: list[Row], facilities: dict[str, list[Row]]
) -> None:
    assert len(facilities) == 600
    assert 1_400 <= len(rows) <= 1_600


def test_the_readme_gives_the_counts_of_the_file(
    rows: list[Row], facilities: dict[str, list[Row]]
) -> None:
    readme = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert f"{len(facilities)} invented facilities with {len(rows):,} programs" in readme


# Identity


def test_ids_have_the_form_that_is_kept(facilities: dict[str, list[Row]]) -> None:
    assert all(FACILITY_ID.fullmatch(one) for one in facilities)


def test_a_facility_says_the_same_in_each_of_its_rows(facilities: dict[str, list[Row]]) -> None:
    for programs in facilities.values():
        for column in OF_THE_FACILITY:
            assert len({row[column] for row in programs}) == 1, (programs[0], column)


def test_a_facility_has_each_care_level_once(facilities: dict[str, list[Row]]) -> None:
    for programs in facilities.values():
        levels = [row["care_level"] for row in programs]
        assert len(levels) == len(set(levels))


# Nothing of it is anyone's


def test_phones_are_numbers_kept_for_fiction_with_an_area_code_of_the_zip(
    rows: list[Row],
) -> None:
    for row in rows:
        known = zip_code(row["zip"])
        for phone in filter(None, (row["phone"], row["intake_phone"])):
            match = re.fullmatch(r"(\d{3})-555-01\d\d(?: x\d{1,4})?", phone)
            assert match, phone
            assert known is not None
            assert match[1] in known.area_codes, (phone, row["zip"])


def test_no_two_facilities_share_a_number(facilities: dict[str, list[Row]]) -> None:
    given = [
        phone.partition(" ")[0]
        for programs in facilities.values()
        for phone in (programs[0]["phone"], programs[0]["intake_phone"])
        if phone
    ]
    assert len(given) == len(set(given))
    assert any(" x" in row["phone"] for programs in facilities.values() for row in programs)


@pytest.mark.parametrize("column", ["website", "source_url"])
def test_web_addresses_are_of_the_reserved_domain(rows: list[Row], column: str) -> None:
    addresses = {row[column] for row in rows if row[column]}
    assert len(addresses) > 100
    assert all(re.fullmatch(r"https://[a-z0-9-]+\.example(/[a-z]+)?", one) for one in addresses)


@pytest.fixture(
    scope="module", params=["sample_data", pytest.param("whole_data", marks=pytest.mark.national)]
)
def real_names(request: pytest.FixtureRequest) -> list[str]:
    folder: Path = request.getfixturevalue(request.param)
    path = folder / "samhsa" / "su_directory_2023_with_coords.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [f"{row['name1']} {row['name2']}" for row in csv.DictReader(file)]


def test_no_real_facility_bears_an_invented_name(rows: list[Row], real_names: list[str]) -> None:
    real_words = {word for name in real_names for word in words_of(name)}
    invented = {first + second for first in FIRST for second in SECOND}
    assert not {compound.lower() for compound in invented} & real_words
    assert all(invented & set(re.findall(r"[A-Z][a-z]+", row["facility_name"])) for row in rows)


# Where


def test_every_state_has_facilities_and_the_large_ones_more(
    facilities: dict[str, list[Row]],
) -> None:
    count = Counter(programs[0]["state"] for programs in facilities.values())
    assert set(count) == set(POPULATION_2020)
    assert min(count.values()) >= 3
    assert [state for state, _ in count.most_common(3)] == ["CA", "TX", "FL"]


def test_the_populations_are_those_of_the_census() -> None:
    fifty_states_and_the_district = sum(POPULATION_2020.values()) - POPULATION_2020["PR"]
    assert fifty_states_and_the_district == 331_449_281
    assert facilities_by_state()["WY"] == 3


def test_towns_and_zip_codes_are_real_and_belong_together(rows: list[Row]) -> None:
    for row in rows:
        known = zip_code(row["zip"])
        assert known is not None
        assert known.standard
        assert known.latitude is not None
        assert (known.town, known.state) == (row["city"], row["state"])


def test_a_position_lies_near_the_centre_of_its_zip(rows: list[Row]) -> None:
    placed = [row for row in rows if row["latitude"]]
    assert all(within_miles([row], row["zip"], 2.5) for row in placed)


def test_about_one_facility_in_eight_has_no_position(facilities: dict[str, list[Row]]) -> None:
    without = sum(not programs[0]["latitude"] for programs in facilities.values())
    assert 0.09 < without / len(facilities) < 0.15


def test_some_facilities_stand_at_one_point(facilities: dict[str, list[Row]]) -> None:
    firsts = [programs[0] for programs in facilities.values() if programs[0]["latitude"]]
    count = Counter((row["latitude"], row["longitude"]) for row in firsts)
    assert max(count.values()) >= 3
    assert sum(number > 1 for number in count.values()) >= 4


@pytest.mark.parametrize(
    "place",
    [
        "New York, NY",
        "Los Angeles, CA",
        "Chicago, IL",
        "Houston, TX",
        "Miami, FL",
        "Phoenix, AZ",
        "Seattle, WA",
        "Denver, CO",
        "Atlanta, GA",
        "Boston, MA",
        "San Juan, PR",
    ],
)
def test_a_large_city_has_at_least_three_within_25_miles(rows: list[Row], place: str) -> None:
    assert len({row["facility_id"] for row in within_miles(rows, place, 25)}) >= 3


def test_around_charlottesville_there_is_something_for_every_filter(rows: list[Row]) -> None:
    near = within_miles(rows, "22903", 25)
    assert len({row["facility_id"] for row in near}) >= 8
    levels = Counter(row["care_level"] for row in near)
    assert set(levels) >= set(CARE_LEVELS.codes)
    assert levels["iop"] >= 4
    assert levels["detox"] >= 3
    assert levels["php"] >= 2


def test_the_search_of_the_documentation_has_a_match(rows: list[Row]) -> None:
    matches = [
        row
        for row in within_miles(rows, "22903", 25)
        if row["care_level"] == "iop"
        and row["hours_low"]
        and float(row["hours_low"]) <= 12
        and row["cost_per"] == "month"
        and float(row["cost_low"]) <= 600
        and "medicaid" in row["payments"].split(";")
    ]
    assert matches


# The price files


@pytest.mark.slow
def test_the_script_makes_the_committed_price_files(tmp_path: Path) -> None:
    make_demo_data.main(["--to", str(tmp_path / "made.csv")])
    made = {one.name: one.read_bytes() for one in (tmp_path / "demonstration_prices").iterdir()}
    kept = {one.name: one.read_bytes() for one in (ROOT / "data/demonstration_prices").iterdir()}
    assert made == kept


def test_the_demonstration_has_prices_of_every_kind_and_basis() -> None:
    directory = demonstration()
    listed = [price for row in range(len(directory.facilities)) for price in
              directory.facility(row).prices]  # fmt: skip
    assert {price.kind for price in listed} == {"cash", "gross", "negotiated", "paid"}
    assert {price.unit for price in listed} == {"day", None}
    assert {price.care for price in listed} >= {None, "iop", "php", "detox"}
    assert all(price.address.startswith("https://") for price in listed)
    assert directory.prices.by_file.any()
    assert directory.prices.floor["week"].any()
    programs = [directory.program(row) for row in range(len(directory.programs))]
    assert {one.hours_known.basis for one in programs} == {"published", "code", "level", None}
    # a fact too old to count, and a file too old to count
    aged = directory.on(date(2026, 11, 27))
    assert aged.prices.by_file.sum() < directory.prices.by_file.sum()
