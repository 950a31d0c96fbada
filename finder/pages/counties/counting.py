"""How many places list each care level in each county: as many as a search finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from finder.directory import Directory
from finder.places.counties import County, counties
from finder.text import words_of
from finder.vocabulary import CARE_LEVELS

__all__ = ["CountsKept", "county_at", "county_path", "state_path"]

# By label of the county, then by code of the level; none of them is 0.
Counts = Mapping[str, Mapping[str, int]]


class CountsKept:
    """Counts of the snapshot that was last asked for; no directory is held."""

    def __init__(self) -> None:
        self._kept: tuple[str, Counts] = ("", {})

    def of(self, directory: Directory) -> Counts:
        """The places of a directory, each level of a place once; those of no known county are in
        none. Counties in alphabetical order, levels in the order of the vocabulary.
        """
        snapshot, counts = self._kept
        if snapshot != directory.snapshot:
            counts = _counted(directory)
            self._kept = directory.snapshot, counts
        return counts


def _counted(directory: Directory) -> Counts:
    programs, known = directory.programs, directory.facilities.counties
    pairs = zip(programs.facility.tolist(), programs.care.tolist(), strict=True)
    county_of = known.codes.tolist()
    codes = CARE_LEVELS.codes
    places = Counter((county_of[row], care) for row, care in set(pairs) if care < len(codes))
    found: dict[str, dict[str, int]] = {}
    for label, care, county in sorted(
        (known.labels[county], care, county) for county, care in places if county >= 0
    ):
        found.setdefault(label, {})[codes[care]] = places[county, care]
    return found


def state_path(state: str) -> str:
    """The address of a state's list of counties below the root: `counties/va`."""
    return f"counties/{state.lower()}"


def county_path(county: County, care: str) -> str:
    """The address of its page below the root: `counties/va/albemarle-county/iop`."""
    return f"{state_path(county.state)}/{_slug(county)}/{care}"


def county_at(state: str, name: str) -> County | None:
    """The county of two parts of an address, None where there is none."""
    return _by_address().get((state.upper(), name.lower()))


def _slug(county: County) -> str:
    return "-".join(words_of(county.name))


@lru_cache(maxsize=1)
def _by_address() -> Mapping[tuple[str, str], County]:
    return {(county.state, _slug(county)): county for county in counties().values()}
