"""Several files that are one source: a folder, or a zip archive, of tables.

Each file is read by its content; its tables bear its name. A file that looks like a table by its
name and cannot be read refuses the whole, since a source with a part missing would look complete.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from finder.intake.files.contents import tables_of
from finder.intake.files.not_a_table import NotATable
from finder.intake.files.sheets import RawTable
from finder.locale import _

__all__ = ["Bundle", "is_workbook", "read_archive", "read_folder"]

_MOST_BYTES = 1 << 30
_MOST_RATIO = 200
_SMALL = 1 << 20
_MOST_FILES = 20_000
_TABLES = frozenset(
    {
        *(".csv", ".tsv", ".json", ".geojson", ".xlsx", ".xlsb", ".xls", ".ods", ".parquet"),
        *(".kml", ".gz"),
    }
)
# Describe the tables beside them, and are none themselves; of a package nothing is needed.
_DESCRIPTIONS = {"datapackage.json": False, "fetch.json": True}


@dataclass(frozen=True)
class Bundle:
    """The tables of several files, in the order of their names.

    left_out: names of files that are none. descriptions: of the tables, in JSON, by file name.
    """

    tables: tuple[RawTable, ...]
    sha256: str
    left_out: tuple[str, ...]
    remark: str
    descriptions: Mapping[str, Any]


def read_folder(folder: Path, column_names: frozenset[str]) -> Bundle:
    """The tables of the files of a folder and the folders in it. Raises NotATable, OSError."""
    files = sorted(one for one in folder.rglob("*") if _is_seen(one.relative_to(folder)))
    files = [one for one in files if one.is_file()]
    total = sum(one.stat().st_size for one in files)
    if total > _MOST_BYTES or len(files) > _MOST_FILES:
        raise NotATable(_("holds more than a gigabyte; no directory does"))
    return _bundle(((one.name, one.read_bytes()) for one in files), column_names)


def _is_seen(path: Path) -> bool:
    return not any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def is_workbook(data: bytes) -> bool:
    """Whether a zip archive is a workbook, or too damaged to say."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return True
    # `mimetype` comes first in a sheet of LibreOffice (OpenDocument).
    return any(name.startswith("xl/") for name in names) or {"mimetype", "content.xml"} <= set(
        names
    )


def read_archive(data: bytes, column_names: frozenset[str]) -> Bundle:
    """The tables of a zip archive. Raises NotATable, before a bomb is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if _is_a_file(one)]
            _guard(members)
            return _bundle(
                ((PurePath(one.filename).name, archive.read(one)) for one in members), column_names
            )
    except NotATable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        # RuntimeError: the archive is locked with a password. ValueError: its places are none.
        reason = _("the zip archive is damaged, locked or cut off; save it again")
        raise NotATable(reason) from error


def _is_a_file(member: zipfile.ZipInfo) -> bool:
    hidden = PurePath(member.filename).name.startswith(".") or "__MACOSX" in member.filename
    return not member.is_dir() and not hidden


def _guard(members: list[zipfile.ZipInfo]) -> None:
    if sum(one.file_size for one in members) > _MOST_BYTES or len(members) > _MOST_FILES:
        raise NotATable(_("would unpack to more than a gigabyte; no directory does"))
    for one in members:
        if one.file_size > max(_SMALL, _MOST_RATIO * one.compress_size):
            raise NotATable(_("is packed far more tightly than any table (a zip bomb)"))


def _bundle(files: Iterator[tuple[str, bytes]], column_names: frozenset[str]) -> Bundle:
    tables: list[RawTable] = []
    left_out: list[str] = []
    remarks: list[str] = []
    descriptions: dict[str, Any] = {}
    digest = hashlib.sha256()
    for name, data in files:
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        if name in _DESCRIPTIONS:
            if _DESCRIPTIONS[name]:
                descriptions[name] = _description(name, data)
            continue
        if not data.strip():
            left_out.append(name)
            continue
        try:
            found, remark = tables_of(data, column_names)
        except NotATable as error:
            if PurePath(name).suffix.lower() in _TABLES:
                raise NotATable(f"{name}: {error}") from error
            left_out.append(name)
            continue
        tables += [replace(one, name=_name(name, one.name), file=name) for one in found]
        remarks += [f"{name} {remark}"] if remark else []
    if not tables:
        raise NotATable(_("holds no table: no CSV, JSON, workbook or Parquet file"))
    remark = "; ".join(remarks)
    return Bundle(tuple(tables), digest.hexdigest(), tuple(left_out), remark, descriptions)


def _description(name: str, data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError as error:
        raise NotATable(_("{file} is damaged").format(file=name)) from error


def _name(file: str, table: str) -> str:
    stem = PurePath(file).stem
    return f"{stem} {table}" if table else stem
