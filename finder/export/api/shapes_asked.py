"""The shapes of what the API answers beside a search and a facility (finder/export/shapes.py).

Add to them, never change what a name means.
"""

from __future__ import annotations

from typing import Annotated, Any, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from finder.export.shapes import Beyond, DirectorySummary, Ends, NearMiss, Query, ReadAs

__all__ = [
    "CompactAnswer",
    "CompactFacility",
    "FacetsAnswer",
    "Filter",
    "Level",
    "LevelsAnswer",
    "Option",
    "StateHours",
]


class CompactAnswer(TypedDict):
    """The answer to a search with `fields`: of each facility what is named there.

    facets, silent, near_misses and beyond are there where they are named.
    """

    query: Query
    read_as: list[ReadAs]
    not_understood: list[str]
    directory: DirectorySummary
    total: int
    matches: int
    possible: int
    page: int
    pages: int
    facets: NotRequired[dict[str, dict[str, int]]]
    silent: NotRequired[list[str]]
    near_misses: NotRequired[list[NearMiss]]
    beyond: NotRequired[Beyond | None]
    results: list[dict[str, Any]]


class CompactFacility(TypedDict):
    """One facility with `fields`: what is named there, and the directory that lists it."""

    id: str
    directory: DirectorySummary


class Option(TypedDict):
    """A code of a filter. count: facilities found if it were chosen; null: it is not counted."""

    code: str
    label: str
    count: int | None


class Filter(TypedDict):
    """What can be asked. options: its codes; null where it is a number, a place or words."""

    key: str
    label: str
    help: str | None
    several: Annotated[bool, Field(description="whether several codes can be asked at once")]
    options: list[Option] | None


class FacetsAnswer(TypedDict):
    """What can be asked beside what is asked, and how many facilities that would find."""

    query: Query
    read_as: list[ReadAs]
    not_understood: list[str]
    directory: DirectorySummary
    total: int
    matches: int
    possible: int
    facets: dict[str, dict[str, int]]
    filters: list[Filter]


class StateHours(TypedDict):
    """Wider hours of a level by a state's licence rule."""

    state: str
    low: float
    high: float | None
    source: str
    date: str | None


class Level(TypedDict):
    """A care level. hours: by its definition, a week; null where it has none."""

    code: str
    name: str
    asam: str | None
    lives_in: bool
    hours: Ends | None
    typical_hours: Ends | None
    state_hours: list[StateHours]
    about: Annotated[str, Field(description="what it is, in plain words")]
    programs: Annotated[int, Field(description="programs of this level in the directory")]
    query: Query


class LevelsAnswer(TypedDict):
    """The care levels, from the most watch to the least."""

    directory: DirectorySummary
    levels: list[Level]
