"""Places that a text may become as it is typed: ZIP codes, towns, states and counties."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Literal

from finder.locale import _
from finder.places.counties import counties
from finder.places.likely import likely_towns
from finder.places.spelling import (
    STATE_WORD,
    looks_like_address,
    plain,
    run_together,
    split_state,
    state_codes,
    without_country,
)
from finder.places.towns import Town, largest_first, towns
from finder.places.zip_codes import zip_codes
from finder.vocabulary import STATES

__all__ = ["MOST", "Suggestion", "suggestions"]

MOST = 7
_LONGEST = 60
_LEAST_DIGITS, _LEAST_LETTERS = 3, 2
# So many of each may stand above the towns.
_MOST_STATES, _MOST_COUNTIES = 2, 2
_FEW = 3
_APOSTROPHES = frozenset("'’")
# These names alone mean, or may mean, a city.
_NAMES_OF_CITIES = ("New York", "Washington")


@dataclass(frozen=True)
class Suggestion:
    """A text that is understood as a place, and what it is: `town` names that of a ZIP code."""

    text: str
    kind: Literal["zip", "town", "state", "county"]
    town: str = ""

    @property
    def hint(self) -> str:
        """What it is, in the visitor's language; empty for a town."""
        if self.kind == "state":
            return _("the whole state")
        return _("the whole county") if self.kind == "county" else self.town


def suggestions(text: str) -> tuple[Suggestion, ...]:
    """What a text that is being typed may become, the likeliest first; at most seven.

    Empty for what begins like a street address: that is not looked for.
    """
    typed = " ".join(text.split())
    if len(typed) > _LONGEST or looks_like_address(typed):
        return ()
    if typed.isdigit():
        return _zips(typed) if _LEAST_DIGITS <= len(typed) <= 5 else ()
    return _of_words(without_country(typed))


def _zips(digits: str) -> tuple[Suggestion, ...]:
    known = (zip_codes()[code] for code in _beginning(_zip_list(), digits))
    placed = (one for one in known if one.latitude is not None)
    return tuple(
        Suggestion(one.code, "zip", f"{one.town}, {one.state}") for one in islice(placed, MOST)
    )


@lru_cache(maxsize=4096)
def _of_words(typed: str) -> tuple[Suggestion, ...]:
    name, states = _name_and_states(typed)
    if len(plain(name)) < _LEAST_LETTERS:
        return ()
    begun = [Suggestion(one, "state") for one in _states_begun(typed)]
    in_counties = [Suggestion(one, "county") for one in _counties_begun(name, states)]
    room = MOST - len(begun) - len(in_counties)
    found = [*begun, *(Suggestion(town.label, "town") for town in _towns_begun(name, states, room))]
    if len(found) + len(in_counties) < _FEW:
        state = next(iter(states)) if len(states) == 1 else ""
        found += [Suggestion(town.label, "town") for town in likely_towns(name, state)]
    return tuple(dict.fromkeys([*found[: MOST - len(in_counties)], *in_counties]))


def _name_and_states(typed: str) -> tuple[str, frozenset[str]]:
    """The name, and the states that what stands behind it may become; all where nothing does."""
    head, comma, tail = typed.rpartition(",")
    if comma:
        begun = run_together(tail)
        states = {code for spelling, code in state_codes().items() if spelling.startswith(begun)}
        return head, frozenset(states)
    name, state = split_state(typed)
    # `Charlottesville va`, but not `Fort Wa`, which may become `Fort Walton Beach`.
    if state and not _beginning(_town_names(), plain(typed)):
        return name, frozenset({state})
    return typed, frozenset(STATES.codes)


def _states_begun(typed: str) -> list[str]:
    """Names of states that a text begins, or whose code it is, as a text that means the state."""
    begun = plain(typed)
    found = [
        term.label
        for term in STATES
        if plain(term.label).startswith(begun) or term.code.lower() == begun
    ]
    return [
        f"{one} {STATE_WORD}" if one in _NAMES_OF_CITIES else one for one in found[:_MOST_STATES]
    ]


def _towns_begun(name: str, states: frozenset[str], most: int) -> list[Town]:
    """The largest towns whose names begin so; one of exactly this name is among them."""
    begun, joined = plain(name), run_together(name)
    keys = _beginning(_town_names(), begun)
    # `O'Fallon` is `O Fallon` with the post.
    if not keys or _APOSTROPHES & set(name):
        keys = [key for key in _town_names() if key.replace(" ", "").startswith(joined)]
    found = [town for key in keys for state, town in towns()[key].items() if state in states]
    exact = largest_first(town for state, town in towns().get(begun, {}).items() if state in states)
    # `Charlottesvle` is a name that the post accepts too.
    ranked = largest_first(town for town in found if town.own_name)[:most]
    chosen = [*ranked[: most - 1], *exact[:1], *ranked]
    first_at = {(town.latitude, town.longitude): town for town in reversed(chosen)}
    return [town for town in dict.fromkeys(chosen) if town in first_at.values()][:most]


def _counties_begun(name: str, states: frozenset[str]) -> list[str]:
    begun = plain(name)
    found = [label for label in counties() if _begins(label, begun)]
    return [label for label in found if counties()[label].state in states][:_MOST_COUNTIES]


def _begins(label: str, begun: str) -> bool:
    return _plain_label(label).startswith(begun)


@cache
def _plain_label(label: str) -> str:
    return plain(label)


@cache
def _town_names() -> list[str]:
    return sorted(towns())


@cache
def _zip_list() -> list[str]:
    return sorted(zip_codes())


def _beginning(ascending: Sequence[str], begun: str) -> Sequence[str]:
    """Those of a sorted list that begin so."""
    first = bisect_left(ascending, begun)
    return ascending[first : bisect_left(ascending, f"{begun}\U0010ffff", first)]
