"""What changed for people between two directories: places gone, new and moved, phone, level, price
and openings.

A place has moved where both list it at another address, or where one that is gone and one that is
new have the same name and the same telephone number, and no other place has either. What is said of
it then names that reason: no listing says that a place has moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from numpy.typing import NDArray

from finder.directory.directory import Directory
from finder.directory.facility import Facility, Program

__all__ = ["KINDS", "Change", "Kind", "Value", "changes_between"]

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
    found += [_moved(before, after, old, new, inferred=True) for old, new in moves]
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
    before: Directory, after: Directory, kept: Mapping[int, int], moved: set[tuple[int, int]]
) -> Iterator[Change]:
    """Only rows that differ somewhere are read as facilities."""
    then, now = _marks(before), _marks(after)
    pairs = [(old, new) for old, new in kept.items() if then[old] != now[new]]
    olds = before.each_facility([old for old, _new in pairs])
    news = after.each_facility([new for _old, new in pairs])
    for (old, new), one, other in zip(pairs, olds, news, strict=True):
        if (old, new) not in moved and _address(one) != _address(other):
            yield Change("moved", old, new, (_address(one),), (_address(other),))
        for kind, values_of in _COMPARED.items():
            was, is_now = values_of(one), values_of(other)
            if was != is_now:
                yield Change(kind, old, new, was, is_now)


def _moved(before: Directory, after: Directory, old: int, new: int, *, inferred: bool) -> Change:
    one, other = before.facility(old), after.facility(new)
    return Change("moved", old, new, (_address(one),), (_address(other),), inferred)


def _marks(directory: Directory) -> list[Any]:
    """Of each facility what can change, in a form that is quick to compare."""
    places, programs = directory.facilities, directory.programs
    columns = [places.texts[name].to_pylist() for name in (*_ADDRESS, "phones")]
    numbers = ("cost_low", "cost_high", "openings", "openings_on", "cash_low", "cash_high")
    arrays: list[NDArray[Any]] = [
        programs.care,
        programs.cost_per,
        *(programs.numbers[one] for one in numbers),
    ]
    offers: dict[int, list[str]] = defaultdict(list)
    for owner, *values in zip(
        programs.facility.tolist(), *(one.tolist() for one in arrays), strict=True
    ):
        offers[owner].append(repr([float(one) for one in values]))
    return [
        (*(column[row] for column in columns), sorted(offers[row])) for row in range(len(places))
    ]


def _address(facility: Facility) -> Value:
    parts = (facility.street1, facility.street2, facility.city, facility.state, facility.zip)
    return (", ".join(part for part in parts if part),)


def _phones(facility: Facility) -> tuple[Value, ...]:
    # Which number stands first says nothing of the numbers.
    return tuple((text,) for text in sorted({one.text for one in facility.phones}))


def _levels(facility: Facility) -> tuple[Value, ...]:
    return tuple((care,) for care in dict.fromkeys(one.care for one in facility.programs) if care)


def _prices(facility: Facility) -> tuple[Value, ...]:
    return tuple(filter(None, map(_price, facility.programs)))


def _price(program: Program) -> Value | None:
    if program.cost is not None:
        return program.care, program.cost.low, program.cost.high, program.cost_per
    if program.cash is not None:
        return program.care, program.cash.low, program.cash.high, program.cash.unit
    return None


def _openings(facility: Facility) -> tuple[Value, ...]:
    return tuple(
        (one.care, one.openings, one.openings_on and one.openings_on.isoformat())
        for one in facility.programs
        if one.openings is not None
    )


_COMPARED: Mapping[Kind, Callable[[Facility], tuple[Value, ...]]] = {
    "phone": _phones,
    "level": _levels,
    "price": _prices,
    "openings": _openings,
}
