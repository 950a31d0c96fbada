"""From what a visitor writes to a place on the map, offline.

22903-1234                    a ZIP code          22903
Boston, Mass.                 a town              Boston, MA
Charlottesville, VA 22903     its ZIP code        22903
38.0336,-78.4767              a point             38.03,-78.48
ny                            a state             NY
Albemarle Co., VA             a county            Albemarle County, VA
"""

from __future__ import annotations

import re
from functools import lru_cache

from finder.errors import PlaceNotFound
from finder.locale import _
from finder.places.counties import counties_named
from finder.places.likely import likely_towns
from finder.places.place import Meaning, Place
from finder.places.spelling import (
    STATE_WORD,
    looks_like_address,
    split_state,
    state_alone,
    without_country,
)
from finder.places.towns import Town, largest_first, towns_named
from finder.places.zip_codes import nearest_town, zip_code
from finder.text import printable, quotable
from finder.vocabulary import STATES

__all__ = ["find", "point", "understand"]

_POINT = re.compile(r"([+-]?\d{1,3}(?:\.\d{0,20})?) ?, ?([+-]?\d{1,3}(?:\.\d{0,20})?)", re.ASCII)
_ZIP = re.compile(r"(\d{5})(?:-?\d{4})?", re.ASCII)
_ENDS_IN_ZIP = re.compile(r"(.*[^\W\d].*?)[\s,]+(\d{5})(?:-\d{4})?", re.ASCII)
_COUNTY_WORD = re.compile(
    r"\b(?:county|parish|borough|census area|municipio|municipality|city|co\.|cnty)(?=\W|$)",
    re.IGNORECASE,
)
_MOST_CHOICES = 8
# A town of this many people that has so many times as many as all others of its name together is
# the one that is meant by the name alone; the others are named beside it.
_LARGE, _MANY_TIMES = 100_000, 20


def find(text: str) -> Place:
    """The place that a text means: `22903`, `Charlottesville, VA`, or `38.03,-78.48`.

    Raises PlaceNotFound, with choices where there are some, for a text that means no one place; so
    does the name of a state or county.
    """
    meaning = understand(text)
    if meaning.place is None:
        message = _("“{text}” is a state or county: write a town and its state, or a ZIP code.")
        raise PlaceNotFound(text, message.format(text=printable(text.strip(), 60)))
    return meaning.place


def understand(text: str) -> Meaning:
    """What a text for a place means. Raises PlaceNotFound as `find` does."""
    wanted = " ".join(text.split())
    if match := _POINT.fullmatch(wanted):
        return Meaning(point(float(match[1]), float(match[2])))
    wanted = without_country(wanted.rstrip(" ,;"))
    if match := _ZIP.fullmatch(wanted):
        return Meaning(_zip_place(match[1]))
    if not any(letter.isalpha() for letter in wanted) or len(wanted) > 100:
        raise PlaceNotFound(text, _("Write a ZIP code of five digits, or a town and its state."))
    return _of_words(text, wanted)


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


def _of_words(text: str, wanted: str) -> Meaning:
    """What words mean: a state, a ZIP code at their end, a county, or a town."""
    if state := _state(text, wanted):
        return state
    if looks_like_address(wanted):
        # `115 Crm Firms, NY` is a name of the Postal Service.
        if meaning := _one_town(text, wanted):
            return meaning
        raise _no_town(text, wanted)
    if match := _ENDS_IN_ZIP.fullmatch(wanted):
        known = zip_code(match[2])
        if known is not None and known.latitude is not None:
            return Meaning(_zip_place(match[2]))
        wanted = match[1].rstrip(" ,")
    return _county(text, wanted) or _town(text, wanted)


