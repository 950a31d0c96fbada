"""A file as tables, recognised by its content and never by its name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from finder.errors import SourceRefused
from finder.intake.files.bundles import Bundle, is_workbook, read_archive, read_folder
from finder.intake.files.contents import tables_of
from finder.intake.files.no_tables import refuse_papers_and_pictures
from finder.intake.files.not_a_table import NotATable
from finder.intake.files.sheets import RawTable
from finder.locale import _

__all__ = ["OpenedFile", "open_file"]

_MOST_BYTES = 1 << 30


@dataclass(frozen=True)
class OpenedFile:
    """A file, or a folder of files, that was read.

    path: as it was given. remark: on how its letters were read, or "". left_out: names of files
    of a folder that are no tables. descriptions: what describes them, in JSON, by file name.
    """

    path: str
    sha256: str
    tables: tuple[RawTable, ...]
    remark: str = ""
    left_out: tuple[str, ...] = ()
    descriptions: Mapping[str, Any] = field(default_factory=dict)


def open_file(path: str, column_names: frozenset[str]) -> OpenedFile:
    """Read a workbook, a CSV, JSON or Parquet file, or a folder or zip archive of them, whole.

    column_names: all that a reader knows, by which the separator of a CSV is found. Raises
    SourceRefused, with one sentence, for anything else.
    """
    try:
        if Path(path).is_dir():
            return _opened(path, read_folder(Path(path), column_names))
        data = _bytes_of(path)
        refuse_papers_and_pictures(data)
        if data.startswith(b"PK") and not is_workbook(data):
            return _opened(path, read_archive(data, column_names))
        tables, remark = tables_of(data, column_names)
    except NotATable as error:
        raise SourceRefused(path, str(error)) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    return OpenedFile(path, hashlib.sha256(data).hexdigest(), tuple(tables), remark)


def _opened(path: str, bundle: Bundle) -> OpenedFile:
    return OpenedFile(
        path, bundle.sha256, bundle.tables, bundle.remark, bundle.left_out, bundle.descriptions
    )


def _bytes_of(path: str) -> bytes:
    file = Path(path)
    try:
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
        raise _unreadable(path, error) from error
    if not data.strip():
        raise SourceRefused(path, _("the file is empty"))
    return data


def _unreadable(path: str, error: Exception) -> SourceRefused:
    reason = getattr(error, "strerror", None) or str(error)
    return SourceRefused(path, _("cannot be read ({reason})").format(reason=reason))
