"""From what a visitor writes to a point on the map, offline.

Points of ZIP codes are those of the PyPI package `zipcodes` (U.S. Postal Service and Census data).
A town's point is the mean of the points of its standard ZIP codes, or of all its ZIP codes with a
point where it has no standard one; a town is known by every name that the Postal Service accepts.
In that package 0, 0 means "no position" and is treated so.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

import numpy as np
import zipcodes

from finder.errors import PlaceNotFound, TownNotFound
from finder.geo import miles_between
from finder.locale import _, language, speaking
from finder.text import printable, quotable, words_of
from finder.vocabulary import STATES

__all__ = ["Place", "ZipCode", "find", "nearest_town", "point", "zip_code"]

_POINT = re.compile(r"([+-]?\d{1,3}(?:\.\d{0,20})?) ?, ?([+-]?\d{1,3}(?:\.\d{0,20})?)", re.ASCII)
_ZIP = re.compile(r"(\d{5})(?:-?\d{4})?", re.ASCII)
_SHORT_FORMS = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_MOST_CHOICES = 8


@dataclass(frozen=True)
class Place:
    """A place to search from. `text` is its spelling in a link.

    latitude, longitude: degrees. `town` says where it lies, for a visitor to check.
    """

    kind: Literal["zip", "town", "point"]
    text: str
    latitude: float
    longitude: float
    town: str = ""

    @property
    def label(self) -> str:
        """Its name in a sentence."""
        if self.kind == "point":
            return _("a point near {town}").format(town=self.town)
        return self.text


@dataclass(frozen=True, slots=True)
class ZipCode:
    """A ZIP code; latitude and longitude in degrees, or None where it has no position."""

    code: str
    town: str
    state: str
    latitude: float | None
    longitude: float | None
    standard: bool
    area_codes: tuple[str, ...]
    also_named: tuple[str, ...]


def find(text: str) -> Place:
    """The place that a text means: `22903`, `Charlottesville, VA`, or `38.03,-78.48`.

    Raises PlaceNotFound, with choices where there are some, for a text that means no one place.
    """
    wanted = " ".join(text.split())
    if match := _POINT.fullmatch(wanted):
        return point(float(match[1]), float(match[2]))
    if match := _ZIP.fullmatch(wanted):
        return _zip_place(match[1])
    if not any(letter.isalpha() for letter in wanted) or len(wanted) > 100:
        raise PlaceNotFound(text, _("Write a ZIP code of five digits, or a town and its state."))
    return _town_place(wanted)


def point(latitude: float, longitude: float) -> Place:
    """A point, rounded to 2 decimals (about a kilometre) so that it gives away no address.

    Raises PlaceNotFound for what is no point on Earth, or 0, 0, which is a missing position.
    """
    north, east = round(latitude, 2) + 0.0, round(longitude, 2) + 0.0
    if not (-90 <= north <= 90 and -180 <= east <= 180) or (north, east) == (0, 0):
        raise PlaceNotFound(
            f"{north},{east}", _("A point is a latitude and a longitude, such as 38.03,-78.48.")
        )
    return Place("point", f"{north:.2f},{east:.2f}", north, east, nearest_town(north, east))


@lru_cache(maxsize=4096)
def nearest_town(latitude: float, longitude: float) -> str:
    """The town of the nearest standard ZIP code, as `Charlottesville, VA`."""
    codes, points = _standard_points()
    nearest = codes[int(np.argmin(miles_between(latitude, longitude, *points)))]
    return f"{nearest.town}, {nearest.state}"


def zip_code(code: str) -> ZipCode | None:
    """What is known of a ZIP code of five digits; None if there is no such code."""
    return _zip_codes().get(code)


def _zip_place(code: str) -> Place:
    known = zip_code(code)
    if known is None:
        message = _("There is no ZIP code {code}; check its digits, or write a town and its state.")
        raise PlaceNotFound(code, message.format(code=code))
    if known.latitude is None or known.longitude is None:
        message = _("ZIP code {code} has no place on the map; write a town and its state instead.")
        raise PlaceNotFound(code, message.format(code=code))
    town = f"{known.town}, {known.state}"
    return Place("zip", code, known.latitude, known.longitude, town)


def _town_place(text: str) -> Place:
    name, state = _split_state(text)
    states = _towns_named(name)
    if state in states:
        return _at_town(states[state])
    if not state and len(states) == 1:
        return _at_town(next(iter(states.values())))
    raise _no_one_town(text, name, state)


def _at_town(town: _Town) -> Place:
    if town.latitude is None or town.longitude is None:
        message = _("{town} has no place on the map; write a town nearby and its state.")
        raise PlaceNotFound(town.label, message.format(town=town.label))
    return Place("town", town.label, town.latitude, town.longitude, town.label)


def _no_one_town(text: str, name: str, state: str) -> PlaceNotFound:
    same_name = _towns_named(name)
    if same_name and not state:
        choices = _largest_first(same_name.values())
        message = _("There are several towns named {name}: choose one.")
        return PlaceNotFound(text, message.format(name=printable(name, 60)), choices)
    spoken = language()

    def tell() -> tuple[str, tuple[str, ...]]:
        with speaking(spoken):
            return _likely(text, name, state)

    return TownNotFound(text, tell)


def _likely(text: str, name: str, state: str) -> tuple[str, tuple[str, ...]]:
    """The sentence for a town that is not known, and the towns that could be meant."""
    same_name = _largest_first(_towns_named(name).values())
    choices = tuple(dict.fromkeys([*_alike(name, state), *same_name]))
    message = _("No such town is known.")
    if shown := quotable(text):
        message = _("No town “{text}” is known.").format(text=shown)
    advice = _("Did you mean one of these?") if choices else _("Check its spelling, or use a ZIP.")
    return f"{message} {advice}", choices[:_MOST_CHOICES]


def _alike(name: str, state: str) -> tuple[str, ...]:
    known = [key for key, states in _towns().items() if not state or state in states]
    close = difflib.get_close_matches(_plain(name), known, n=5, cutoff=0.75)
    towns = [town for key in close for town in _towns()[key].values()]
    wanted = [town for town in towns if not state or town.state == state]
    return _largest_first([town for town in wanted if town.own_name] or wanted)


def _largest_first(towns: Iterable[_Town]) -> tuple[str, ...]:
    placed = (town for town in towns if town.latitude is not None)
    ranked = sorted(placed, key=lambda town: (not town.own_name, -town.zip_codes, town.label))
    return tuple(dict.fromkeys(town.label for town in ranked))[:_MOST_CHOICES]


def _split_state(text: str) -> tuple[str, str]:
    """`Charlottesville VA` and `Charlottesville, Virginia` as (name, code); no state is ""."""
    head, comma, tail = text.rpartition(",")
    if comma:
        return (head, state) if (state := _state_codes().get(_run_together(tail))) else (text, "")
    words = text.split()
    for length in (1, 2, 3):
        state = _state_codes().get(_run_together(" ".join(words[-length:])))
        if state and len(words) > length:
            return " ".join(words[:-length]), state
    return text, ""


@cache
def _state_codes() -> dict[str, str]:
    names = {_run_together(term.label): term.code for term in STATES}
    return names | {code.lower(): code for code in STATES.codes}


def _towns_named(name: str) -> dict[str, _Town]:
    """Towns of that name by state; with its words run together where none is spelled so."""
    return _towns().get(_plain(name)) or _towns_run_together().get(_run_together(name), {})


def _run_together(name: str) -> str:
    """`D.C.` as `dc`, `O’Fallon` and `O Fallon` as `ofallon`."""
    return _plain(name).replace(" ", "")


def _plain(name: str) -> str:
    words = words_of(name.replace("'", "").replace("’", ""))
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


@dataclass(frozen=True)
class _Town:
    """own_name: it names a ZIP code of its own, not only accepted for one of another town."""

    name: str
    state: str
    latitude: float | None
    longitude: float | None
    zip_codes: int
    own_name: bool

    @property
    def label(self) -> str:
        return f"{self.name}, {self.state}"


@cache
def _zip_codes() -> dict[str, ZipCode]:
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
    )


@cache
def _standard_points() -> tuple[list[ZipCode], np.ndarray[Any, np.dtype[np.float64]]]:
    codes = [one for one in _zip_codes().values() if one.standard and one.latitude is not None]
    return codes, np.array([(one.latitude, one.longitude) for one in codes], dtype=float).T


@cache
def _towns() -> dict[str, dict[str, _Town]]:
    """Towns by plain name and state."""
    named: dict[tuple[str, str], dict[ZipCode, str]] = defaultdict(dict)
    for code in _zip_codes().values():
        for name in (code.town, *code.also_named):
            named[_plain(name), code.state].setdefault(code, name)
    towns: dict[str, dict[str, _Town]] = defaultdict(dict)
    for (name, state), spelling in named.items():
        towns[name][state] = _town(state, spelling)
    return dict(towns)


@cache
def _towns_run_together() -> dict[str, dict[str, _Town]]:
    together: dict[str, dict[str, _Town]] = defaultdict(dict)
    for name, states in _towns().items():
        together[name.replace(" ", "")] |= states
    return dict(together)


def _town(state: str, spelling: dict[ZipCode, str]) -> _Town:
    """A town, from its ZIP codes and how each of them spells its name."""
    own = [name for code, name in spelling.items() if name == code.town]
    name = own[0] if own else next(iter(spelling.values()))
    placed = [
        (code.standard, code.latitude, code.longitude)
        for code in spelling
        if code.latitude is not None and code.longitude is not None
    ]
    counted = [point for point in placed if point[0]] or placed
    if not counted:
        return _Town(name, state, None, None, len(spelling), bool(own))
    latitude = sum(point[1] for point in counted) / len(counted)
    longitude = sum(point[2] for point in counted) / len(counted)
    return _Town(name, state, latitude, longitude, len(spelling), bool(own))
