"""Files that are written in tags: web pages with a table in them, and XML."""

from __future__ import annotations

import re

from finder.intake.files.delimited import encoding_of
from finder.intake.files.not_a_table import NotATable
from finder.intake.files.sheets import RawTable
from finder.intake.forms.html_table import read_html_tables
from finder.intake.forms.xml_tables import read_xml
from finder.locale import _

__all__ = ["is_markup", "read_markup"]

_BEGINNING = 4_000
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_A_TAG = re.compile(rb"<[a-zA-Z!?][^<>]{0,2000}>")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]{3,20})""", re.IGNORECASE)
_PAGES = re.compile(rb"<(?:!doctype html|html|table|div|body|head|meta|center|font|style)\b", re.I)

# Places of a map, and a workbook as XML; either may have pieces of a page in its texts.
_XML = re.compile(rb"<kml\b|urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE)


def is_markup(data: bytes) -> bool:
    """Whether a file begins with a tag, and is not a CSV whose first cell has one."""
    start = data[:_BEGINNING]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\0", b"").lstrip()
    found = _A_TAG.match(start)
    if found is None:
        return False
    if _PAGES.match(start) or start[:5].lower() == b"<?xml" or _XML.match(start):
        return True
    return b"," not in start[found.end() :].partition(b"\n")[0]


def read_markup(data: bytes) -> list[RawTable]:
    """The tables of a page or XML file. Raises NotATable where there is none."""
    start = data[:_BEGINNING].replace(b"\0", b"")
    if _XML.search(start) or not _PAGES.search(start):
        return read_xml(data)
    charset = _CHARSET.search(start)
    encoding = charset[1].decode("ascii") if charset else encoding_of(data)[0]
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        text = data.decode(encoding_of(data)[0])
    tables = read_html_tables(text)
    if not tables:
        raise NotATable(_("is a web page or XML, not a table; download the file itself"))
    return tables
