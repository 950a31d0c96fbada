"""A directory on disk or in an object store.

    FOLDER/CURRENT                        the name of the snapshot that is served
    FOLDER/snapshots/NAME/manifest.json   what it is
                          facilities.parquet
                          programs.parquet

A snapshot never changes once it is written; another one is served by replacing CURRENT, in one
atomic step. FOLDER may be a path or any address that pyarrow understands (s3://…, gs://…).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from pyarrow import fs

from finder.criteria import registry
from finder.criteria.criterion import Codes
from finder.directory.directory import Directory
from finder.directory.manifest import FORMAT, Manifest
from finder.directory.tables import NUMBERS, Facilities, Programs
from finder.errors import DirectoryUnreadable

__all__ = [
    "as_tables",
    "current_snapshot",
    "open_directory",
    "open_snapshot",
    "serve_snapshot",
    "snapshot_name",
    "write_snapshot",
]

_FACILITY_ARRAYS = ("latitude", "longitude", "position", "state", "detox", "detox_for")


def open_directory(folder: str) -> Directory:
    """Open the directory that a folder serves now. Raises DirectoryUnreadable."""
    name = current_snapshot(folder)
    if name is None:
        reason = "no directory is here; make one with: python -m finder import SOURCE --to FOLDER"
        raise DirectoryUnreadable(folder, reason) from FileNotFoundError(folder)
    return open_snapshot(folder, name)


def open_snapshot(folder: str, name: str) -> Directory:
    """Open one snapshot of a folder, whether it is served or not. Raises DirectoryUnreadable."""
    try:
        files, path = _filesystem(folder)
        return _open_snapshot(files, f"{path}/snapshots/{name}", name)
    except (OSError, ValueError, TypeError, KeyError, pa.ArrowException) as error:
        raise DirectoryUnreadable(folder, f"the directory is damaged ({error})") from error


def current_snapshot(folder: str) -> str | None:
    """The name of the snapshot that a folder serves now; None if it serves none.

    Raises DirectoryUnreadable for an address that cannot be reached.
    """
    try:
        files, path = _filesystem(folder)
        return _text(files, f"{path}/CURRENT").strip()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except (OSError, ValueError, pa.ArrowException) as error:
        raise DirectoryUnreadable(folder, f"cannot be reached ({error})") from error


def write_snapshot(directory: Directory, folder: str) -> None:
    """Write the files of one snapshot into a new folder. Raises OSError."""
    files, path = _filesystem(folder)
    files.create_dir(path, recursive=True)
    facilities, programs = as_tables(directory.facilities, directory.programs)
    pq.write_table(facilities, f"{path}/facilities.parquet", filesystem=files, compression="zstd")
    pq.write_table(programs, f"{path}/programs.parquet", filesystem=files, compression="zstd")
    with files.open_output_stream(f"{path}/manifest.json") as stream:
        stream.write(directory.manifest.to_json().encode())


def serve_snapshot(folder: str, name: str) -> None:
    """Serve one of the snapshots of a folder or address from now on. Raises OSError.

    An object store replaces an object in one step; a folder of this machine may be read while it
    is written to (finder/intake/publish.py renames instead).
    """
    files, path = _filesystem(folder)
    with files.open_output_stream(f"{path}/CURRENT") as stream:
        stream.write(f"{name}\n".encode())


def snapshot_name(facilities: Facilities, programs: Programs, manifest: Manifest) -> str:
    """A name made from the content, whenever it was made: 12 letters and digits."""
    digest = hashlib.sha256(replace(manifest, made_at="").to_json().encode())
    for table in as_tables(facilities, programs):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table.combine_chunks())
        digest.update(sink.getvalue())
    return digest.hexdigest()[:12]


def as_tables(facilities: Facilities, programs: Programs) -> tuple[pa.Table, pa.Table]:
    """The Arrow tables that are stored."""
    places = facilities.texts
    for name in _FACILITY_ARRAYS:
        places = places.append_column(name, pa.array(getattr(facilities, name), from_pandas=True))
    offers = programs.texts
    arrays: dict[str, NDArray[Any]] = {"facility": programs.facility, "care": programs.care}
    arrays |= {"cost_per": programs.cost_per, **programs.numbers}
    for group, (yes, unknown) in programs.masks.items():
        arrays |= {f"{group}.stated": yes, f"{group}.not_published": unknown}
    for name, column in arrays.items():
        offers = offers.append_column(name, pa.array(column, from_pandas=True))
    return places, offers


def _open_snapshot(files: fs.FileSystem, path: str, name: str) -> Directory:
    manifest = Manifest.from_json(_text(files, f"{path}/manifest.json"))
    if manifest.format != FORMAT:
        raise ValueError(f"written in format {manifest.format}, not {FORMAT}: import it again")
    places = pq.read_table(f"{path}/facilities.parquet", filesystem=files)
    offers = pq.read_table(f"{path}/programs.parquet", filesystem=files)
    arrays = {one: places[one].to_numpy() for one in _FACILITY_ARRAYS}
    facilities = Facilities(texts=places.drop_columns(list(_FACILITY_ARRAYS)), **arrays)
    programs = _programs(offers, manifest)
    if (len(facilities), programs.of_stated_level) != (manifest.facilities, manifest.programs):
        raise ValueError("the manifest counts other rows than there are")
    return Directory(manifest, facilities, programs, name)


def _programs(offers: pa.Table, manifest: Manifest) -> Programs:
    return Programs(
        facility=offers["facility"].to_numpy(),
        care=offers["care"].to_numpy(),
        numbers={name: offers[name].to_numpy().astype(float) for name in NUMBERS},
        cost_per=offers["cost_per"].to_numpy(),
        masks={
            group: _masks(offers, codes, manifest.vocabulary.get(group, []))
            for group, codes in registry.fact_groups().items()
        },
        texts=offers.select(["program_name", "source_url", "notes"]),
    )


def _masks(offers: pa.Table, codes: Codes, then: list[str]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The masks of a group; of a code that the snapshot did not know yet nothing is said."""
    now = codes.vocabulary.codes
    if tuple(then) != now[: len(then)]:
        raise ValueError(f"the codes of {codes.group} have changed: import the source again")
    stated, unknown = (np.full(len(offers), mask, dtype=np.uint64) for mask in codes.unsaid)
    if not then:
        return stated, unknown
    kept = [offers[f"{codes.group}.{name}"].to_numpy() for name in ("stated", "not_published")]
    if len(then) == len(now):
        return kept[0], kept[1]
    old = np.uint64((1 << len(then)) - 1)
    return (stated & ~old) | kept[0], (unknown & ~old) | kept[1]


def _filesystem(folder: str) -> tuple[fs.FileSystem, str]:
    if "://" in folder:
        files, path = fs.FileSystem.from_uri(folder)
        return files, path.rstrip("/")
    return fs.LocalFileSystem(), str(folder).rstrip("/")


def _text(files: fs.FileSystem, path: str) -> str:
    with files.open_input_stream(path) as stream:
        return stream.read().decode()
