"""What a team was told of a place, laid over what its sources publish.

The columns of a directory hold what decides. This holds what goes with it: how and when each fact
was learnt, texts that were told, what the sources say where something else was told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from finder.directory.records import OtherWord, Phone

__all__ = ["NOTHING_TOLD", "PlaceTold", "ProgramTold", "Told", "ToldLayer"]


@dataclass(frozen=True, slots=True)
class Told:
    """How a fact was learnt (phone, facility, visit, document), on which day, by whose team.

    counts: whether it decides; what is too old, or not as new as its source, is shown alone.
    """

    how: str
    on: date
    team: str
    counts: bool = True


@dataclass(frozen=True)
class ProgramTold:
    """Of one program. told: by field. texts: that take the place of its own. shown: the fields
    whose value is the desk's. added: its level is told, no source states it."""

    told: Mapping[str, Told] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    added: bool = False


@dataclass(frozen=True)
class PlaceTold:
    """Of one place. phones, website: None where none were told. others: see `OtherWord`."""

    told: Mapping[str, Told] = field(default_factory=dict)
    phones: tuple[Phone, ...] | None = None
    website: str | None = None
    shown: frozenset[str] = frozenset()
    others: tuple[OtherWord, ...] = ()
    closed_since: date | None = None
    closed_by: Told | None = None


@dataclass(frozen=True)
class ToldLayer:
    """By rows. source: number of the desk among the sources of the manifest.

    days: for each number that ages the ordinal day from which it ages, in the place of the day on
    which a program was confirmed.
    """

    source: int = 0
    programs: Mapping[int, ProgramTold] = field(default_factory=dict)
    places: Mapping[int, PlaceTold] = field(default_factory=dict)
    days: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)


NOTHING_TOLD = ToldLayer()
