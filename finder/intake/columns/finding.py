"""Where in a table its header stands, and how its columns become those of an own table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from finder.intake.columns.level_words import level_of, levels_in
from finder.intake.columns.places_in_cells import PARTS, WithPlaces, places_among
from finder.intake.columns.synonyms import bare
from finder.intake.columns.translation import YES_OR_NO, Plan, Wanted, plan
from finder.intake.files.sheets import RawTable, Row, Sheet, column_name
from finder.intake.rows.cells import text_of

__all__ = ["Found", "best", "found_in", "sheet_of"]

_LINES_ABOVE_A_HEADER = 20
_SAMPLED = 400
# Of the filled cells: of a column that is often about the level, and of any other that may be.
_MOST_OF_A_SYNONYM = 0.5
_MOST_OF_ANOTHER = 0.8
_MAY_BE_ABOUT_LEVELS = re.compile(
    r"level|care|asam|loc|modalit|service|svc|treatment|type|categor|licen|setting|component"
    r"|program|certif"
)
# Names that say for certain that a column is about the level of care.
_SURE = frozenset(
    map(
        bare,
        (
            "care level",
            "level of care",
            "levels of care",
            "loc",
            "asam level",
            "asam level of care",
        ),
    )
)


@dataclass(frozen=True)
class Found:
    """A header, how it is understood, and the rows under it, with parts of places behind them.

    missing: columns that an own table needs and this one has not. titles: texts above the header.
    """

    plan: Plan
    rows: Sequence[Row]
    missing: tuple[str, ...]
    titles: tuple[str, ...]
    name: str


def sheet_of(table: RawTable, wanted: Wanted, required: Sequence[str]) -> Sheet | None:
    """A table under its header, in our columns; None where it lacks some that are required."""
    found = best(table, wanted, required)
    if found is None or found.missing or found.plan.unknown:
        return None
    return _as_sheet(found)


def best(table: RawTable, wanted: Wanted, required: Sequence[str]) -> Found | None:
    """The line that is most of a header: the first to which nothing is missing, or the least."""
    candidates: list[Found] = []
    for place, (_line, cells) in enumerate(table.rows[:_LINES_ABOVE_A_HEADER]):
        if sum(bool(text_of(cell)) for cell in cells) < 2:
            continue
        found = found_in(table, place, wanted, required)
        if not found.missing and not found.plan.unknown:
            return found
        candidates.append(found)
    return max(candidates, key=lambda one: len(one.plan.places), default=None)


def found_in(table: RawTable, place: int, wanted: Wanted, required: Sequence[str]) -> Found:
    """What is found if the header is the line at a place."""
    header = [text_of(cell) for cell in table.rows[place][1]]
    rows = table.rows[place + 1 :]
    whole = partial(plan, wanted=wanted, of_places="facility_name" in required)
    of_places = places_among(rows, len(header))
    names = list(header)
    parts: dict[str, int] = {}
    for column in of_places:
        for part in PARTS:
            parts.setdefault(part, len(names))
            names.append(f"{header[column]} {part}")
    made = whole(names, parts=parts)
    street = made.places.get("street", (-1,))
    if of_places:
        alone = street[0] if street[0] in of_places else None
        rows = WithPlaces(rows, of_places, len(header), alone)
        if alone is not None:
            # The whole address stands in it: town and ZIP code are no part of the street.
            of_it = len(header) + len(PARTS) * of_places.index(alone) + PARTS.index("street")
            made = replace(made, places={**made.places, "street": (of_it, *street[1:])})
    made = _with_the_level(made, rows, wanted)
    missing = tuple(name for name in required if name not in made.columns)
    above = [text_of(cell) for _one, row in table.rows[:place] for cell in row]
    titles = tuple(text for text in (table.name, *above) if text)
    return Found(made, rows, missing, titles, table.name)


def _with_the_level(made: Plan, rows: Sequence[Row], wanted: Wanted) -> Plan:
    """The plan with the column whose cells name care levels, whatever their column is called.

    A column that only by its name may be about the level ("Type") is none unless its cells are.
    Where no column is, those that bear the name of a level and say yes or no together are.
    """
    now = made.places.get("care_level", ())[:1]
    if wanted.map is not None or (now and bare(made.header[now[0]]) in _SURE):
        return made
    if now and _share_of_levels(rows, now[0]) >= _MOST_OF_A_SYNONYM:
        return made
    places = {ours: some for ours, some in made.places.items() if ours != "care_level"}
    # "Services" is a column of ours as well, of codes that no level is among.
    if _share_of_levels(rows, *places.get("services", (len(made.header),))) >= _MOST_OF_ANOTHER:
        del places["services"]
    used = {place for some in places.values() for place in some} | {*made.terms, *made.status}
    rated = [
        (_share_of_levels(rows, place), -place)
        for place, name in enumerate(made.header)
        if place not in (*used, *now) and _MAY_BE_ABOUT_LEVELS.search(bare(name))
    ]
    share, place = max(rated, default=(0.0, 0))
    if share >= _MOST_OF_ANOTHER:
        return replace(made, places=places | {"care_level": (-place,)})
    flags = _levels_by_name(made, rows, used)
    if flags and "care_level" not in made.constants:
        places = {ours: some for ours, some in places.items() if some[0] not in flags.values()}
        return replace(made, places=places, flags={**made.flags, "care_level": flags})
    return replace(made, places=places)


def _share_of_levels(rows: Sequence[Row], place: int) -> float:
    """Which share of the filled cells of a column names care levels, from 0 to 1.

    A whole number is none here: in most columns it is the number of something.
    """
    filled = _filled(rows, place)
    told = [one for one in filled if not one.isdecimal() and (level_of(one) or levels_in(one))]
    return len(told) / len(filled) if filled else 0.0


def _levels_by_name(made: Plan, rows: Sequence[Row], used: set[int]) -> dict[str, int]:
    """Columns such as "Detox", "IOP" and "Residential" that say yes or no; two or more, or none."""
    found: dict[str, int] = {}
    marked = 0
    for place, name in enumerate(made.header):
        code = level_of(name) if place not in used or name.casefold() == "detox" else ""
        texts = {one.casefold() for one in _filled(rows, place)} if code else {""}
        if texts <= YES_OR_NO and code not in found:
            found[code] = place
            marked += bool(texts)
    return found if marked > 1 else {}


def _filled(rows: Sequence[Row], place: int) -> list[str]:
    cells = [cells[place] for _line, cells in rows[:_SAMPLED] if place < len(cells)]
    texts = [text_of(cell) for cell in cells if not _holds_records(cell)]
    return [text for text in texts if text]


def _holds_records(cell: object) -> bool:
    """Whether a cell is a part of a document, such as all services of an organisation."""
    return isinstance(cell, dict) or (isinstance(cell, list) and any(map(_holds_records, cell)))


def _as_sheet(found: Found) -> Sheet:
    made = found.plan
    if made.is_plain:
        names = [column_name(name) for name in made.header]
        columns: dict[str, int] = {}
        for at, name in enumerate(names):
            if name:
                columns.setdefault(name, at)
        return Sheet(
            found.titles,
            columns,
            found.rows,
            len(names),
            tuple(name for name in columns if names.count(name) > 1),
            tuple(at for at, name in enumerate(names) if not name),
            name=found.name,
        )
    columns = made.columns
    return Sheet(found.titles, columns, found.rows, len(columns), name=found.name, translation=made)
