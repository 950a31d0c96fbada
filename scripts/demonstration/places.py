"""Where the invented facilities stand: real towns and ZIP codes, as many as a state has people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import zipcodes

from finder.geography import towns
from finder.text import unaccented
from scripts.demonstration.dice import Dice

# Resident population, 2020 Census: Apportionment Results, table 2 (April 2021); Puerto Rico and
# the District of Columbia from the same release. https://www.census.gov/data/tables/2020/dec/
POPULATION_2020 = {
    "AL": 5_024_279, "AK": 733_391, "AZ": 7_151_502, "AR": 3_011_524, "CA": 39_538_223,
    "CO": 5_773_714, "CT": 3_605_944, "DE": 989_948, "DC": 689_545, "FL": 21_538_187,
    "GA": 10_711_908, "HI": 1_455_271, "ID": 1_839_106, "IL": 12_812_508, "IN": 6_785_528,
    "IA": 3_190_369, "KS": 2_937_880, "KY": 4_505_836, "LA": 4_657_757, "ME": 1_362_359,
    "MD": 6_177_224, "MA": 7_029_917, "MI": 10_077_331, "MN": 5_706_494, "MS": 2_961_279,
    "MO": 6_154_913, "MT": 1_084_225, "NE": 1_961_504, "NV": 3_104_614, "NH": 1_377_529,
    "NJ": 9_288_994, "NM": 2_117_522, "NY": 20_201_249, "NC": 10_439_388, "ND": 779_094,
    "OH": 11_799_448, "OK": 3_959_353, "OR": 4_237_256, "PA": 13_002_700, "RI": 1_097_379,
    "SC": 5_118_425, "SD": 886_667, "TN": 6_910_840, "TX": 29_145_505, "UT": 3_271_616,
    "VT": 643_077, "VA": 8_631_393, "WA": 7_705_281, "WV": 1_793_716, "WI": 5_893_718,
    "WY": 576_851, "PR": 3_285_874,
}  # fmt: skip

# The package has no types of its own.
_zip_codes_where: Callable[..., list[dict[str, Any]]] = zipcodes.filter_by

FACILITIES = 600

# So many in every state, however small; the others by population.
AT_LEAST = 2

# Places that are searched from in the documentation and the tests: so many ZIP codes of each are
# taken before any others of the state. Those around Charlottesville come on top of its state's.
ANCHORS = {
    ("New York", "NY"): 5,
    ("Los Angeles", "CA"): 5,
    ("Chicago", "IL"): 4,
    ("Houston", "TX"): 4,
    ("Miami", "FL"): 4,
    ("Phoenix", "AZ"): 4,
    ("Seattle", "WA"): 4,
    ("Denver", "CO"): 4,
    ("Atlanta", "GA"): 4,
    ("Boston", "MA"): 3,
    ("San Juan", "PR"): 4,
}
NEAR_CHARLOTTESVILLE = (
    "22903", "22901", "22902", "22911", "22903", "22902", "22901",
    "22980", "22963", "22932", "22942",
)  # fmt: skip

# Facilities that stand where an earlier one of their town does, a campus: three at one point in
# Charlottesville (number of a site, number of its neighbour), elsewhere by chance.
CAMPUS = {4: 3, 5: 3}
SAME_POINT_CHANCE = 0.1
NO_POSITION_CHANCE = 0.12

# Positions lie within so many degrees of their ZIP code's centre: a mile or so.
OFF_CENTRE_DEGREES = 0.02


@dataclass(frozen=True)
class ZipCode:
    """A ZIP code of the Postal Service with its town, county and centre (degrees)."""

    code: str
    town: str
    state: str
    county: str
    latitude: float
    longitude: float
    area_codes: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    """One facility's place. latitude, longitude: degrees, or None where none is published.

    neighbour: number of the earlier site that stands at the very same point, if any.
    """

    number: int
    zip: ZipCode
    latitude: float | None
    longitude: float | None
    neighbour: int | None = None


def sites(seed: str) -> list[Site]:
    """The sites of all facilities, state by state; those near Charlottesville first."""
    placed: list[Site] = []
    for number, code in enumerate(_all_codes(seed)):
        dice = Dice(seed, "site", number)
        if neighbour := _neighbour(number, code, placed, dice):
            point = neighbour.latitude, neighbour.longitude
            placed.append(Site(number, neighbour.zip, *point, neighbour=neighbour.number))
        elif dice.chance(NO_POSITION_CHANCE):
            placed.append(Site(number, code, None, None))
        else:
            latitude = round(code.latitude + dice.near(OFF_CENTRE_DEGREES), 4)
            longitude = round(code.longitude + dice.near(OFF_CENTRE_DEGREES), 4)
            placed.append(Site(number, code, latitude, longitude))
    return placed


def facilities_by_state() -> dict[str, int]:
    """How many facilities each state has: AT_LEAST, and the rest by largest remainders."""
    total = sum(POPULATION_2020.values())
    spread = FACILITIES - len(NEAR_CHARLOTTESVILLE) - AT_LEAST * len(POPULATION_2020)
    quota = {state: spread * people / total for state, people in POPULATION_2020.items()}
    counts = {state: AT_LEAST + int(share) for state, share in quota.items()}
    left = FACILITIES - len(NEAR_CHARLOTTESVILLE) - sum(counts.values())
    by_remainder = sorted(quota, key=lambda state: (int(quota[state]) - quota[state], state))
    for state in by_remainder[:left]:
        counts[state] += 1
    return counts


def _all_codes(seed: str) -> Iterator[ZipCode]:
    yield from (_by_code()[code] for code in NEAR_CHARLOTTESVILLE)
    for state, count in sorted(facilities_by_state().items()):
        dice = Dice(seed, "state", state)
        anchors = [anchor for anchor in ANCHORS if anchor[1] == state]
        wanted = [anchor for anchor in anchors for _ in range(ANCHORS[anchor])]
        weights = _town_weights(state)
        wanted += [(dice.weighted(weights), state) for _ in range(count - len(wanted))]
        yield from (dice.pick(_by_town()[town]) for town in wanted)


def _town_weights(state: str) -> dict[str, float]:
    """Towns of a state, weighted a little below their population so that small ones come too."""
    here = {name for name, of in _by_town() if of == state}
    named = ((unaccented(town.name), town) for town in towns() if town.state == state)
    return {name: float(town.population) ** 0.7 for name, town in named if name in here}


def _neighbour(number: int, code: ZipCode, placed: list[Site], dice: Dice) -> Site | None:
    """The earlier site at whose very point this one stands, if any."""
    if number < len(NEAR_CHARLOTTESVILLE):
        return placed[CAMPUS[number]] if number in CAMPUS else None
    same_town = (
        site
        for site in reversed(placed)
        if (site.zip.town, site.zip.state) == (code.town, code.state)
        and site.latitude is not None
        and site.neighbour is None
    )
    neighbour = next(same_town, None)
    return neighbour if neighbour and dice.chance(SAME_POINT_CHANCE) else None


@cache
def _by_code() -> dict[str, ZipCode]:
    """Active standard ZIP codes that have a position."""
    rows = _zip_codes_where(zip_code_type="STANDARD", active=True)
    return {
        row["zip_code"]: ZipCode(
            code=row["zip_code"],
            town=row["city"],
            state=row["state"],
            county=row["county"],
            latitude=float(row["lat"]),
            longitude=float(row["long"]),
            area_codes=tuple(row["area_codes"]),
        )
        for row in sorted(rows, key=lambda row: str(row["zip_code"]))
        if float(row["lat"]) != 0 and row["area_codes"]
    }


@cache
def _by_town() -> dict[tuple[str, str], list[ZipCode]]:
    found: dict[tuple[str, str], list[ZipCode]] = defaultdict(list)
    for code in _by_code().values():
        found[code.town, code.state].append(code)
    return dict(found)
