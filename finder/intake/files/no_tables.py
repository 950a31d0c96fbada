"""Files that are certainly no table: papers, pictures, databases. What each is, and what to do."""

from __future__ import annotations

import io
import zipfile

from finder.intake.files.not_a_table import NotATable
from finder.locale import _, mark

__all__ = ["refuse_papers_and_pictures"]

_PDF = mark(
    "is a PDF, which cannot be read as a table. If it is SAMHSA's national directory: "
    "the same page has it as a workbook (.xlsx), and `python -m finder fetch --state XX` "
    "gets its listings; else ask its maker for a workbook or CSV"
)
_DOCUMENT = mark(
    "is a text document or slides, not a table; copy the table in it into a workbook, and save "
    "that as .xlsx or CSV"
)
_PICTURE = mark("is a picture, not a table; ask its maker for the workbook or CSV behind it")
_DATABASE = mark("is a database, not a table; export its table of programs as CSV")
_PACKED = mark("is packed in a form that is not read; unpack it, or pack it as .zip or .gz")
_NUMBERS = mark("is a workbook of Numbers; export it from there as .xlsx or CSV")
_LETTER = mark("is an e-mail, not a table; save the file that is attached to it")
_BEGINNINGS = {
    _PDF: (b"%PDF",),
    _DOCUMENT: (b"{\\rtf",),
    _PICTURE: (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF"),
    _DATABASE: (b"SQLite format 3", b"\x00\x01\x00\x00Standard"),
    _PACKED: (b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"),
    _LETTER: (b"From: ", b"Received: ", b"Return-Path: ", b"Delivered-To: "),
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# Names of the parts that an old file of Word or PowerPoint has, as Office writes them.
_OLD_DOCUMENTS = tuple(
    name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document", "__substg1.0_")
)
# Some programs write a few lines before a PDF begins.
_BEFORE_A_PDF = 1_024


def refuse_papers_and_pictures(data: bytes) -> None:
    """Raises NotATable for a file that is something else for certain."""
    for reason, beginnings in _BEGINNINGS.items():
        if data.startswith(beginnings):
            raise NotATable(_(reason))
    if b"%PDF-" in data[:_BEFORE_A_PDF]:
        raise NotATable(_(_PDF))
    if data.startswith(_OLD_OFFICE) and any(name in data for name in _OLD_DOCUMENTS):
        raise NotATable(_(_DOCUMENT))
    names = _members(data) if data.startswith(b"PK") else []
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise NotATable(_(_DOCUMENT))
    if any(name.endswith(".iwa") for name in names):
        raise NotATable(_(_NUMBERS))


def _members(data: bytes) -> list[str]:
    """Names in an archive; none where it is damaged, which is said where it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return []
