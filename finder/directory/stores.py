"""Where directories lie: a folder of this machine, or an address in an object store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import fsspec
import pyarrow as pa
from pyarrow import fs

__all__ = ["UNFINISHED", "Store", "flush", "store_of"]

# What begins with this was left behind by an import that was ended halfway.
UNFINISHED = ".unfinished-"


@dataclass(frozen=True)
class Store:
    """A place for texts and tables by name. folder: None for an address.

    Raises OSError, ValueError or pyarrow's own errors for what cannot be read or written.
    """

    files: fs.FileSystem
    path: str
    folder: Path | None = None

    def at(self, name: str) -> str:
        """The path of a name in the filesystem of this store."""
        return f"{self.path}/{name}"

    def text(self, name: str) -> str:
        """Raises FileNotFoundError where there is nothing of that name."""
        with self.files.open_input_stream(self.at(name)) as stream:
            return str(stream.read().decode())

    def put(self, name: str, text: str) -> None:
        """Replace a text in one step: who reads it sees the old one or the new one, whole."""
        if self.folder is None:
            # An object store shows an object when it is complete, and not before.
            with self.files.open_output_stream(self.at(name)) as stream:
                stream.write(text.encode())
            return
        written = self.folder / f"{UNFINISHED}{name}"
        written.write_text(text, encoding="utf-8")
        flush(written)
        written.replace(self.folder / name)
        flush(self.folder)

    def folders(self, name: str) -> Iterator[str]:
        """The names of the finished folders in a folder; none where that is missing."""
        for one in self.files.get_file_info(fs.FileSelector(self.at(name), allow_not_found=True)):
            if one.type == fs.FileType.Directory and not one.base_name.startswith(UNFINISHED):
                yield one.base_name


def store_of(folder: str) -> Store:
    """The store that a path or an address names. Raises ValueError for an unknown kind of address.

    An address is one that pyarrow understands (s3://…, gs://…), else one that fsspec does.
    """
    text = str(folder)
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    if "://" in text:
        return _at_address(text)
    path = text.rstrip("/")
    return Store(fs.LocalFileSystem(), path, Path(text))


@lru_cache(maxsize=8)
def _at_address(address: str) -> Store:
    """Kept, so that asking every other second whether something is new needs no new connection."""
    try:
        files, path = fs.FileSystem.from_uri(address)
    except pa.ArrowInvalid as error:
        if "nrecognized filesystem" not in str(error):
            raise
        files, path = _by_fsspec(address)
    return Store(files, path.rstrip("/"))


def _by_fsspec(address: str) -> tuple[fs.FileSystem, str]:
    try:
        # A listing that is kept would hide what another machine has published since.
        files, path = fsspec.core.url_to_fs(address, use_listings_cache=False)
    except ImportError as error:
        raise ValueError(str(error)) from error
    return fs.PyFileSystem(fs.FSSpecHandler(files)), path


def flush(path: Path) -> None:
    """Have the operating system write a file or folder to the disk now."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
