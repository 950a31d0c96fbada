"""JSON as tables: each list of objects is one, the objects' names being its header.

Objects inside an object stay as they are, in their cell; a reader that knows them takes them out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from finder.intake.files.not_a_table import NotATable
from finder.intake.files.sheets import RawTable, column_name
from finder.intake.forms.geometry import point_of
from finder.locale import _

__all__ = ["looks_like_json", "read_json"]

_MOST_BYTES = 1 << 29
_BEGINNINGS = (b"{", b"[")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# What ArcGIS and GeoJSON put around the facts of a row, and beside its point.
_WRAPPINGS = ("attributes", "properties")
_PARTS_OF_A_PLACE = 5
# Name, level, town, state and ZIP code: what a program has to say at least.
_FEWEST_FACTS = 5
# Objects beside the rows that say what these are.
_ABOUT = frozenset({"spatialReference", "directory"})


def looks_like_json(data: bytes) -> bool:
    """Whether a file begins as JSON does, whatever its name."""
    start = data[:200]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith(_BEGINNINGS)


def read_json(data: bytes) -> list[RawTable]:
    """The tables of a JSON file; rows are counted from 1. Raises NotATable."""
    if len(data) > _MOST_BYTES:
        raise NotATable(_("is JSON of more than half a gigabyte; no directory is"))
    try:
        whole = json.loads(data)
    except json.JSONDecodeError as error:
        if lines := _one_a_line(data):
            return [_table("", lines, {})]
        reason = _("is JSON that is cut off or damaged at line {line}; save or fetch it again")
        raise NotATable(reason.format(line=error.lineno)) from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise NotATable(_("is JSON that cannot be read; save or fetch it again")) from error
    tables = [_table(name, rows, about) for name, rows, about in _lists(whole)]
    if not tables and _is_one_row(whole):
        return [_table("", [whole], {})]
    if not tables:
        raise NotATable(_("is JSON without rows in it, not a table"))
    return tables


def _is_one_row(whole: Any) -> bool:
    """Whether an object is a row by itself, as a file with one object a line may have but one."""
    return (
        isinstance(whole, dict)
        and len(whole) >= _FEWEST_FACTS
        and not any(isinstance(one, (list, dict)) for one in whole.values())
    )


def _one_a_line(data: bytes) -> list[Any]:
    """The objects of a file that has one a line; none where it is no such file."""
    try:
        found = [json.loads(line) for line in data.splitlines() if line.strip()]
    except ValueError:
        return []
    return found if len(found) > 1 and all(isinstance(one, dict) for one in found) else []


def _lists(whole: Any) -> Iterator[tuple[str, list[Any], Mapping[str, Any]]]:
    """Every list of objects: its name, its objects, and the plain values that stand beside it."""
    if isinstance(whole, list):
        if any(isinstance(one, dict) for one in whole):
            yield "", whole, {}
        return
    if not isinstance(whole, dict):
        return
    if "id" in whole and "name" in whole:
        # An object with lists of its own, such as a service with its phones, is one row.
        yield "", [whole], {}
        return
    named = _named_columns(whole)
    if named:
        yield "", named, {}
        return
    about = {
        key: one for key, one in whole.items() if not isinstance(one, (list, dict)) or key in _ABOUT
    }
    for name, value in whole.items():
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            yield name, value, about
        elif isinstance(value, list) and value:
            yield name, [{} if one is None else {"value": one} for one in value], about


def _named_columns(whole: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of an open-data portal (Socrata) whose columns are named beside them."""
    meta = whole.get("meta")
    view = meta.get("view") if isinstance(meta, dict) else None
    columns = view.get("columns") if isinstance(view, dict) else None
    data = whole.get("data")
    if not isinstance(columns, list) or not isinstance(data, list):
        return []
    names = [one.get("name") if isinstance(one, dict) else None for one in columns]
    return [
        {name: _joined_cell(cell) for name, cell in zip(names, row, strict=False) if name}
        for row in data
        if isinstance(row, list)
    ]


def _joined_cell(cell: Any) -> Any:
    """A place comes as a list of address in JSON, latitude and longitude."""
    if isinstance(cell, list) and len(cell) == _PARTS_OF_A_PLACE:
        return {"human_address": cell[0], "latitude": cell[1], "longitude": cell[2]}
    return cell


def _table(name: str, objects: list[Any], about: Mapping[str, Any]) -> RawTable:
    rows = [_unwrapped(one, about.get("spatialReference")) for one in objects]
    header = list(dict.fromkeys(key for row in rows for key in row))
    lines: list[tuple[int, list[Any]]] = [(0, header)]
    lines += [(n, [row.get(key) for key in header]) for n, row in enumerate(rows, 1)]
    return RawTable(name, lines, dict(about))


def _unwrapped(one: Any, reference: Any) -> dict[str, Any]:
    """The facts of a row; none where something else stands in its place, such as null."""
    if not isinstance(one, dict):
        return {}
    inner = next((one[key] for key in _WRAPPINGS if isinstance(one.get(key), dict)), None)
    if inner is None:
        return one
    # What the facts themselves say of the position goes before the point beside them.
    named = {column_name(name) for name in inner}
    point = point_of(one, reference)
    return inner | {name: value for name, value in point.items() if name not in named}
