"""JSON as tables: each list of objects is one, the objects' names being its header.

Objects inside an object stay as they are, in their cell; a reader that knows them takes them out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from finder.intake.files.not_a_table import NotATable
from finder.intake.files.sheets import RawTable
from finder.locale import _

__all__ = ["looks_like_json", "read_json"]

_MOST_BYTES = 1 << 29
_BEGINNINGS = (b"{", b"[")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# What ArcGIS and GeoJSON put around the facts of a row.
_WRAPPINGS = ("attributes", "properties")


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
        reason = _("is JSON that is cut off or damaged at line {line}; save or fetch it again")
        raise NotATable(reason.format(line=error.lineno)) from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise NotATable(_("is JSON that cannot be read; save or fetch it again")) from error
    tables = [_table(name, rows, about) for name, rows, about in _lists(whole)]
    if not tables:
        raise NotATable(_("is JSON without rows in it, not a table"))
    return tables


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
    about = {key: one for key, one in whole.items() if not isinstance(one, (list, dict))}
    for name, value in whole.items():
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            yield name, value, about
        elif isinstance(value, list) and value:
            yield name, [{} if one is None else {"value": one} for one in value], about


def _table(name: str, objects: list[Any], about: Mapping[str, Any]) -> RawTable:
    rows = [_unwrapped(one) for one in objects]
    header = list(dict.fromkeys(key for row in rows for key in row))
    lines: list[tuple[int, list[Any]]] = [(0, header)]
    lines += [(n, [row.get(key) for key in header]) for n, row in enumerate(rows, 1)]
    return RawTable(name, lines, dict(about))


def _unwrapped(one: Any) -> dict[str, Any]:
    """The facts of a row; none where something else stands in its place, such as null."""
    if not isinstance(one, dict):
        return {}
    inner = next((one[key] for key in _WRAPPINGS if isinstance(one.get(key), dict)), None)
    return one if inner is None else inner