def _state(text: str, wanted: str) -> Meaning | None:
    """What a state's name or code alone means; None if it is none."""
    code, says_so = state_alone(wanted)
    if not code:
        return None
    name = STATES[code].label
    if says_so or wanted.lower() != name.lower():
        return Meaning(state=code)
    if code == "WA":
        choices = ("Washington, DC", f"{name} {STATE_WORD}")
        message = _("“{name}” can mean the city, Washington, DC, or the state: choose one.")
        raise PlaceNotFound(text, message.format(name=name), choices)
    if code == "NY":
        return Meaning(_at_town(towns_named(name)[code]), others=(f"{name} {STATE_WORD}",))
    return Meaning(state=code)


def _county(text: str, wanted: str) -> Meaning | None:
    """What a text with a county's kind word means; None where it has none, or names a town."""
    if not _COUNTY_WORD.search(wanted):
        return None
    name, state = split_state(wanted)
    same_name = towns_named(name)
    if state in same_name or (same_name and not state):
        return None
    found = counties_named(wanted)
    if not found:
        return None
    if len(found) == 1:
        return Meaning(county=found[0].label)
    message = _("There are several counties of that name: choose one.")
    raise PlaceNotFound(text, message, tuple(one.label for one in found[:_MOST_CHOICES]))


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


def _town(text: str, wanted: str) -> Meaning:
    """The town that words name, or that the last of their parts between commas name."""
    parts = [part.strip() for part in wanted.split(",") if part.strip()]
    endings = [", ".join(parts[-length:]) for length in (2, 1) if len(parts) > length]
    for words in (wanted, *endings):
        if meaning := _one_town(text, words):
            return meaning
    raise _no_town(text, wanted)


def _one_town(text: str, words: str) -> Meaning | None:
    """The town of exactly these words; None if no town is named so."""
    # `Port Penn` is a town, though Penn is an abbreviation of a state.
    for name, state in ((words, ""), split_state(words)):
        states = towns_named(name)
        if state in states:
            return Meaning(_at_town(states[state]))
        if not state and len(states) == 1:
            return Meaning(_at_town(next(iter(states.values()))))
        if not state and states:
            return _among_same_names(text, name)
    return None


def _among_same_names(text: str, name: str) -> Meaning:
    """The town that is by far the largest of its name, with the others beside it."""
    ranked = largest_first(_of_post(name))
    choices = tuple(town.label for town in ranked[:_MOST_CHOICES])
    if len(ranked) == 1:
        return Meaning(_at_town(ranked[0]))
    if ranked:
        others = sum(town.population for town in ranked[1:])
        if ranked[0].population >= max(_LARGE, _MANY_TIMES * others):
            return Meaning(_at_town(ranked[0]), others=choices[1:])
    message = _("There are several towns named {name}: choose one.")
    raise PlaceNotFound(text, message.format(name=printable(name, 60)), choices)


def _of_post(name: str) -> list[Town]:
    """Towns of a name: quarters and hamlets that the post does not know only where no other is."""
    same = list(towns_named(name).values())
    return [town for town in same if town.zip_codes] or same


def _at_town(town: Town) -> Place:
    if town.latitude is None or town.longitude is None:
        message = _("{town} has no place on the map; write a town nearby and its state.")
        raise PlaceNotFound(town.label, message.format(town=town.label))
    return Place("town", town.label, town.latitude, town.longitude, town.label)


def _no_town(text: str, wanted: str) -> PlaceNotFound:
    """The refusal of a text; what it could mean is looked for when somebody asks for it."""
    message = _("No such town is known.")
    if shown := quotable(wanted):
        message = _("No town “{text}” is known.").format(text=shown)
    return PlaceNotFound(text, message, likely=lambda: _alike(wanted))


@lru_cache(maxsize=256)
def _alike(wanted: str) -> tuple[str, ...]:
    """Towns spelled nearly so, then those of the same name elsewhere."""
    name, state = split_state(wanted)
    elsewhere = largest_first(towns_named(name).values())
    towns = [*likely_towns(name, state), *elsewhere]
    return tuple(dict.fromkeys(town.label for town in towns))[:_MOST_CHOICES]
