"""Real files read a second time, by pandas and lines of its own: 200 rows of each agree.

Nothing of the readers is used here, so that a fault in them is not repeated in its own test.
"""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from finder.directory import Directory, Facility
from finder.intake import take_in

ROWS = 200
SEED = 14
# Of a degree: what a float loses on its way.
CLOSE = 1e-6


@dataclass(frozen=True)
class Expected:
    """What a row says. place: what tells it from others. levels: None where they are not told.

    kept: whether it is certain that the directory lists it; others of its place count with it.
    """

    names: tuple[str, ...]
    place: tuple[str, ...]
    zip: str
    phone: str
    position: tuple[float, float] | None
    levels: frozenset[str] | None
    kept: bool = True


def letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def ten_digits(text: str) -> str:
    """The number without its extension; "" where it is none of ten digits."""
    digits = re.sub(r"\D", "", re.split(r"[xX,]", text)[0])
    return digits[-10:] if len(digits) in (10, 11) else ""


def five(text: str) -> str:
    return re.sub(r"\D", "", text.split("-")[0].split(".")[0]).zfill(5)[:5] if text else ""


def levels_of(codes: set[str]) -> frozenset[str]:
    """The contract's rules of section 2, written a second time."""
    have = codes.intersection
    told = {
        "detox": have({"DT", "HID", "RD", "OD"}),
        "inpatient": have({"HIT"}) or (have({"HI"}) and not have({"HID"})),
        "residential": have({"RL", "RS"}) or (have({"RES"}) and not have({"RD"})),
        "php": have({"ODT"}),
        "iop": have({"OIT"}),
        "outpatient": have({"ORT"}) or (have({"OP"}) and not have({"OIT", "ODT", "OMB", "OD"})),
        "medication": have({"OMB"}),
        "sober-living": have({"HH"}),
    }
    return frozenset(level for level, offered in told.items() if offered)


def point(row: dict[str, str]) -> tuple[float, float] | None:
    if not row.get("latitude") or not row.get("longitude"):
        return None
    return float(row["latitude"]), float(row["longitude"])


def listing(row: dict[str, str], levels: frozenset[str] | None) -> Expected:
    place = tuple(letters(row.get(name, "")) for name in ("name1", "name2", "street1", "street2"))
    exact = row.get("coord_source", "") != "zip_centroid"
    return Expected(
        (row["name1"], row.get("name2", "")),
        (*place, letters(row["city"])),
        five(row["zip"]),
        ten_digits(row["phone"]),
        point(row) if exact else None,
        levels,
    )


def samhsa(row: dict[str, str]) -> Expected:
    codes = set(row["service_code_info"].replace("*", " ").split())
    return listing(row, levels_of(codes))


def mental_health(row: dict[str, str]) -> Expected | None:
    codes = set(row["service_code_info"].replace("*", " ").split())
    return samhsa(row) if codes & {"SA", "SUMH"} else None


def download(row: dict[str, str]) -> Expected:
    codes = {name.upper() for name, cell in row.items() if cell in ("1", "1.0")}
    kept = row["type_facility"] == "SU" and bool(levels_of(codes))
    return replace(listing(row, None), kept=kept)


def otp(row: dict[str, str]) -> Expected | None:
    if not row["Program Name"]:
        return None
    return Expected(
        (row["Program Name"],),
        tuple(letters(row[name]) for name in ("Program Name", "Street", "City")),
        five(row["Zipcode"]),
        ten_digits(row["Phone"]),
        None,
        frozenset({"medication"}),
    )


def medicare(row: dict[str, str]) -> Expected:
    position = (float(row["lat"]), float(row["lon"])) if row["lat"] and row["lon"] else None
    return Expected(
        (row["PROVIDER NAME"],),
        tuple(letters(row[name]) for name in ("PROVIDER NAME", "ADDRESS LINE 1", "CITY")),
        five(row["ZIP"]),
        ten_digits(row["PHONE"]),
        position,
        frozenset({"medication"}),
    )


def pennsylvania(row: dict[str, str]) -> Expected | None:
    if row["Type of Facility"] == "PacMAT":
        return None
    cell = ast.literal_eval(row["Location 1"]) if row["Location 1"] else {}
    address = json.loads(cell.get("human_address", "{}"))
    position = (float(cell["latitude"]), float(cell["longitude"])) if "latitude" in cell else None
    return Expected(
        (row["Name of Facility"],),
        (letters(row["Name of Facility"]), letters(row["Street address"])),
        five(address.get("zip", "")),
        ten_digits(row["Phone number"]),
        position,
        None,
    )


