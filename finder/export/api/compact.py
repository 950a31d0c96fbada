"""A shorter answer: of each facility only the members that are asked for.

A member is named as in the whole answer, one inside another with a dot: `name`, `address.city`,
`programs.care`. What the whole answer has beside the facilities and is long (`facets`) is named in
the same way. The id and the status of a facility and of a program always go along: without them
nobody could tell which one is meant, and whether it only may fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast, get_type_hints

from finder.export import shapes

__all__ = ["compact_answer", "compact_facility", "compact_result", "member_names"]

_LONG = ("facets", "silent", "near_misses", "beyond")
_ALWAYS = ("id", "status", "care")
# What has members of its own, and of which shape those are.
_INSIDE: Mapping[str, Any] = {
    "address": shapes.Address,
    "minutes": shapes.Minutes,
    "detox": shapes.Detox,
    "phones": shapes.Phone,
    "licences": shapes.Licence,
}


@cache
def member_names(shape: Any) -> tuple[str, ...]:
    """All names that can be asked for of a facility: a search's result, or one by itself."""
    of_search = shape is shapes.Result
    programs = shapes.Program if of_search else shapes.ProgramWithSources
    names = []
    for name in get_type_hints(shape):
        names.append(name)
        inside = programs if name == "programs" else _INSIDE.get(name)
        names += [f"{name}.{one}" for one in get_type_hints(inside)] if inside else []
    return (*names, *(_LONG if of_search else ()))


def compact_answer(whole: shapes.Answer, names: Sequence[str]) -> dict[str, Any]:
    """One page of results with these members; the whole answer where none is named."""
    if not names:
        return dict(whole)
    short: dict[str, Any] = {
        name: value for name, value in whole.items() if name not in _LONG or name in names
    }
    return short | {"results": [compact_result(one, names) for one in whole["results"]]}


def compact_result(whole: shapes.Result, names: Sequence[str]) -> dict[str, Any]:
    """One facility that was found, with these members."""
    return _chosen(cast(Mapping[str, Any], whole), names)


def compact_facility(whole: shapes.FacilityAnswer, names: Sequence[str]) -> dict[str, Any]:
    """One facility by itself with these members, and the directory that lists it."""
    return _chosen(cast(Mapping[str, Any], whole), (*names, "directory") if names else ())


def _chosen(whole: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    if not names:
        return dict(whole)
    wanted = {*names, *(name for name in _ALWAYS if name in whole)}
    chosen: dict[str, Any] = {}
    for name, value in whole.items():
        inside = [one.partition(".")[2] for one in names if one.startswith(f"{name}.")]
        if name in wanted:
            chosen[name] = value
        elif inside:
            chosen[name] = _inside(value, inside)
    return chosen


def _inside(value: Any, names: Sequence[str]) -> Any:
    if isinstance(value, list):
        return [_chosen(one, names) for one in value]
    return value if value is None else _chosen(value, names)
