"""Workbooks of Excel (.xlsx, .xlsb, .xls) and of LibreOffice (.ods).

Those that are zip archives are guarded against what would fill the memory. Hidden sheets are not
read: what somebody hid is most often an older state of the table, or lists for it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from finder.intake.files.not_a_table import NotATable
from finder.intake.files.sheets import RawTable, is_blank
from finder.intake.forms.workbook_cells import cells_without_value
from finder.locale import _

__all__ = ["read_workbook"]

_MOST_BYTES = 1 << 30
_MOST_RATIO = 200
_SMALL = 1 << 20
_MOST_MEMBERS = 5_000
# One of these is in every workbook that is a zip archive.
_WORKBOOKS = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})
# A sheet is read as a rectangle out to its farthest cell, wherever a stray one may be.
_MOST_CELLS = 20_000_000
_CELL_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_CHUNK = 1 << 20


def read_workbook(data: bytes) -> tuple[list[RawTable], str]:
    """The visible sheets of a workbook, and a remark on hidden ones, or "". Raises NotATable."""
    try:
        if data.startswith(b"PK"):
            _guard(data)
    except NotATable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise _damaged() from error
    return _sheets(data)


def _guard(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if not _WORKBOOKS & set(archive.namelist()):
            raise NotATable(_("is a zip archive without a workbook (.xlsx) in it"))
        unpacked = sum(member.file_size for member in members)
        if unpacked > _MOST_BYTES or len(members) > _MOST_MEMBERS:
            raise NotATable(_("would unpack to more than a gigabyte; no directory does"))
        for member in members:
            most = max(_SMALL, _MOST_RATIO * member.compress_size)
            if member.file_size > most:
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


def _sheets(data: bytes) -> tuple[list[RawTable], str]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [one for one in workbook.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
        visible = [one.name for one in sheets if one.visible is SheetVisibleEnum.Visible]
        hidden = [one.name for one in sheets if one.name not in visible]
        if not visible:
            raise NotATable(_("has only hidden sheets; show the one that is meant"))
        odd = _odd_cells(data)
        tables = [_table(workbook, name, odd.get(name, {})) for name in visible]
        return tables, _not_read(hidden)
    except PasswordError as error:
        raise NotATable(_("is locked with a password; save it without one")) from error
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, NotATable):
            raise
        if not data.startswith(b"PK"):
            reason = _("is an old or a locked Excel workbook; save it as .xlsx, unlocked")
            raise NotATable(reason) from error
        raise _damaged() from error


def _not_read(hidden: list[str]) -> str:
    if not hidden:
        return ""
    names = ", ".join(f"“{name}”" for name in hidden)
    return _("has hidden sheets, which were not read: {names}").format(names=names)


def _odd_cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return cells_without_value(archive)


def _table(workbook: CalamineWorkbook, name: str, odd: dict[tuple[int, int], str]) -> RawTable:
    sheet = workbook.get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    rows = sheet.to_python(skip_empty_area=True)
    for (row, column), text in odd.items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
            rows[row - top][column - left] = text
    lines = enumerate(rows, start=1 + top)
    return RawTable(name, [(line, cells) for line, cells in lines if not is_blank(cells)])


def _damaged() -> NotATable:
    return NotATable(_("the workbook is damaged or cut off; download or save it again"))
