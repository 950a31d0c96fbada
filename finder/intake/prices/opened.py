"""The bytes of a price file, in pieces, packed or not: no file is ever whole in memory."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast

from finder.errors import SourceRefused
from finder.locale import _

__all__ = ["beginning_of", "looks_like_prices", "open_bytes"]

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_HEAD_BYTES = 65_536
# A member that unpacks to more than this many times its size is no table.
_MOST_TIMES = 400


@contextmanager
def open_bytes(path: str) -> Iterator[IO[bytes]]:
    """The unpacked bytes of a file, of a gzip file, or of the one table in a zip archive.

    Raises SourceRefused.
    """
    try:
        with Path(path).open("rb") as raw:
            start = raw.read(4)
            raw.seek(0)
            if start.startswith(_GZIP):
                with gzip.open(raw) as unpacked:
                    yield cast("IO[bytes]", unpacked)
            elif start.startswith(_ZIP):
                with (
                    zipfile.ZipFile(raw) as archive,
                    archive.open(_member(path, archive)) as inside,
                ):
                    yield inside
            else:
                yield raw
    except (OSError, EOFError, zipfile.BadZipFile, gzip.BadGzipFile) as error:
        reason = _("cannot be read: {error}").format(
            error=getattr(error, "strerror", None) or error
        )
        raise SourceRefused(path, reason) from error


def beginning_of(path: str) -> bytes:
    """The first bytes, unpacked. Raises SourceRefused."""
    with open_bytes(path) as file:
        return file.read(_HEAD_BYTES)


def looks_like_prices(path: str) -> bool:
    """Whether a file begins as a hospital's price file does; False too for what cannot be read."""
    with suppress(SourceRefused):
        start = beginning_of(path)[:_HEAD_BYTES].lower()
        return b"hospital_name" in start and b"standard_charge" in start
    return False


def _member(path: str, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and member.filename.lower().endswith((".csv", ".json", ".txt"))
        and not member.filename.startswith("__MACOSX/")
    ]  # fmt: skip
    if len(members) != 1:
        reason = _("holds {n} price files; give each by itself").format(n=len(members))
        raise SourceRefused(path, reason)
    (member,) = members
    if member.file_size > _MOST_TIMES * max(member.compress_size, 1):
        raise SourceRefused(path, _("is packed far more tightly than any table (a zip bomb)"))
    return member
