"""XML that is a table: places of a map (KML), and a workbook that Excel saved as XML (2003)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from finder.intake.files.not_a_table import NotATable
from finder.intake.files.sheets import RawTable, is_blank
from finder.intake.rows.cells import Cell
from finder.locale import _

__all__ = ["read_xml"]

_MOST_SKIPPED = 10_000


def read_xml(data: bytes) -> list[RawTable]:
    """The tables of an XML file. Raises NotATable for any other than these two."""
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError) as error:
        reason = _("is XML that is damaged, cut off or not safe to read; download it again")
        raise NotATable(reason) from error
    kind = _tag(root).lower()
    if kind == "kml":
        return [_placemarks(root)]
    if kind == "workbook":
        return list(_sheets(root))
    raise NotATable(_("is a web page or XML, not a table; download the file itself"))


def _placemarks(root: Element) -> RawTable:
    rows = [dict(_facts(one)) for one in root.iter() if _tag(one) == "Placemark"]
    if not rows:
        raise NotATable(_("is a KML map without places in it"))
    header = list(dict.fromkeys(name for row in rows for name in row))
    lines: list[tuple[int, list[Cell]]] = [(0, list(header))]
    lines += [(n, [row.get(name) for name in header]) for n, row in enumerate(rows, 1)]
    return RawTable("", lines)


def _facts(placemark: Element) -> Iterator[tuple[str, str]]:
    """Names and texts of what a place states; its point as latitude and longitude."""
    for one in placemark.iter():
        tag, text = _tag(one), (one.text or "").strip()
        if tag in ("name", "address", "description", "phoneNumber") and text:
            yield {"phoneNumber": "phone"}.get(tag, tag), text
        elif tag == "SimpleData" and text:
            yield one.get("name", ""), text
        elif tag == "Data":
            value = "".join(part.text or "" for part in one if _tag(part) == "value").strip()
            if value:
                yield one.get("name", ""), value
        elif tag == "Point":
            yield from _point(one)


def _point(point: Element) -> Iterator[tuple[str, str]]:
    text = next((one.text or "" for one in point if _tag(one) == "coordinates"), "")
    longitude, comma, rest = text.strip().partition(",")
    if comma:
        yield "longitude", longitude.strip()
        yield "latitude", rest.partition(",")[0].strip()


def _sheets(root: Element) -> Iterator[RawTable]:
    for sheet in _all(root, "Worksheet"):
        rows: list[tuple[int, list[Cell]]] = []
        line = 0
        for row in _all(sheet, "Row"):
            line = _place(row, line + 1)
            cells = _cells(row)
            if not is_blank(cells):
                rows.append((line, cells))
        yield RawTable(_attribute(sheet, "Name"), rows)


def _cells(row: Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in _all(row, "Cell"):
        place = _place(cell, len(cells) + 1)
        cells += [None] * (place - 1 - len(cells))
        data = next(iter(_all(cell, "Data")), None)
        cells.append(None if data is None else "".join(data.itertext()))
    return cells


def _place(element: Element, otherwise: int) -> int:
    """Where a row or cell stands: empty ones before it are left away, and it says so."""
    text = _attribute(element, "Index")
    place = int(text) if text.isdecimal() else otherwise
    if not otherwise <= place <= otherwise + _MOST_SKIPPED:
        raise NotATable(_("the workbook is damaged or cut off; download or save it again"))
    return place


def _all(element: Element, tag: str) -> Iterable[Element]:
    return (one for one in element.iter() if _tag(one) == tag)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")
