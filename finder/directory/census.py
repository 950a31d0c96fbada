"""How much a directory says: its facilities by state, and how many publish each field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from finder.directory.directory import Directory
from finder.directory.tables import POSITIONS
from finder.groups import fact_groups
from finder.locale import mark
from finder.vocabulary import STATES

__all__ = ["FIELDS", "Census", "census", "facilities_by_state", "label_of", "stating"]

Mask = NDArray[np.bool_]

# Field and its name in a sentence. Those of programs follow those of facilities; the groups of
# codes (payments, therapies…) come after them, under the names of their criteria.
_OF_FACILITIES = {
    "phone": mark("phone"),
    "website": mark("website"),
    "street": mark("street address"),
    "position": mark("exact position"),
    "licence": mark("licence"),
}
_OF_PROGRAMS = {
    "hours": mark("hours a week"),
    "weeks": mark("length in weeks"),
    "days_per_week": mark("days a week"),
    "sessions_per_week": mark("sessions a week"),
    "cost": mark("price"),
    "openings": mark("openings"),
    "verified_on": mark("date of the last check"),
}
FIELDS = _OF_FACILITIES | _OF_PROGRAMS


@dataclass(frozen=True)
class Census:
    """by_state: facilities by code of the state. known: how many facilities (of what belongs to
    the place) or programs (of what belongs to a program) publish a field or a group of codes."""

    by_state: dict[str, int]
    known: dict[str, int]


def census(directory: Directory) -> Census:
    """Count a directory."""
    known = {name: stating(directory, name) for name in FIELDS}
    known |= {
        group: yes != 0 for group, (yes, _unknown) in directory.programs.masks.items()
    }  # fmt: skip
    counts = {name: int(np.count_nonzero(mask)) for name, mask in known.items()}
    return Census(facilities_by_state(directory), counts)


def facilities_by_state(directory: Directory, mask: Mask | None = None) -> dict[str, int]:
    """How many facilities of a mask, or all, each state has; states without one are left out."""
    states = directory.facilities.state
    counts = np.bincount(states if mask is None else states[mask], minlength=len(STATES.codes))
    return {code: int(n) for code, n in zip(STATES.codes, counts, strict=True) if n}


def label_of(field: str) -> str:
    """The name of a field or a group of codes, to be translated."""
    return FIELDS[field] if field in FIELDS else fact_groups()[field].label


def stating(directory: Directory, field: str) -> Mask:
    """Which facilities, or which programs, publish one of `FIELDS`."""
    places, programs = directory.facilities, directory.programs
    if field == "position":
        return places.position == POSITIONS.index("exact")
    if field == "phone":
        return _filled_list(places.texts, "phones")
    if field == "licence":
        return _filled_list(places.texts, "licences")
    if field in _OF_FACILITIES:
        column = places.texts["street1" if field == "street" else field]
        return np.asarray(pc.fill_null(pc.not_equal(column, ""), False))
    columns = [
        column
        for name, column in programs.numbers.items()
        if name in (field, f"{field}_low", f"{field}_high")
    ]
    return np.any([~np.isnan(column) for column in columns], axis=0)


def _filled_list(texts: pa.Table, name: str) -> Mask:
    if name not in texts.column_names:
        return np.zeros(len(texts), dtype=bool)
    lengths: Any = pc.fill_null(pc.list_value_length(texts[name]), 0)
    return np.asarray(lengths) > 0
