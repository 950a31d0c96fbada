"""What changed for people between two directories: places gone, new and moved, phone, level, price
and openings.

A place has moved where both list it at another address, or where one that is gone and one that is
new have the same name and the same telephone number, and no other place has either. What is said of
it then names that reason: no listing says that a place has moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import pyarrow as pa

from finder.directory.directory import Directory
from finder.directory.facility import Program
from finder.vocabulary import CARE_LEVELS, STATES

__all__ = ["KINDS", "Change", "Kind", "Value", "changes_between", "changes_told"]

Kind = Literal["gone", "new", "moved", "phone", "level", "price", "openings"]
KINDS: tuple[Kind, ...] = ("gone", "new", "moved", "phone", "level", "price", "openings")
# A value is a text, or of one care level: its code and then numbers and texts.
Value = tuple[Any, ...]
_ADDRESS = ("street1", "street2", "city", "zip")


@dataclass(frozen=True)
class Change:
    """One thing that changed at one place.

    old, new: its rows before and after, None where it is not listed. before, after: what is said
    there: phones, codes of levels, addresses; a price as level, low, high, unit; openings as level,
    number, ISO day. inferred: moved, by name and telephone number alone.
    """

    kind: Kind
    old: int | None
    new: int | None
    before: tuple[Value, ...] = ()
    after: tuple[Value, ...] = ()
    inferred: bool = False


def changes_between(before: Directory, after: Directory) -> tuple[Change, ...]:
    """All of them, in the order of the kinds and then of the rows."""
    rows = {row: after.row_of(one) for row, one in enumerate(_ids(before))}
    kept = {row: now for row, now in rows.items() if now is not None}
    gone = [row for row, now in rows.items() if now is None]
    staying = set(kept.values())
    fresh = [row for row in range(len(after.facilities)) if row not in staying]
    moves = _moves(before, after, gone, fresh)
    left, come = {old for old, _new in moves}, {new for _old, new in moves}
    found = [Change("gone", row, None) for row in gone if row not in left]
    found += [Change("new", None, row) for row in fresh if row not in come]
    found += _moved(before, after, moves)
    found += _of_kept(before, after, {**kept, **dict(moves)}, set(moves))
    return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))


def _ids(directory: Directory) -> list[str]:
    ids: list[str] = directory.facilities.texts["id"].to_pylist()
    return ids


def _moves(
    before: Directory, after: Directory, gone: Iterable[int], fresh: Iterable[int]
) -> list[tuple[int, int]]:
    """Pairs of one that is gone and one that is new: name and number name just one of each."""
    then, now = _by_name_and_number(before, gone), _by_name_and_number(after, fresh)
    return sorted(
        (old, now[key][0])
        for key, [old, *others] in then.items()
        if not others and len(now.get(key, ())) == 1
    )


def _by_name_and_number(
    directory: Directory, rows: Iterable[int]
) -> Mapping[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    texts = directory.facilities.texts
    names = texts["search_name"].to_pylist()
    phones = texts["phones"].to_pylist()
    states = directory.facilities.state
    for row in rows:
        number = next((_digits(one["text"]) for one in phones[row] or () if one["text"]), "")
        if number:
            found[f"{names[row]}|{states[row]}", number].append(row)
    return found


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))[:10]


def _of_kept(
    before: Directory, after: Directory, kept: Mapping[int, int], moved: Collection[tuple[int, int]]
) -> Iterator[Change]:
    """moved: pairs of which that is told already."""
    then, now = _said(before, list(kept)), _said(after, list(kept.values()))
    for (old, new), was, is_now in zip(kept.items(), then, now, strict=True):
        if was == is_now:
            continue
        for kind, one, other in zip(_COMPARED, was, is_now, strict=True):
            if one != other and not (kind == "moved" and (old, new) in moved):
                yield Change(kind, old, new, one, other)


def changes_told(before: Directory, after: Directory) -> tuple[Change, ...]:
    """What a team was told of places, laid over a directory: its rows are those of the one before.

    Who is told to be closed is gone. What is told and says the same is no change.
    """
    owners = after.programs.facility
    rows = sorted({*after.told.places, *(int(owners[one]) for one in after.told.programs)})
    closed = {row for row, said in after.told.places.items() if said.closed_since}
    found = [Change("gone", row, row) for row in rows if row in closed]
    found += _of_kept(before, after, {row: row for row in rows if row not in closed}, ())
    return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))


def _moved(
    before: Directory, after: Directory, moves: Sequence[tuple[int, int]]
) -> Iterator[Change]:
    then, now = (
        _said(before, [old for old, _new in moves]),
        _said(after, [new for _old, new in moves]),
    )
    for (old, new), was, is_now in zip(moves, then, now, strict=True):
        yield Change("moved", old, new, was.address, is_now.address, inferred=True)


class _Said(NamedTuple):
    """What is said of one place, in the order of _COMPARED."""

    address: tuple[Value, ...]
    phones: tuple[Value, ...]
    levels: tuple[Value, ...]
    prices: tuple[Value, ...]
    openings: tuple[Value, ...]


_COMPARED: tuple[Kind, ...] = ("moved", "phone", "level", "price", "openings")


def _said(directory: Directory, rows: Sequence[int]) -> list[_Said]:
    """A column at a time, and no other: a facility as a whole takes fifty times as long."""
    texts = directory.facilities.texts.select([*_ADDRESS, "phones"]).take(
        pa.array(rows, pa.int64())
    )
    streets, more, cities, zips, phones = (column.to_pylist() for column in texts.columns)
    states = directory.facilities.state[np.array(rows, dtype=np.int64)].tolist()
    told = directory.told.places
    levels, prices, openings = _levels(directory), _prices(directory), _openings(directory)
    found = []
    for at, row in enumerate(rows):
        parts = (streets[at], more[at], cities[at], STATES.codes[states[at]], zips[at])
        numbers = {one["text"] for one in phones[at] or ()}
        said = told.get(row)
        if said is not None and said.phones is not None:
            numbers = {one.text for one in said.phones}
        of_row = directory.programs_of(row)
        found.append(
            _Said(
                ((", ".join(filter(None, parts)),),),
                # Which number stands first says nothing of the numbers.
                tuple((text,) for text in sorted(numbers)),
                tuple((care,) for care in dict.fromkeys(map(levels.__getitem__, of_row)) if care),
                tuple(prices[one] for one in of_row if one in prices),
                tuple(openings[one] for one in of_row if one in openings),
            )
        )
    return found


def _levels(directory: Directory) -> list[str | None]:
    """Of each program the code of its level."""
    codes = (*CARE_LEVELS.codes, None)
    return [codes[min(one, len(CARE_LEVELS))] for one in directory.programs.care.tolist()]


def _prices(directory: Directory) -> dict[int, Value]:
    """By the rows of programs that have one: what is published, else a hospital's cash price."""
    numbers = directory.programs.numbers
    named = ("cost_low", "cost_high", "cash_low")
    unknown = np.isnan([numbers[one] for one in named]).all(axis=0)
    rows = np.flatnonzero(~unknown)
    return {row: _price(directory.program(row)) for row in rows.tolist()}


def _price(program: Program) -> Value:
    if program.cost is not None:
        return program.care, program.cost.low, program.cost.high, program.cost_per
    if program.cash is not None:
        return program.care, program.cash.low, program.cash.high, program.cash.unit
    raise ValueError("a program without a price")


def _openings(directory: Directory) -> dict[int, Value]:
    """By the rows of the programs that have reported them."""
    rows = np.flatnonzero(~np.isnan(directory.programs.numbers["openings"]))
    return {row: _opening(directory.program(row)) for row in rows.tolist()}


def _opening(program: Program) -> Value:
    day = program.openings_on
    return program.care, program.openings, day and day.isoformat()
