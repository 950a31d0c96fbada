"""ZIP codes, offline, from the PyPI package `zipcodes` (U.S. Postal Service and Census data).

In that package 0, 0 means "no position" and is treated so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import zipcodes

from finder.geo import miles_between

__all__ = ["ZipCode", "nearest_town", "zip_code", "zip_codes"]


@dataclass(frozen=True, slots=True)
class ZipCode:
    """A ZIP code; latitude and longitude in degrees, or None where it has no position.

    county: as the package writes it, empty where it knows none.
    """

    code: str
    town: str
    state: str
    latitude: float | None
    longitude: float | None
    standard: bool
    area_codes: tuple[str, ...]
    also_named: tuple[str, ...]
    county: str = ""


def zip_code(code: str) -> ZipCode | None:
    """What is known of a ZIP code of five digits; None if there is no such code."""
    return zip_codes().get(code)


@lru_cache(maxsize=4096)
def nearest_town(latitude: float, longitude: float) -> str:
    """The town of the nearest standard ZIP code, as `Charlottesville, VA`."""
    codes, points = _standard_points()
    nearest = codes[int(np.argmin(miles_between(latitude, longitude, *points)))]
    return f"{nearest.town}, {nearest.state}"


@cache
def zip_codes() -> dict[str, ZipCode]:
    """All ZIP codes, ascending."""
    return {row["zip_code"]: _zip_code(row) for digit in range(10) for row in _beginning(digit)}


def _beginning(digit: int) -> list[dict[str, Any]]:
    """The package's rows of one first digit: those of all at once take a hundred megabytes."""
    rows: list[dict[str, Any]] = zipcodes.similar_to(str(digit))  # type: ignore[no-untyped-call]
    return rows


def _zip_code(row: dict[str, Any]) -> ZipCode:
    latitude, longitude = float(row["lat"]), float(row["long"])
    missing = (latitude, longitude) == (0, 0)
    return ZipCode(
        code=row["zip_code"],
        town=row["city"],
        state=row["state"],
        latitude=None if missing else latitude,
        longitude=None if missing else longitude,
        standard=row["zip_code_type"] == "STANDARD",
        area_codes=tuple(row["area_codes"]),
        also_named=tuple(row["acceptable_cities"]),
        county=row["county"],
    )


@cache
def _standard_points() -> tuple[list[ZipCode], np.ndarray[Any, np.dtype[np.float64]]]:
    codes = [one for one in zip_codes().values() if one.standard and one.latitude is not None]
    return codes, np.array([(one.latitude, one.longitude) for one in codes], dtype=float).T
