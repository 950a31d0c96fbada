"""A whole place in one cell: JSON as open-data portals write it, a point, or a full address.

Socrata: {"latitude": …, "longitude": …, "human_address": "{…}"}, also as Python prints it;
GeoJSON and WKT points; "12 Main St, Boston, MA 02108", with or without "(42.1, -72.5)" behind.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from finder.intake.rows.cells import Cell, CellRefused, state_code, text_of

__all__ = ["PARTS", "WithPlaces", "place_in", "places_among"]

Row = tuple[int, Sequence[Cell]]
PARTS = ("latitude", "longitude", "street", "city", "state", "zip")
_SAMPLED = 60
_LARGEST_CELL = 4_000
_LONGEST_ADDRESS = 300
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_POINT = re.compile(rf"POINT\s*Z?\s*\(\s*({_NUMBER})\s+({_NUMBER})", re.IGNORECASE)
_PAIR = re.compile(rf"\(\s*({_NUMBER}\.\d+)\s*[,\s]\s*({_NUMBER}\.\d+)\s*\)\s*$")
_ADDRESS = re.compile(
    r"(?P<street>.+?)[,\n]\s*(?P<city>[^,\n\d]{2,40}?),?\s*[,\n ]\s*"
    r"(?P<state>[A-Za-z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\.?,?\s+(?P<zip>\d{5})(?:-\d{4})?"
    r"(?:,?\s*(?:USA?|United States))?",
    re.DOTALL,
)
_TOWN = re.compile(
    r"(?P<city>[A-Za-z][A-Za-z .'’-]{1,39}?)\s*[,/]?\s+"
    r"(?P<state>[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\.?\s*[,/]?\s*(?P<zip>\d{5})(?:-?\d{4})?"
)


def place_in(cell: Cell) -> dict[str, Cell]:
    """The parts of a place that a cell holds, by our columns; nothing where it holds none."""
    if isinstance(cell, Mapping):
        return _of_object(cell)
    if not isinstance(cell, str) or len(cell) > _LARGEST_CELL:
        return {}
    text = cell.strip()
    if text.startswith("{"):
        return _of_object(_object(text))
    if point := _POINT.match(text):
        return {"latitude": point[2], "longitude": point[1]}
    found: dict[str, Cell] = {}
    if pair := _PAIR.search(text):
        found = {"latitude": pair[1], "longitude": pair[2]}
        text = text[: pair.start()].strip(" \n,")
    return found | _of_address(text)


def places_among(rows: Sequence[Row], width: int) -> list[int]:
    """Columns of a table most of whose first cells hold a place."""
    sample = [cells for _line, cells in rows[:_SAMPLED]]
    found = []
    for place in range(width):
        filled = [cells[place] for cells in sample if place < len(cells) and cells[place]]
        if filled and sum(bool(place_in(cell)) for cell in filled) * 2 > len(filled):
            found.append(place)
    return found


class WithPlaces(Sequence[Row]):
    """Rows with the parts of the places in some of their cells behind them.

    width: cells of the header; a row is filled up to it, so that the parts stand in their places.
    street: the column of them that is that of the street, and has no more than it in some rows.
    """

    def __init__(
        self, rows: Sequence[Row], places: Sequence[int], width: int, street: int | None = None
    ) -> None:
        self._rows = rows
        self._street = street
        self._places = tuple(places)
        self._width = width

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return ((line, self._spread(cells)) for line, cells in self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return WithPlaces(self._rows[place], self._places, self._width, self._street)
        line, cells = self._rows[place]
        return line, self._spread(cells)

    def _spread(self, cells: Sequence[Cell]) -> list[Cell]:
        row = [*cells[: self._width], *[None] * (self._width - len(cells))]
        for place in self._places:
            parts = place_in(row[place])
            if place == self._street and not parts:
                parts = {"street": row[place]}
            row += [parts.get(part) for part in PARTS]
        return [*row, *cells[self._width :]]


def _object(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        pass
    try:
        # As Python prints it; only plain values are understood.
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _of_object(whole: Any) -> dict[str, Cell]:
    if not isinstance(whole, Mapping):
        return {}
    lowered = {str(name).lower(): value for name, value in whole.items()}
    found: dict[str, Cell] = {}
    coordinates = lowered.get("coordinates")
    if isinstance(coordinates, (list, tuple)) and len(coordinates) > 1:
        found = {"latitude": coordinates[1], "longitude": coordinates[0]}
    for part, names in _NAMES.items():
        value = next((lowered[name] for name in names if lowered.get(name)), None)
        if value is not None and not isinstance(value, (dict, list)):
            found[part] = value
    address = lowered.get("human_address")
    if isinstance(address, str) and address.strip().startswith("{"):
        address = _object(address)
    return _of_object(address) | found if isinstance(address, Mapping) else found


_NAMES = {
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "lng", "x"),
    "street": ("address", "street", "street_address", "address1"),
    "city": ("city", "town"),
    "state": ("state", "state_code", "region"),
    "zip": ("zip", "zipcode", "zip_code", "postal_code", "postalcode"),
}


def _of_address(text: str) -> dict[str, Cell]:
    """Of "12 Main St, Boston, MA 02108", or of "Boston, MA 02108" alone."""
    if len(text) >= _LONGEST_ADDRESS:
        return {}
    match = _ADDRESS.fullmatch(text.replace("\r", "")) or _TOWN.fullmatch(text)
    if match is None:
        return {}
    try:
        state = state_code(match["state"])
    except CellRefused:
        return {}
    street = match.groupdict().get("street")
    return ({"street": text_of(street).rstrip(" ,")} if street else {}) | {
        "city": text_of(match["city"]),
        "state": state,
        "zip": match["zip"],
    }