def california(row: dict[str, str]) -> Expected:
    lines = ("address_line1", "address_line2")
    return Expected(
        (row["facility_name"],),
        tuple(letters(row[name]) for name in ("facility_name", *lines, "city")),
        five(row["zip"]),
        ten_digits(row["phone"]),
        point(row),
        None,
    )


Reading = Callable[[dict[str, str]], Expected | None]
FILES: dict[str, tuple[str, Reading]] = {
    "su-2023": ("samhsa/national-directory-su-facilities-2023.xlsx", samhsa),
    "su-2023-positions": ("samhsa/su_directory_2023_with_coords.csv", samhsa),
    "su-2024": ("samhsa/su_directory_2024.csv", samhsa),
    "mh-2023": ("real/national-directory-mh-facilities-2023.xlsx", mental_health),
    "download-ma": ("real/findtreatment-download-MA-2025-08.csv", download),
    "otp-2020": ("real/otp_samhsa_2020.csv", otp),
    "medicare-otp": ("real/medicare-otp-providers-2023.csv", medicare),
    "pennsylvania": ("real/pennsylvania-ddap-licensed-2018.csv", pennsylvania),
    "california": ("california/dhcs-facilities.csv", california),
}


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows as texts, names of SAMHSA's columns in small letters and without blanks."""
    if path.suffix == ".xlsx":
        table = pd.read_excel(path, sheet_name="Facilities List", dtype=str, engine="calamine")
    else:
        table = pd.read_csv(path, dtype=str, encoding_errors="replace")
    table = table.fillna("")
    stripped = {name: str(name).strip() for name in table.columns}
    table = table.rename(columns=stripped)
    if "name1" in {name.lower() for name in table.columns}:
        table = table.rename(columns=str.lower)
    for row in table.to_dict("records"):
        yield {str(name): str(cell).strip() for name, cell in row.items()}


@cache
def directory_of(path: Path) -> Directory:
    return take_in([str(path)]).directory


def by_name(directory: Directory) -> dict[tuple[str, str], list[Facility]]:
    """All facilities by the letters of their names and their ZIP code."""
    found: dict[tuple[str, str], list[Facility]] = {}
    for row in range(len(directory.facilities)):
        facility = directory.facility(row)
        key = letters(facility.name1 + facility.name2), facility.zip[:5]
        found.setdefault(key, []).append(facility)
    return found


def agrees(facility: Facility, group: list[Expected]) -> bool:
    """Whether a facility says what the rows of its place say: levels of all, position of one."""
    phones = {re.sub(r"\D", "", one.dial.split(",")[0])[-10:] for one in facility.phones}
    stated = {one.phone for one in group if one.phone and one.phone[0] not in "01"}
    positions = [one.position for one in group if one.position]
    north, east = facility.latitude or 0.0, facility.longitude or 0.0
    lies = facility.position != "exact" or any(
        abs(north - one[0]) < CLOSE and abs(east - one[1]) < CLOSE for one in positions
    )
    levels = [one.levels for one in group if one.levels is not None]
    told = frozenset(program.care for program in facility.programs if program.care)
    return stated <= phones and lies and (not levels or told == frozenset().union(*levels))


@pytest.mark.national
@pytest.mark.parametrize("name", FILES)
def test_two_hundred_rows_of_a_real_file_say_what_the_directory_says(
    name: str, whole_data: Path
) -> None:
    relative, reading = FILES[name]
    path = whole_data / relative
    if not path.is_file():
        pytest.skip(f"{relative} is not there")
    read = [one for row in rows_of(path) if (one := reading(row)) is not None and one.names[0]]
    groups: dict[tuple[Any, ...], list[Expected]] = {}
    for one in read:
        groups.setdefault((one.place, one.zip), []).append(one)
    facilities = by_name(directory_of(path))
    kept = [one for one in read if one.kept]
    sampled = pd.Series(range(len(kept))).sample(min(ROWS, len(kept)), random_state=SEED)
    wrong = []
    for one in (kept[place] for place in sampled):
        candidates = facilities.get((letters("".join(one.names)), one.zip), [])
        if not any(agrees(facility, groups[one.place, one.zip]) for facility in candidates):
            wrong.append((one, candidates))
    assert not wrong, f"{len(wrong)} of {len(sampled)}: {wrong[:2]}"
