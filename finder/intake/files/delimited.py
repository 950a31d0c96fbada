"""CSV in the letters and with the separators that spreadsheets write."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from itertools import islice

from finder.intake.files.csv_rows import MOST_CELL_LETTERS, CsvFile, CsvRows, lenient
from finder.intake.files.not_a_table import NotATable
from finder.intake.files.sheets import RawTable, column_name
from finder.locale import _, mark

__all__ = ["encoding_of", "read_delimited"]

_SEPARATORS = (",", ";", "\t", "|", "^", "~")
_BEGINNING = 100_000
# Of so many letters one may be a null character in what is a text all the same.
_FEW = 100
_CHUNK = 1 << 20
_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_LAST_OF_ASCII = 127
_LOOKED_THROUGH = 4 << 20
_MOST_ODD = 2_000
_BLANKS = frozenset("\t\n\r\f\v")


def read_delimited(data: bytes, column_names: frozenset[str]) -> tuple[RawTable, str]:
    """The table of a CSV file, and a remark on how its letters were read, or "".

    UTF-8, UTF-16 and Windows' Latin-1 are told apart; the separator is the one under which the
    most column names are found. Raises NotATable.
    """
    encoding, remark = encoding_of(data)
    if not encoding.startswith(("utf-16", "utf-32")) and 0 < data.count(0) < len(data) / _FEW:
        # Databases and old programs fill texts up with them; nothing stands in their place.
        data = data.replace(b"\0", b"")
        reason = _("has null characters in its text, which were left out")
        remark = f"{remark}; {reason}" if remark else reason
    with io.TextIOWrapper(io.BytesIO(data), encoding, newline="") as stream:
        beginning = stream.read(_BEGINNING)
    if not beginning:
        raise NotATable(_("the file is empty"))
    if _binary(beginning):
        raise NotATable(_("is neither a workbook nor a text; no table was found in it"))
    # Excel writes its separator on a line of its own.
    above = 1 if beginning[:4].lower() == "sep=" else 0
    separator = _separator(beginning, column_names)
    quote = _quote(beginning, separator)
    file = CsvFile(data, encoding, separator, lines_above=above, quote=quote)
    return RawTable("", _rows(file)), remark


def encoding_of(data: bytes) -> tuple[str, str]:
    """How the letters of a text are written, and a remark on it, or "". Raises NotATable."""
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    encoding = encoding or _utf16_without_mark(data[:4096])
    wrong = _first_wrong(data, encoding or "utf-8")
    if wrong is None:
        return encoding or "utf-8", ""
    if encoding:
        raise NotATable(_("is cut off or no text"))
    line = data.count(b"\n", 0, wrong) + 1
    name, encoding = _one_of_old(data)
    remark = _("is not in UTF-8 (line {line}), so it was read as {name}")
    return encoding, remark.format(line=line, name=_(name))


def _one_of_old(data: bytes) -> tuple[str, str]:
    """The letters of one byte each under which most of them are letters of words.

    Windows' are meant unless those of a Mac or of DOS make plainly more sense: `A–oranza` has a
    dash within a word where a Mac writes an ñ. Name and encoding.
    """
    latin = "latin-1" if _first_wrong(data, "cp1252") is not None else "cp1252"
    windows = (mark("Windows Latin-1"), latin)
    odd = [at for at, byte in enumerate(data[:_LOOKED_THROUGH]) if byte > _LAST_OF_ASCII]
    rated = [
        (_within_words(data, odd[:_MOST_ODD], encoding), -rank, name, encoding)
        for rank, (name, encoding) in enumerate(
            (windows, (mark("Mac Roman"), "mac_roman"), (mark("DOS Latin-1"), "cp850"))
        )
    ]
    _rating, _rank, name, encoding = max(rated)
    return name, encoding


def _within_words(data: bytes, odd: Sequence[int], encoding: str) -> int:
    """How many odd bytes become letters beside small letters, less those that break a word."""
    rating = 0
    for at in odd:
        letter = data[at : at + 1].decode(encoding, "replace")
        before, after = data[at - 1 : at] if at else b"", data[at + 1 : at + 2]
        broken = before.isalpha() and after.isalpha() and letter not in "’‘'"
        if letter.islower() and (before.isalpha() or after.isalpha()):
            rating += 1
        elif broken or (letter.isupper() and before.islower()):
            rating -= 1
    return rating


def _first_wrong(data: bytes, encoding: str) -> int | None:
    """About where the first byte is that the encoding does not know; None where it knows all."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        try:
            decoder.decode(chunk, final=start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def _utf16_without_mark(beginning: bytes) -> str:
    """UTF-16 tells itself by the empty half of each Latin letter."""
    half = len(beginning) // 2 or 1
    if beginning[1::2].count(0) > 0.6 * half and not beginning[::2].count(0):
        return "utf-16-le"
    if beginning[::2].count(0) > 0.6 * half and not beginning[1::2].count(0):
        return "utf-16-be"
    return ""


def _binary(text: str) -> bool:
    sample = text[:_BEGINNING]
    odd = sum(1 for letter in sample if letter < " " and letter not in _BLANKS)
    return "\0" in sample or odd > len(sample) / 200


def _separator(text: str, column_names: frozenset[str]) -> str:
    beginning = list(islice(io.StringIO(text, newline=""), 20))

    def known(separator: str) -> tuple[int, int]:
        lines = [{column_name(name) for name in line.split(separator)} for line in beginning]
        return max(len(names & column_names) for names in lines), len(lines[0])

    return max(_SEPARATORS, key=known)


def _quote(text: str, separator: str) -> str:
    """What cells are put in quotes by: single ones where all cells of the first lines are."""
    lines = [line.strip() for line in text.splitlines()[:5] if line.strip()]
    cells = [cell.strip() for line in lines for cell in line.split(separator)]
    single = sum(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in cells)
    return "'" if single > len(cells) * 0.8 else '"'


def _rows(file: CsvFile) -> CsvRows:
    try:
        return CsvRows(file)
    except csv.Error as error:
        if "unexpected end" in str(error):
            reason = _("ends inside a quoted text: it is cut off, or a quote is missing")
            raise NotATable(reason) from error
    try:
        # Quotation marks in the middle of a text are no reason to refuse a file.
        return CsvRows(lenient(file))
    except csv.Error as error:
        if "field larger" in str(error) and _has_a_long_cell(file):
            reason = _("has a cell of more than a million letters; leave out what is no table")
            raise NotATable(reason) from error
        raise NotATable(_("has a text that no cell can hold; a quote is not closed")) from error


def _has_a_long_cell(file: CsvFile) -> bool:
    """Whether a line without quotes has one, so that no quote is to blame."""
    with io.TextIOWrapper(io.BytesIO(file.data), file.encoding, newline="") as text:
        return any(len(line) > MOST_CELL_LETTERS and file.quote not in line for line in text)
