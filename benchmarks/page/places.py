"""Places that are searched from: towns with enough programs that a list has several pages."""

from __future__ import annotations

from dataclasses import dataclass

import zipcodes

__all__ = ["Place", "many_zip_codes", "places"]

# Each has more than 25 facilities with intensive outpatient care within 25 miles, and its list
# changes when Medicaid is asked for.
_ZIP_CODES = (
    "10001", "60601", "21201", "90012", "19104", "55401", "85004", "98101", "80202", "84101",
    "20001", "97204", "77002", "30303", "48226", "44113", "02118", "92101", "40202",
    "06103", "94103", "64106", "46204", "15222",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A ZIP code and its point."""

    zip_code: str
    latitude: float
    longitude: float


def places(number: int) -> list[Place]:
    """So many places, another one each time as far as there are."""
    return [_place(_ZIP_CODES[turn % len(_ZIP_CODES)]) for turn in range(number)]


def _place(zip_code: str) -> Place:
    found = zipcodes.matching(zip_code)[0]
    return Place(zip_code, float(found["lat"]), float(found["long"]))


def many_zip_codes(step: int = 13) -> list[Place]:
    """Every so manieth ZIP code of the country with a point: some 3,000, in a fixed mixed order."""
    rows = [row for row in zipcodes.list_all()[::step] if float(row["lat"] or 0)]
    rows.sort(key=lambda row: row["zip_code"][::-1])
    return [Place(row["zip_code"], float(row["lat"]), float(row["long"])) for row in rows]
