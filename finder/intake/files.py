"""A file as tables, recognised by its content and never by its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from finder.errors import SourceRefused
from finder.intake.delimited import read_delimited
from finder.intake.not_a_table import NotATable
from finder.intake.parquet import read_parquet
from finder.intake.sheets import RawTable
from finder.intake.workbook import read_workbook
from finder.locale import _, mark

__all__ = ["OpenedFile", "open_file"]

_MOST_BYTES = 1 << 30
_NO_TABLES = (
    (b"\xd0\xcf\x11\xe0", mark("is an old or a locked Excel workbook; save it as .xlsx, unlocked")),
    (b"%PDF", mark("is a PDF, not a table")),
    (b"\x1f\x8b", mark("is compressed; unpack it first")),
    (b"\x89PNG", mark("is a picture, not a table")),
    (b"\xff\xd8\xff", mark("is a picture, not a table")),
)


@dataclass(frozen=True)
class OpenedFile:
    """A file that was read. path: as it was given. remark: on how its letters were read, or ""."""

    path: str
    sha256: str
    tables: tuple[RawTable, ...]
    remark: str = ""


def open_file(path: str, column_names: frozenset[str]) -> OpenedFile:
    """Read a workbook, a CSV or a Parquet file whole.

    column_names: all that a reader knows, by which the separator of a CSV is found. Raises
    SourceRefused, with one sentence, for anything else.
    """
    data = _bytes_of(path)
    remark = ""
    try:
        if data.startswith(b"PK"):
            tables = read_workbook(data)
        elif data.startswith(b"PAR1"):
            tables = [read_parquet(data)]
        else:
            _refuse_other_kinds(data)
            table, remark = read_delimited(data, column_names)
            tables = [table]
    except NotATable as error:
        raise SourceRefused(path, str(error)) from error
    return OpenedFile(path, hashlib.sha256(data).hexdigest(), tuple(tables), remark)


def _bytes_of(path: str) -> bytes:
    file = Path(path)
    try:
        if file.is_dir():
            raise SourceRefused(path, _("is a folder; name the file in it"))
        if not file.exists():
            raise SourceRefused(path, _("there is no such file")) from FileNotFoundError(path)
        if not file.is_file():
            raise SourceRefused(path, _("is not a file"))
        if file.stat().st_size > _MOST_BYTES:
            raise SourceRefused(path, _("is larger than a gigabyte; no directory is"))
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, SourceRefused):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceRefused(path, _("cannot be read ({reason})").format(reason=reason)) from error
    if not data.strip():
        raise SourceRefused(path, _("the file is empty"))
    return data


def _refuse_other_kinds(data: bytes) -> None:
    for beginning, reason in _NO_TABLES:
        if data.startswith(beginning):
            raise NotATable(_(reason))
