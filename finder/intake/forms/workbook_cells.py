"""Cells of a workbook (.xlsx) that have no value: errors, and formulas that nobody has calculated.

The library that reads workbooks gives both as empty. Empty means not published, and an error does
not, so that these cells are found in the file itself and put back as what they are.
"""

from __future__ import annotations

import re
import zipfile
from html import unescape
from posixpath import join, normpath

from defusedxml.ElementTree import ParseError, fromstring

__all__ = ["cells_without_value"]

Places = dict[tuple[int, int], str]

_CELL = re.compile(rb"<c\b([^>]*)>(.*?)</c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<v\b[^>]*>([^<]+)</v>")
_FORMULA = re.compile(rb"<f\b[^>]*(?:/>|>([^<]*)</f>)")


def cells_without_value(archive: zipfile.ZipFile) -> dict[str, Places]:
    """By name of the sheet: row and column, both from 0, of each such cell, and its text."""
    found: dict[str, Places] = {}
    for name, member in _members(archive).items():
        content = archive.read(member)
        if b't="e"' in content or b"<f" in content:
            found[name] = _without_value(content)
    return found


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    """The member of the archive that holds each sheet; none where the workbook does not say."""
    try:
        book = fromstring(archive.read("xl/workbook.xml"))
        links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ParseError, ValueError):
        return {}
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    names = set(archive.namelist())
    members: dict[str, str] = {}
    for one in book.iter():
        key = next((text for name, text in one.items() if name.endswith("}id")), None)
        if one.tag.endswith("}sheet") and key in targets:
            target = targets[key]
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if path in names:
                members[one.get("name", "")] = path
    return members


def _without_value(content: bytes) -> Places:
    places: Places = {}
    for attributes, inner in _CELL.findall(content):
        is_error = b't="e"' in attributes
        if not is_error and b"<f" not in inner:
            continue
        place, value = _PLACE.search(attributes), _VALUE.search(inner)
        if place is None or (value and not is_error):
            continue
        formula = _FORMULA.search(inner)
        if is_error:
            text = value[1] if value else b"#N/A"
        elif b't="str"' in attributes and b"<v" in inner:
            # Its result is an empty text.
            continue
        else:
            text = b"=" + (formula[1] or b"" if formula else b"")
        places[int(place[2]) - 1, _column(place[1])] = unescape(text.decode("utf-8", "replace"))
    return places


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
