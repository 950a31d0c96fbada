"""What differs between two directories: facilities gone, new and changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from finder.directory.directory import Directory
from finder.directory.storage import as_tables
from finder.vocabulary import STATES

__all__ = ["Changed", "Differences", "Listed", "differences"]

# What is worked out from the rest, and what only says which source states a fact.
_NOT_COMPARED = ("id", "search_name", "same_address", "origin", "others", "other_ids")
_ENDS = ("_low", "_high")
_SAME = {"latitude": "position", "longitude": "position"}

_Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Listed:
    """A facility as it is listed. state: code, "" where none is stated."""

    id: str
    name: str
    city: str
    state: str


@dataclass(frozen=True)
class Changed(Listed):
    """A facility that both list, differently. fields: what differs, `programs` for care levels."""

    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Differences:
    """Facilities that only the one before lists, only the one after, and both, differently.

    fields: how many changed facilities differ in a field.
    """

    gone: tuple[Listed, ...] = ()
    new: tuple[Listed, ...] = ()
    changed: tuple[Changed, ...] = ()
    fields: dict[str, int] = field(default_factory=dict)

    @property
    def by_state(self) -> dict[str, tuple[int, int, int]]:
        """Per state how many are gone, new and changed."""
        kinds = [Counter(one.state for one in some) for some in (self.gone, self.new, self.changed)]
        states = sorted({code for counts in kinds for code in counts})
        return {code: (kinds[0][code], kinds[1][code], kinds[2][code]) for code in states}


def differences(before: Directory, after: Directory) -> Differences:
    """Compare two directories by the ids of their facilities.

    A facility that was found by another id before, because it is of several sources now, is
    the same facility.
    """
    then, now = _places(before), _places(after)
    rows = {row: after.row_of(one["id"]) for row, one in enumerate(then)}
    kept = {row: same for row, same in rows.items() if same is not None}
    still_there = set(kept.values())
    old_programs, new_programs = _programs(before), _programs(after)
    changed = []
    for row, same in kept.items():
        fields = dict.fromkeys(_differing(then[row], now[same]))
        fields |= dict.fromkeys(_of_programs(old_programs[row], new_programs[same]))
        if fields:
            one = _listed(after, now, same)
            changed.append(Changed(one.id, one.name, one.city, one.state, tuple(fields)))
    return Differences(
        gone=tuple(_listed(before, then, row) for row in rows if row not in kept),
        new=tuple(_listed(after, now, row) for row in range(len(now)) if row not in still_there),
        changed=tuple(changed),
        fields=dict(Counter(name for one in changed for name in one.fields).most_common()),
    )


def _places(directory: Directory) -> _Rows:
    return _rows(as_tables(directory.facilities, directory.programs)[0])


def _programs(directory: Directory) -> dict[int, _Rows]:
    programs = defaultdict(list)
    for one in _rows(as_tables(directory.facilities, directory.programs)[1]):
        programs[one.pop("facility")].append(one)
    return programs


def _rows(table: pa.Table) -> _Rows:
    rows: _Rows = table.to_pylist()
    return rows


def _listed(directory: Directory, places: _Rows, row: int) -> Listed:
    one = places[row]
    name = " ".join(filter(None, [one["name1"], one["name2"]]))
    return Listed(one["id"], name, one["city"], STATES.codes[directory.facilities.state[row]])


def _differing(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys([*before, *after]):
        if name not in _NOT_COMPARED and before.get(name) != after.get(name):
            yield _SAME.get(name, _field(name))


def _field(column: str) -> str:
    """`hours_low` is hours, `pay.stated` is pay."""
    name = column.partition(".")[0]
    return next((name.removesuffix(end) for end in _ENDS if name.endswith(end)), name)


def _of_programs(before: _Rows, after: _Rows) -> Iterator[str]:
    """Programs are the same where care level and name are; else one has gone or come."""
    then, now = _named(before), _named(after)
    if then.keys() != now.keys():
        yield "programs"
    for key in then.keys() & now.keys():
        yield from _differing(then[key], now[key])


def _named(programs: Iterable[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    named: dict[Any, dict[str, Any]] = {}
    for one in programs:
        place = sum(key[:2] == (one["care"], one["program_name"]) for key in named)
        named[one["care"], one["program_name"], place] = one
    return named
