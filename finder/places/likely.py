"""Towns whose names are spelled nearly as a text: one look into an index of letter triples.

The few hundred names that have most triples in common with the text are compared with it letter by
letter, not all thirty thousand.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from finder.places.spelling import plain
from finder.places.towns import Town, largest_first, towns

__all__ = ["likely_towns"]

_LEAST_ALIKE = 75.0
_COMPARED, _NAMES_TAKEN = 200, 5


class _Index(NamedTuple):
    """names: all plain names of towns. triples: where in them each three letters occur."""

    names: list[str]
    triples: dict[str, NDArray[np.int32]]


def likely_towns(name: str, state: str) -> list[Town]:
    """Towns named nearly so, in a state if one is given, the largest first."""
    index, wanted = _index(), plain(name)
    places = [index.triples[one] for one in _triples_of(wanted) if one in index.triples]
    if not places:
        return []
    counts = np.bincount(np.concatenate(places), minlength=len(index.names))
    alike = np.argsort(-counts, kind="stable")[: _COMPARED if not state else 4 * _COMPARED]
    names = [index.names[one] for one in alike if counts[one] > 1]
    if state:
        names = [one for one in names if state in towns()[one]]
    close = process.extract(
        wanted, names, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, limit=_NAMES_TAKEN
    )
    found = [town for key, _score, _place in close for town in towns()[key].values()]
    fitting = [town for town in found if not state or town.state == state]
    return largest_first([town for town in fitting if town.own_name] or fitting)


@cache
def _index() -> _Index:
    names = list(towns())
    places: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for triple in _triples_of(name):
            places[triple].append(place)
    triples = {one: np.array(some, dtype=np.int32) for one, some in places.items()}
    return _Index(names, triples)


def _triples_of(name: str) -> set[str]:
    """Runs of three letters; the first and the last letters count by themselves too."""
    padded = f"  {name} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
