"""What a row of somebody's file says that is not known yet.

The file is most often the area's own table, filled in further: what stands there as it was taken
out is nobody's word, and must not grow younger by being sent back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from finder.desk.fold import FACTS, OF_A_PLACE
from finder.directory import Directory, Facility, Program
from finder.export.column import Row
from finder.export.columns import columns
from finder.intake.overlay.one_row import IDENTIFYING, checked_cells
from finder.intake.table.template import column_order
from finder.search import FoundFacility, FoundProgram

__all__ = ["known_cells", "news", "program_of"]

# Its day is not a fact of its own: it says when all others were so.
_CONFIRMED = "verified_on"
# Each phone is a word of its own.
_TOGETHER = tuple(
    columns
    for facts in (FACTS, OF_A_PLACE)
    for fact, columns in facts.items()
    if len(columns) > 1 and fact != "phones"
)


def program_of(facility: Facility, care: str | None, name: str) -> Program | None:
    """The program that a row is about; None where the place has none of that level, or several."""
    alike = [one for one in facility.programs if one.care == care]
    if care is None and not alike:
        alike = list(facility.programs)
    if len(alike) > 1:
        alike = [one for one in alike if one.name == name]
    return alike[0] if len(alike) == 1 else None


def known_cells(directory: Directory, facility: Facility, program: Program) -> dict[str, str]:
    """What the area's own table has of a program, by column."""
    found = FoundProgram(program, match=True, ask=())
    place = FoundFacility(1, facility, True, None, (found,), None)
    row = Row(directory, place, found, facility, program)
    exported = {column.name: column.cell for column in columns()}
    wanted = [one for one in column_order() if one not in IDENTIFYING and one in exported]
    return {name: _text(exported[name](row)) for name in wanted}


def news(known: Mapping[str, str], given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The cells that say something new; all that are filled where `verified_on` is a later day.

    What belongs together is told together. A row in which a cell is refused is given back as it
    is, so that saving it says why.
    """
    told, refused = checked_cells(given, today)
    if refused:
        return dict(given)
    before, _refused = checked_cells(known, today)
    day, day_before = (str(one.get(_CONFIRMED, "")) for one in (told, before))
    confirmed = day > day_before
    said = {
        name
        for name, value in told.items()
        if name != _CONFIRMED and (confirmed or _differs(name, value, before.get(name)))
    }
    for together in _TOGETHER:
        if said & set(together):
            said |= told.keys() & set(together)
    if confirmed:
        said.add(_CONFIRMED)
    return {name: value for name, value in told.items() if name in said}


def _differs(name: str, value: object, known: object) -> bool:
    if name in ("phone", "intake_phone"):
        # A table leaves out the plus sign, which a spreadsheet takes for a sum.
        return str(value).lstrip("+ ") != str(known or "").lstrip("+ ")
    return value != known


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return str(cell)
