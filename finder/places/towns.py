"""Towns, and where they lie.

A town is known by every name that the Postal Service accepts. Its point is its centre, where the
gazetteer has it (data/gazetteer.csv, from GeoNames); else the mean of the points of its standard
ZIP codes, or of all its ZIP codes with a point where it has no standard one.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from finder.geo import EARTH_RADIUS_MILES
from finder.geography import DATA_FOLDER
from finder.places.spelling import plain, run_together
from finder.places.zip_codes import ZipCode, zip_codes

__all__ = ["GAZETTEER_PATH", "Town", "largest_first", "towns", "towns_named"]

GAZETTEER_PATH = DATA_FOLDER / "gazetteer.csv"

# What lies farther than 25 miles from every ZIP code of its name is another place.
_FARTHEST_DEGREES = math.degrees(25.0 / EARTH_RADIUS_MILES)
# `New York City` is where the post says `New York`, `The Bronx` where it says `Bronx`.
_AROUND_A_NAME = ("{}", "{}city", "the{}", "cityof{}")


@dataclass(frozen=True, slots=True)
class Town:
    """A town; latitude and longitude in degrees, or None where it has no position.

    zip_codes: how many bear its name. own_name: it names a ZIP code of its own, or stands in the
    gazetteer, and is not only accepted for one of another town. population: heads, 0 if not known.
    """

    name: str
    state: str
    latitude: float | None
    longitude: float | None
    zip_codes: int
    own_name: bool
    population: int = 0

    @property
    def label(self) -> str:
        """As it stands in a link."""
        return f"{self.name}, {self.state}"


class _Centre(NamedTuple):
    """A row of the gazetteer."""

    name: str
    state: str
    latitude: float
    longitude: float
    population: int


@cache
def towns() -> dict[str, dict[str, Town]]:
    """Towns by plain name and state."""
    named: dict[tuple[str, str], dict[ZipCode, str]] = defaultdict(dict)
    for code in zip_codes().values():
        for name in (code.town, *code.also_named):
            named[plain(name), code.state].setdefault(code, name)
    centres = _centres()
    found: dict[str, dict[str, Town]] = defaultdict(dict)
    for (name, state), spelling in named.items():
        found[name][state] = _town(state, spelling, _centre_of(name, state, spelling, centres))
    _add_others(found, centres)
    return dict(found)


def towns_named(name: str) -> dict[str, Town]:
    """Towns of that name by state; with its words run together where none is spelled so."""
    return towns().get(plain(name)) or _towns_run_together().get(run_together(name), {})


def largest_first(some: Iterable[Town]) -> list[Town]:
    """Those with a position, each label once: the largest first, mere accepted names last."""
    placed = (town for town in some if town.latitude is not None)
    ranked = sorted(
        placed, key=lambda town: (not town.own_name, -town.population, -town.zip_codes, town.label)
    )
    return list({town.label: town for town in ranked}.values())


@cache
def _towns_run_together() -> dict[str, dict[str, Town]]:
    together: dict[str, dict[str, Town]] = defaultdict(dict)
    for name, states in towns().items():
        together[name.replace(" ", "")] |= states
    return dict(together)


def _centres() -> dict[tuple[str, str], list[_Centre]]:
    """The gazetteer by name, run together, and state; the largest first."""
    centres: dict[tuple[str, str], list[_Centre]] = defaultdict(list)
    with GAZETTEER_PATH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            degrees = float(row["latitude"]), float(row["longitude"])
            one = _Centre(row["name"], row["state"], *degrees, int(row["population"]))
            centres[run_together(one.name), one.state].append(one)
    return centres


def _centre_of(
    name: str,
    state: str,
    codes: Iterable[ZipCode],
    centres: dict[tuple[str, str], list[_Centre]],
) -> _Centre | None:
    """The place of the gazetteer that is this town: the largest of its name near its ZIP codes."""
    points = _points(codes)
    joined = name.replace(" ", "")
    for around in _AROUND_A_NAME:
        for centre in centres.get((around.format(joined), state), ()):
            if not points or _near(centre, points):
                return centre
    return None


def _near(centre: _Centre, points: Sequence[tuple[float, float]]) -> bool:
    """On a plane, which is near enough to tell a town from another of its name."""
    shrink = math.cos(math.radians(centre.latitude))
    return any(
        math.hypot(north - centre.latitude, (east - centre.longitude) * shrink) <= _FARTHEST_DEGREES
        for north, east in points
    )


def _points(codes: Iterable[ZipCode]) -> list[tuple[float, float]]:
    """Of the standard ZIP codes with a point, else of all with a point."""
    placed = [
        (code.standard, code.latitude, code.longitude)
        for code in codes
        if code.latitude is not None and code.longitude is not None
    ]
    return [point[1:] for point in placed if point[0]] or [point[1:] for point in placed]


def _town(state: str, spelling: dict[ZipCode, str], centre: _Centre | None) -> Town:
    """A town, from its ZIP codes, how each of them spells its name, and its centre if known."""
    own = [name for code, name in spelling.items() if name == code.town]
    name = own[0] if own else next(iter(spelling.values()))
    if centre is not None:
        where = centre.latitude, centre.longitude
        return Town(name, state, *where, len(spelling), True, centre.population)
    counted = _points(spelling)
    if not counted:
        return Town(name, state, None, None, len(spelling), bool(own))
    latitude = sum(point[0] for point in counted) / len(counted)
    longitude = sum(point[1] for point in counted) / len(counted)
    return Town(name, state, latitude, longitude, len(spelling), bool(own))


def _add_others(
    found: dict[str, dict[str, Town]], centres: dict[tuple[str, str], list[_Centre]]
) -> None:
    """Places of the gazetteer whose names the post does not know, in that state."""
    known = {(name.replace(" ", ""), state) for name, states in found.items() for state in states}
    for (name, state), same in centres.items():
        centre = same[0]
        if (name, state) not in known:
            where = centre.latitude, centre.longitude
            town = Town(centre.name, state, *where, 0, True, centre.population)
            found[plain(centre.name)].setdefault(state, town)
