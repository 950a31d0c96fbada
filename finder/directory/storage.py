"""A directory on disk or in an object store.

    FOLDER/CURRENT                        the name of the snapshot that is served
    FOLDER/snapshots/NAME/manifest.json   what it is
                          facilities.parquet
                          programs.parquet

A snapshot never changes once it is written; another one is served by replacing CURRENT, in one
atomic step. FOLDER/history.json says what was served before (finder/directory/history.py). FOLDER
may be a path or any address that pyarrow or fsspec understands (s3://…, gs://…, abfs://…).
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from pyarrow import fs

from finder.directory.directory import Directory
from finder.directory.history import History, read_history
from finder.directory.manifest import FORMAT, Manifest
from finder.directory.stores import store_of
from finder.directory.tables import FILED, NUMBERS, Facilities, Programs
from finder.errors import DirectoryUnreadable
from finder.groups import FactGroup, fact_groups
from finder.vocabulary import CARE_LEVELS

__all__ = [
    "as_tables",
    "check_snapshot",
    "current_snapshot",
    "open_directory",
    "open_snapshot",
    "snapshot_name",
    "snapshot_named",
    "write_snapshot",
    "write_tables",
]

_logger = logging.getLogger(__name__)

# The last one is there where programs are of several sources.
_PROGRAM_TEXTS = ("program_name", "source_url", "notes", "origin")
_ROWS_AT_ONCE = 8_192
_FACILITY_ARRAYS = ("latitude", "longitude", "position", "state", "detox", "detox_for")


def open_directory(folder: str) -> Directory:
    """Open the directory that a folder serves now. Raises DirectoryUnreadable."""
    name = current_snapshot(folder)
    if name is None:
        reason = "no directory is here; make one with: python -m finder import SOURCE --to FOLDER"
        raise DirectoryUnreadable(folder, reason) from FileNotFoundError(folder)
    directory = open_snapshot(folder, name)
    history = _history(folder)
    directory.gone, directory.switches = history.gone, history.until(name).switches
    return directory


def _history(folder: str) -> History:
    """A directory is served also without its history: links to what is gone then say less."""
    try:
        return read_history(store_of(folder))
    except (OSError, pa.ArrowException) as error:
        _logger.warning("What is gone from %s cannot be told: %s", folder, error)
        return History()


def open_snapshot(folder: str, name: str) -> Directory:
    """Open one snapshot of a folder, whether it is served or not. Raises DirectoryUnreadable."""
    with _damage_told(folder):
        store = store_of(folder)
        return _open_snapshot(store.files, store.at(f"snapshots/{name}"), name)


def check_snapshot(folder: str, name: str) -> None:
    """Read one snapshot through, every byte of it, and hold none. Raises DirectoryUnreadable."""
    with _damage_told(folder):
        store = store_of(folder)
        path = store.at(f"snapshots/{name}")
        manifest = _manifest(store.files, path)
        facilities = sum(len(some) for some in _parts(store.files, f"{path}/facilities.parquet"))
        stated, owners = 0, list[int]()
        for some in _parts(store.files, f"{path}/programs.parquet"):
            stated += int(np.count_nonzero(some["care"].to_numpy() < len(CARE_LEVELS)))
            owner = some["facility"].to_numpy()
            owners += [owner.min(), owner.max()] if len(some) else []
        _check(manifest, facilities, stated, owners)


@contextmanager
def _damage_told(folder: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, TypeError, KeyError, IndexError, pa.ArrowException) as error:
        raise DirectoryUnreadable(folder, f"the directory is damaged ({error})") from error


def _parts(files: fs.FileSystem, path: str) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path, filesystem=files, page_checksum_verification=True) as file:
        yield from file.iter_batches(batch_size=_ROWS_AT_ONCE, use_threads=False)


def snapshot_named(name: str, kept: Sequence[str], folder: str) -> str:
    """The snapshot, of those that are kept, that a name or its beginning means.

    Raises DirectoryUnreadable where it means none, or several.
    """
    start = name.strip().lower()
    fitting = [one for one in kept if start and one.startswith(start)]
    if len(fitting) == 1:
        return fitting[0]
    reason = f"no snapshot is named {name!r}; there are: {', '.join(kept) or 'none'}"
    if fitting:
        reason = f"several snapshots begin with {start}, write one in full: {', '.join(fitting)}"
    raise DirectoryUnreadable(folder, reason) from FileNotFoundError(name)


def current_snapshot(folder: str) -> str | None:
    """The name of the snapshot that a folder serves now; None if it serves none.

    Raises DirectoryUnreadable for an address that cannot be reached.
    """
    try:
        return store_of(folder).text("CURRENT").strip() or None
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except (OSError, ValueError, pa.ArrowException) as error:
        raise DirectoryUnreadable(folder, f"cannot be reached ({error})") from error


def write_snapshot(directory: Directory, folder: str) -> None:
    """Write the files of one snapshot into a new folder. Raises OSError."""
    store = store_of(folder)
    write_tables(directory, store.files, store.path)


def write_tables(directory: Directory, files: fs.FileSystem, path: str) -> None:
    """Write the files of one snapshot into a new folder of a filesystem. Raises OSError."""
    files.create_dir(path, recursive=True)
    tables = as_tables(directory.facilities, directory.programs)
    for name, table in zip(("facilities", "programs"), tables, strict=True):
        pq.write_table(
            table,
            f"{path}/{name}.parquet",
            filesystem=files,
            compression="zstd",
            write_page_checksum=True,
        )
    with files.open_output_stream(f"{path}/manifest.json") as stream:
        stream.write(directory.manifest.to_json().encode())


def snapshot_name(facilities: Facilities, programs: Programs, manifest: Manifest) -> str:
    """A name made from the content, whenever it was made: 12 letters and digits."""
    digest = hashlib.sha256(replace(manifest, made_at="").to_json().encode())
    for table in as_tables(facilities, programs):
        with (
            pa.PythonFile(_Into(digest), "w") as sink,
            pa.ipc.new_stream(sink, table.schema) as one,
        ):
            one.write_table(table.combine_chunks())
    return digest.hexdigest()[:12]


class _Into(io.RawIOBase):
    """A file of which only the digest is kept: a large table is not held a second time."""

    def __init__(self, digest: hashlib._Hash) -> None:
        self._digest = digest

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._digest.update(data)
        return len(data)


def as_tables(facilities: Facilities, programs: Programs) -> tuple[pa.Table, pa.Table]:
    """The Arrow tables that are stored."""
    places = facilities.texts
    for name in _FACILITY_ARRAYS:
        places = places.append_column(name, pa.array(getattr(facilities, name), from_pandas=True))
    offers = programs.texts
    arrays: dict[str, NDArray[Any]] = {"facility": programs.facility, "care": programs.care}
    arrays |= {"cost_per": programs.cost_per}
    arrays |= {
        name: column
        for name, column in programs.numbers.items()
        if name not in FILED or name not in programs.unpublished
    }
    for group, (yes, unknown) in programs.masks.items():
        arrays |= {f"{group}.stated": yes, f"{group}.not_published": unknown}
    for name, column in arrays.items():
        offers = offers.append_column(name, pa.array(column, from_pandas=True))
    return places, offers


def _open_snapshot(files: fs.FileSystem, path: str, name: str) -> Directory:
    manifest = _manifest(files, path)
    places, offers = (
        pq.read_table(f"{path}/{one}.parquet", filesystem=files, page_checksum_verification=True)
        for one in ("facilities", "programs")
    )
    arrays = {one: places[one].to_numpy() for one in _FACILITY_ARRAYS}
    facilities = Facilities(texts=places.drop_columns(list(_FACILITY_ARRAYS)), **arrays)
    programs = _programs(offers, manifest)
    owners = [programs.facility.min(), programs.facility.max()] if len(programs) else []
    _check(manifest, len(facilities), programs.of_stated_level, owners)
    return Directory(manifest, facilities, programs, name)


def _manifest(files: fs.FileSystem, path: str) -> Manifest:
    manifest = Manifest.from_json(_text(files, f"{path}/manifest.json"))
    if manifest.format != FORMAT:
        raise ValueError(f"written in format {manifest.format}, not {FORMAT}: import it again")
    return manifest


def _check(manifest: Manifest, facilities: int, stated: int, owners: Sequence[int]) -> None:
    """stated: programs of a stated level. owners: lowest and highest row of their facilities."""
    if (facilities, stated) != (manifest.facilities, manifest.programs):
        raise ValueError("the manifest counts other rows than there are")
    if owners and not 0 <= min(owners) <= max(owners) < facilities:
        raise ValueError("a program belongs to no facility")


def _programs(offers: pa.Table, manifest: Manifest) -> Programs:
    return Programs(
        facility=offers["facility"].to_numpy(),
        care=offers["care"].to_numpy(),
        numbers={name: _number_column(offers, name) for name in NUMBERS},
        cost_per=offers["cost_per"].to_numpy(),
        masks={
            group: _masks(offers, codes, manifest.vocabulary.get(group, []))
            for group, codes in fact_groups().items()
        },
        texts=offers.select([name for name in _PROGRAM_TEXTS if name in offers.column_names]),
    )


def _number_column(offers: pa.Table, name: str) -> NDArray[np.float64]:
    """A column of numbers; one that the snapshot did not know yet is not published."""
    if name not in offers.column_names:
        return np.full(len(offers), np.nan)
    column: NDArray[np.float64] = offers[name].to_numpy().astype(float, copy=False)
    return column


def _masks(
    offers: pa.Table, codes: FactGroup, then: list[str]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The masks of a group; of a code that the snapshot did not know yet nothing is said."""
    now = codes.vocabulary.codes
    if tuple(then) != now[: len(then)]:
        raise ValueError(f"the codes of {codes.key} have changed: import the source again")
    stated, unknown = (np.full(len(offers), mask, dtype=np.uint64) for mask in codes.unsaid)
    if not then:
        return stated, unknown
    kept = [offers[f"{codes.key}.{name}"].to_numpy() for name in ("stated", "not_published")]
    if len(then) == len(now):
        return kept[0], kept[1]
    old = np.uint64((1 << len(then)) - 1)
    return (stated & ~old) | kept[0], (unknown & ~old) | kept[1]


def _text(files: fs.FileSystem, path: str) -> str:
    with files.open_input_stream(path) as stream:
        return str(stream.read().decode())
