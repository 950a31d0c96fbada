"""Put a directory in the place of the one that a folder serves, in one step.

A snapshot is written under another name, opened once to see that it is whole, and only then named
in FOLDER/CURRENT. Whatever ends this halfway, even `kill -9`, leaves the directory in place as it
was; what it left lying about is cleared by the next import.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from finder.directory import Directory, write_snapshot
from finder.directory.storage import open_snapshot, serve_snapshot
from finder.errors import DirectoryUnreadable, FinderError
from finder.locale import _

__all__ = ["KEPT_SNAPSHOTS", "PublishRefused", "publish"]

KEPT_SNAPSHOTS = 10
WAIT_SECONDS = 30.0
_ASK_AGAIN_SECONDS = 0.1
_UNFINISHED = ".unfinished-"


class PublishRefused(FinderError, OSError):
    """A folder that a directory cannot be written to; its text is one sentence."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"{folder}: {reason}")
        self.folder = folder
        self.reason = reason


def publish(directory: Directory, folder: str, wait_seconds: float = WAIT_SECONDS) -> None:
    """Serve a directory from a folder; older snapshots are kept, the last ten.

    folder: of this machine, or an address such as s3://…, where no lock keeps two imports apart
    and nothing is cleared away. Waits while another import writes to the folder. Raises
    PublishRefused; nothing is replaced then.
    """
    try:
        if "://" in folder:
            _publish_at_address(directory, folder)
        else:
            _publish_in_folder(directory, Path(folder), wait_seconds)
    except (OSError, ValueError, pa.ArrowException) as error:
        if isinstance(error, PublishRefused):
            raise
        known = getattr(error, "strerror", None) or str(error)
        reason = _("cannot be written ({reason})").format(reason=known)
        raise PublishRefused(folder, reason) from error


def _publish_in_folder(directory: Directory, place: Path, wait_seconds: float) -> None:
    snapshots = place / "snapshots"
    snapshots.mkdir(parents=True, exist_ok=True)
    with _alone(place, wait_seconds):
        _clear(snapshots, place)
        _write(directory, place)
        _serve(directory.snapshot, place)
        _prune(snapshots, directory.snapshot)


def _publish_at_address(directory: Directory, address: str) -> None:
    """Nobody sees the snapshot before it is named, and naming it is one step in such a store."""
    write_snapshot(directory, f"{address.rstrip('/')}/snapshots/{directory.snapshot}")
    if not _is_whole(address, directory.snapshot):
        raise PublishRefused(address, _("what was written cannot be read back"))
    serve_snapshot(address, directory.snapshot)


@contextmanager
def _alone(place: Path, wait_seconds: float) -> Iterator[None]:
    """While no other import writes to the folder; the lock ends with the process that holds it."""
    until = time.monotonic() + wait_seconds
    with (place / ".lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    reason = _("another import is writing here; wait until it is done")
                    raise PublishRefused(str(place), reason) from error
            time.sleep(_ASK_AGAIN_SECONDS)
        yield


def _clear(snapshots: Path, place: Path) -> None:
    """Take away what an import that was ended halfway left behind."""
    for folder in snapshots.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(folder)
    for file in place.glob(f"{_UNFINISHED}*"):
        file.unlink()


def _write(directory: Directory, place: Path) -> None:
    """The snapshot in its folder, whole; one of the same content that is there already is kept."""
    final = place / "snapshots" / directory.snapshot
    if final.exists():
        if _is_whole(str(place), directory.snapshot):
            os.utime(final)
            return
        shutil.rmtree(final)
    unfinished = f"{_UNFINISHED}{directory.snapshot}"
    folder = place / "snapshots" / unfinished
    write_snapshot(directory, str(folder))
    for file in folder.iterdir():
        _flush(file)
    if not _is_whole(str(place), unfinished):
        raise PublishRefused(str(place), _("what was written cannot be read back"))
    _flush(folder)
    folder.rename(final)
    _flush(final.parent)


def _is_whole(folder: str, name: str) -> bool:
    try:
        open_snapshot(folder, name)
    except DirectoryUnreadable:
        return False
    return True


def _serve(name: str, place: Path) -> None:
    written = place / f"{_UNFINISHED}CURRENT"
    written.write_text(f"{name}\n", encoding="ascii")
    _flush(written)
    written.replace(place / "CURRENT")
    _flush(place)


def _prune(snapshots: Path, served: str) -> None:
    """Keep the last snapshots, and the one that is served whatever its age."""
    by_age = sorted(snapshots.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for folder in by_age[KEPT_SNAPSHOTS:]:
        if folder.name != served:
            shutil.rmtree(folder)


def _flush(path: Path) -> None:
    """Have the operating system write a file or folder to the disk now."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
