"""Where in a table its header stands, and how its columns become those of an own table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from finder.intake.columns.level_words import level_of, levels_in
from finder.intake.columns.places_in_cells import PARTS, WithPlaces, places_among
from finder.intake.columns.synonyms import bare
from finder.intake.columns.translation import Plan, Wanted, plan
from finder.intake.files.sheets import RawTable, Row, Sheet, column_name
from finder.intake.rows.cells import text_of

__all__ = ["Found", "best", "found_in", "sheet_of"]

_LINES_ABOVE_A_HEADER = 20
_SAMPLED = 400
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
    if of_places:
        rows = WithPlaces(rows, of_places, len(header))
    made = _without_a_doubtful_level(whole(names, parts=parts), rows, wanted)
    missing = tuple(name for name in required if name not in made.columns)
    above = [text_of(cell) for _one, row in table.rows[:place] for cell in row]
    titles = tuple(text for text in (table.name, *above) if text)
    return Found(made, rows, missing, titles, table.name)


def _without_a_doubtful_level(made: Plan, rows: Sequence[Row], wanted: Wanted) -> Plan:
    """Without a column that may be about something else, unless its cells name levels."""
    places = made.places.get("care_level")
    if places is None or wanted.map is not None or bare(made.header[places[0]]) in _SURE:
        return made
    texts = [
        text_of(cells[places[0]]) for _line, cells in rows[:_SAMPLED] if places[0] < len(cells)
    ]
    filled = [text for text in texts if text]
    understood = sum(bool(level_of(text) or levels_in(text)) for text in filled)
    if filled and understood * 2 >= len(filled):
        return made
    kept = {ours: some for ours, some in made.places.items() if ours != "care_level"}
    return replace(made, places=kept)


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
