"""CSV in the letters and with the separators that spreadsheets write."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from finder.intake.cells import Cell
from finder.intake.not_a_table import NotATable
from finder.intake.sheets import RawTable, column_name, is_blank
from finder.locale import _

__all__ = ["read_delimited"]

_SEPARATORS = (",", ";", "\t", "|")
_MOST_CELL_LETTERS = 1_000_000
_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_BLANKS = frozenset("\t\n\r\f\v")


def read_delimited(data: bytes, column_names: frozenset[str]) -> tuple[RawTable, str]:
    """The table of a CSV file, and a remark on how its letters were read, or "".

    UTF-8, UTF-16 and Windows' Latin-1 are told apart; the separator is the one under which the
    most column names are found. Raises NotATable.
    """
    text, remark = _decoded(data)
    _refuse_markup(text)
    separator = _separator(text, column_names)
    if text[:4].lower() == "sep=":
        # Excel writes its separator on a line of its own; an empty line keeps the numbers right.
        text = text[text.index("\n") :] if "\n" in text else ""
    return RawTable("", [row for row in _rows(text, separator) if not is_blank(row[1])]), remark


def _decoded(data: bytes) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    encoding = encoding or _utf16_without_mark(data[:4096])
    remark = ""
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise NotATable(_("is cut off or no text")) from error
        line = data.count(b"\n", 0, error.start) + 1
        remark = _("is not in UTF-8 (line {line}), so it was read as Windows Latin-1")
        remark = remark.format(line=line)
        text = _latin(data)
    if _binary(text):
        raise NotATable(_("is neither a workbook nor a text; no table was found in it"))
    return text, remark


def _utf16_without_mark(beginning: bytes) -> str:
    """UTF-16 tells itself by the empty half of each Latin letter."""
    half = len(beginning) // 2 or 1
    if beginning[1::2].count(0) > 0.6 * half and not beginning[::2].count(0):
        return "utf-16-le"
    if beginning[::2].count(0) > 0.6 * half and not beginning[1::2].count(0):
        return "utf-16-be"
    return ""


def _latin(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _binary(text: str) -> bool:
    sample = text[:100_000]
    odd = sum(1 for letter in sample if letter < " " and letter not in _BLANKS)
    return "\0" in sample or odd > len(sample) / 200


def _refuse_markup(text: str) -> None:
    beginning = text[:2000].lstrip().lower()
    if beginning.startswith("<"):
        raise NotATable(_("is a web page or XML, not a table; download the file itself"))
    if beginning.startswith(("{", "[{", "[\n")):
        raise NotATable(_("is JSON, not a table"))


def _separator(text: str, column_names: frozenset[str]) -> str:
    beginning = list(islice(io.StringIO(text, newline=""), 20))

    def known(separator: str) -> tuple[int, int]:
        lines = [{column_name(name) for name in line.split(separator)} for line in beginning]
        return max(len(names & column_names) for names in lines), len(lines[0])

    return max(_SEPARATORS, key=known)


def _rows(text: str, separator: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    csv.field_size_limit(_MOST_CELL_LETTERS)
    try:
        return iter(list(_parsed(text, separator, strict=True)))
    except csv.Error as error:
        if "unexpected end" in str(error):
            reason = _("ends inside a quoted text: it is cut off, or a quote is missing")
            raise NotATable(reason) from error
    try:
        # Quotation marks in the middle of a text are no reason to refuse a file.
        return iter(list(_parsed(text, separator, strict=False)))
    except csv.Error as error:
        raise NotATable(_("has a text that no cell can hold; a quote is not closed")) from error


def _parsed(text: str, separator: str, *, strict: bool) -> Iterator[tuple[int, Sequence[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    before = 0
    for cells in reader:
        yield before + 1, cells
        before = reader.line_num
