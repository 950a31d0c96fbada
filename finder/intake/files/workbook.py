"""Excel workbooks (.xlsx), with a guard against those that would fill the memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from finder.intake.files.not_a_table import NotATable
from finder.intake.files.sheets import RawTable, is_blank
from finder.locale import _

__all__ = ["read_workbook"]

_MOST_BYTES = 1 << 30
_MOST_RATIO = 200
_SMALL = 1 << 20
_MOST_MEMBERS = 5_000
# A sheet is read as a rectangle out to its farthest cell, wherever a stray one may be.
_MOST_CELLS = 20_000_000
_CELL_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_CHUNK = 1 << 20


def read_workbook(data: bytes) -> list[RawTable]:
    """The sheets of a workbook. Raises NotATable."""
    try:
        _guard(data)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise _damaged() from error
    return _sheets(data)


def _guard(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if "xl/workbook.xml" not in archive.namelist():
            raise NotATable(_("is a zip archive without a workbook (.xlsx) in it"))
        unpacked = sum(member.file_size for member in members)
        if unpacked > _MOST_BYTES or len(members) > _MOST_MEMBERS:
            raise NotATable(_("would unpack to more than a gigabyte; no directory does"))
        for member in members:
            if member.file_size > max(_SMALL, _MOST_RATIO * member.compress_size):
                raise NotATable(_("is packed far more tightly than any workbook (a zip bomb)"))
            if member.filename.startswith("xl/worksheets/"):
                _guard_extent(archive, member)


def _guard_extent(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    widest, lowest = 0, 0
    for chunk in _chunks(archive, member):
        places = _CELL_PLACE.findall(chunk)
        lowest = max([lowest, *(int(row) for _column, row in places)])
        widest = max([widest, *map(_column_number, {column for column, _row in places})])
    if widest * lowest > _MOST_CELLS:
        message = _("has a cell out in row {row}, column {column}; delete what lies off the table")
        raise NotATable(message.format(row=lowest, column=widest))


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text of a member in pieces that do not cut a cell's place in two."""
    with archive.open(member) as stream:
        rest = b""
        while piece := stream.read(_CHUNK):
            head, _quote, rest = (rest + piece).rpartition(b">")
            yield head
        yield rest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheets(data: bytes) -> list[RawTable]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _table(workbook, sheet.name)
            for sheet in workbook.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged() from error


def _table(workbook: CalamineWorkbook, name: str) -> RawTable:
    sheet = workbook.get_sheet_by_name(name)
    first_line = 1 + (sheet.start[0] if sheet.start else 0)
    lines = enumerate(sheet.to_python(skip_empty_area=True), start=first_line)
    return RawTable(name, [(line, cells) for line, cells in lines if not is_blank(cells)])


def _damaged() -> NotATable:
    return NotATable(_("the workbook is damaged or cut off; download or save it again"))
