"""One table written in every form that people bring: dialects, containers, map services."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

__all__ = ["CONTAINERS", "Table", "delimited"]

# The header first; all cells are texts. Its last two columns are latitude and longitude.
Table = Sequence[Sequence[str]]


def delimited(table: Table, separator: str = ",", quote: str = '"', end: str = "\r\n") -> str:
    """A CSV; cells are all in quotes where these are others than double ones."""
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_MINIMAL if quote == '"' else csv.QUOTE_ALL
    writer = csv.writer(
        text, delimiter=separator, quotechar=quote, quoting=quoting, lineterminator=end
    )
    writer.writerows(table)
    return text.getvalue()


def _workbook(table: Table) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("List")
        sheet.write_string(0, 0, "Programs of our county")
        for line, row in enumerate(table, start=2):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(line, place, cell)
    return file.getvalue()


def _sheet_of_libreoffice(table: Table) -> bytes:
    """An .ods, whose empty cells and rows are written once with a count."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
            "</table:table-cell>"
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in table
    )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="List">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


def _page(table: Table) -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table
    )
    return f'<html><meta charset="utf-8"><table>{rows}</table></html>'.encode()


def _facts(table: Table) -> list[dict[str, str]]:
    """Each row by its header, empty cells and the position left out."""
    header = table[0][:-2]
    return [
        {name: cell for name, cell in zip(header, row, strict=False) if cell} for row in table[1:]
    ]


def _geojson(table: Table) -> bytes:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(row[-1]), float(row[-2])]},
            "properties": facts,
        }
        for row, facts in zip(table[1:], _facts(table), strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _arcgis(table: Table) -> bytes:
    features = [
        {"attributes": facts, "geometry": {"x": float(row[-1]), "y": float(row[-2])}}
        for row, facts in zip(table[1:], _facts(table), strict=True)
    ]
    about = {"geometryType": "esriGeometryPoint", "spatialReference": {"wkid": 4326}}
    return json.dumps({**about, "features": features}).encode()


def _socrata(table: Table) -> bytes:
    """The address as JSON in a cell, as the portal writes it."""
    rows = []
    for row, facts in zip(table[1:], _facts(table), strict=True):
        parts = {"address": "street", "city": "city", "state": "state", "zip": "zip"}
        address = {theirs: facts.pop(ours, "") for theirs, ours in parts.items()}
        place = {"latitude": row[-2], "longitude": row[-1], "human_address": json.dumps(address)}
        rows.append({**facts, "location_1": place})
    return json.dumps(rows).encode()


def _kml(table: Table) -> bytes:
    places = "".join(
        "<Placemark><ExtendedData>"
        + "".join(
            f'<Data name="{name}"><value>{escape(cell)}</value></Data>'
            for name, cell in facts.items()
        )
        + f"</ExtendedData><Point><coordinates>{row[-1]},{row[-2]},0</coordinates></Point>"
        + "</Placemark>"
        for row, facts in zip(table[1:], _facts(table), strict=True)
    )
    space = "http://www.opengis.net/kml/2.2"
    return f'<?xml version="1.0"?><kml xmlns="{space}"><Document>{places}</Document></kml>'.encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def _parquet(table: Table) -> bytes:
    file = io.BytesIO()
    columns = {name: [row[at] or None for row in table[1:]] for at, name in enumerate(table[0])}
    pq.write_table(
        pa.table({name: pa.array(some, pa.string()) for name, some in columns.items()}), file
    )
    return file.getvalue()


def _a_file_for_each_row(table: Table) -> bytes:
    return _zipped(
        {
            f"counties/{at:03}.csv": delimited([table[0], row]).encode()
            for at, row in enumerate(table[1:])
        }
    )


CONTAINERS: dict[str, Callable[[Table], bytes]] = {
    "workbook": _workbook,
    "sheet of LibreOffice": _sheet_of_libreoffice,
    "page that is called .xls": _page,
    "gzip": lambda table: gzip.compress(delimited(table).encode()),
    "zip": lambda table: _zipped({"list.csv": delimited(table).encode()}),
    "a file a county": _a_file_for_each_row,
    "GeoJSON": _geojson,
    "ArcGIS": _arcgis,
    "Socrata": _socrata,
    "KML": _kml,
    "KMZ": lambda table: _zipped({"doc.kml": _kml(table), "images/icon.png": b"\x89PNG\r\n"}),
    "Parquet": _parquet,
    "JSON": lambda table: json.dumps(
        [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    ).encode(),
    "a line of JSON a row": lambda table: "\n".join(
        json.dumps(dict(zip(table[0], row, strict=True))) for row in table[1:]
    ).encode(),
}
