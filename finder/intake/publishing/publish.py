"""Put a directory in the place of the one that a folder serves, in one step.

A snapshot is compared with the one in place, written under another name, opened once to see that
it is whole, and only then named in FOLDER/CURRENT. Whatever ends this halfway, even `kill -9`,
leaves the directory in place as it was; what it left lying about is cleared by the next import.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import pyarrow as pa

from finder.directory import Directory
from finder.directory.history import History, read_history, write_history
from finder.directory.storage import (
    check_snapshot,
    current_snapshot,
    open_snapshot,
    snapshot_named,
    write_tables,
)
from finder.directory.stores import UNFINISHED, Store, flush, store_of
from finder.errors import DirectoryUnreadable, FinderError
from finder.intake.publishing.drops import drops, in_words
from finder.locale import _

__all__ = ["KEPT_SNAPSHOTS", "PublishRefused", "publish", "rollback"]

KEPT_SNAPSHOTS = 10
WAIT_SECONDS = 30.0
_ASK_AGAIN_SECONDS = 0.1
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class PublishRefused(FinderError, OSError):
    """A directory that does not take the place of another; its text is one sentence."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"{folder}: {reason}")
        self.folder = folder
        self.reason = reason


def publish(
    directory: Directory,
    folder: str,
    wait_seconds: float = WAIT_SECONDS,
    *,
    accept_drop: bool = False,
) -> None:
    """Serve a directory from a folder; older snapshots are kept, the last ten.

    folder: of this machine, or an address such as s3://…, where no lock keeps two imports apart
    and nothing is cleared away. Waits while another import writes to the folder. accept_drop:
    also one that has lost much of what the one in place has. Raises PublishRefused and
    DirectoryUnreadable; nothing is replaced then.
    """
    with _told(folder), _opened(folder, wait_seconds) as store:
        in_place = _in_place(folder)
        lost = drops(in_place, directory) if in_place else []
        if lost and not accept_drop:
            raise PublishRefused(folder, _lost_too_much(in_words(lost)))
        before = current_snapshot(folder)
        history = read_history(store).until(before)
        _write(directory, folder, store)
        if before != directory.snapshot:
            history = history.then(in_place, directory, "import", in_words(lost))
        _switch(directory.snapshot, before, folder, store, history)
        _prune(store, directory.snapshot, history)


def rollback(folder: str, name: str | None = None, wait_seconds: float = WAIT_SECONDS) -> Directory:
    """Serve an older snapshot again: the one of a name, else the one served before this one.

    Raises PublishRefused, and DirectoryUnreadable where it is damaged; nothing is replaced then.
    """
    with _told(folder), _opened(folder, wait_seconds) as store:
        before = current_snapshot(folder)
        history = read_history(store).until(before)
        kept = sorted(store.folders("snapshots"))
        chosen = _chosen(folder, name, before, history, kept)
        directory = open_snapshot(folder, chosen)
        if chosen != before:
            history = history.then(_in_place(folder), directory, "rollback")
            _switch(chosen, before, folder, store, history)
        return directory


def _chosen(
    folder: str, name: str | None, served: str | None, history: History, kept: list[str]
) -> str:
    if name is None:
        name = history.before(served) if served else None
        if name is None:
            reason = _("no snapshot was served before this one; `history` lists what there is")
            raise PublishRefused(folder, reason)
    return snapshot_named(name, kept, folder)


def _lost_too_much(lost: str) -> str:
    words = _(
        "nothing was replaced, for the new directory has lost too much: {lost}. If that is right, "
        "import again with --accept-drop"
    )
    return words.format(lost=lost)


@contextmanager
def _told(folder: str) -> Iterator[None]:
    """Say in one sentence what the machine or the object store refused."""
    try:
        yield
    except (FinderError, KeyboardInterrupt):
        raise
    except (OSError, ValueError, pa.ArrowException) as error:
        raise PublishRefused(folder, _why(error)) from error


def _why(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number in _FULL:
        return _("cannot be written, for the disk is full; nothing was replaced: free some space")
    if number in _FORBIDDEN:
        return _("cannot be written, for this user may not; nothing was replaced")
    known = getattr(error, "strerror", None) or str(error)
    return _("cannot be written ({reason})").format(reason=known)


@contextmanager
def _opened(folder: str, wait_seconds: float) -> Iterator[Store]:
    """The store of a folder, while no other import of this machine writes to it."""
    store = store_of(folder)
    if store.folder is not None:
        (store.folder / "snapshots").mkdir(parents=True, exist_ok=True)
    with _alone(store.folder, wait_seconds) if store.folder else nullcontext():
        if store.folder is not None:
            _clear(store.folder)
        yield store


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


def _in_place(folder: str) -> Directory | None:
    """The directory that is served now; None if there is none, or none that can be opened."""
    name = current_snapshot(folder)
    if name is None:
        return None
    with suppress(DirectoryUnreadable):
        return open_snapshot(folder, name)
    return None


def _clear(place: Path) -> None:
    """Take away what an import that was ended halfway left behind."""
    for folder in (place / "snapshots").glob(f"{UNFINISHED}*"):
        shutil.rmtree(folder)
    for file in place.glob(f"{UNFINISHED}*"):
        file.unlink()


def _write(directory: Directory, folder: str, store: Store) -> None:
    """The snapshot in its folder, whole; one of the same content that is there already is kept."""
    final = f"snapshots/{directory.snapshot}"
    if _is_whole(folder, directory.snapshot):
        if store.folder is not None:
            os.utime(store.folder / final)
        return
    if store.folder is None:
        # Nobody sees the snapshot before it is named.
        write_tables(directory, store.files, store.at(final))
        if not _is_whole(folder, directory.snapshot):
            raise PublishRefused(folder, _("what was written cannot be read back"))
        return
    _write_in_folder(directory, store.folder, store)


def _write_in_folder(directory: Directory, place: Path, store: Store) -> None:
    final = place / "snapshots" / directory.snapshot
    if final.exists():
        shutil.rmtree(final)
    unfinished = f"{UNFINISHED}{directory.snapshot}"
    folder = place / "snapshots" / unfinished
    try:
        write_tables(directory, store.files, str(folder))
        for file in folder.iterdir():
            flush(file)
        if not _is_whole(str(place), unfinished):
            raise PublishRefused(str(place), _("what was written cannot be read back"))
    except OSError:
        # A full disk is not left fuller than it was.
        shutil.rmtree(folder, ignore_errors=True)
        raise
    flush(folder)
    folder.rename(final)
    flush(final.parent)


def _is_whole(folder: str, name: str) -> bool:
    try:
        check_snapshot(folder, name)
    except DirectoryUnreadable:
        return False
    return True


def _switch(name: str, before: str | None, folder: str, store: Store, history: History) -> None:
    """Serve a snapshot from now on, and write down that it is."""
    if current_snapshot(folder) != before:
        # In an object store no lock keeps two imports apart.
        raise PublishRefused(folder, _("another import was faster; look at it, and import again"))
    write_history(store, history)
    store.put("CURRENT", f"{name}\n")


def _prune(store: Store, served: str, history: History) -> None:
    """Keep the last snapshots, the one that is served whatever its age, and the one before it."""
    if store.folder is None:
        return
    snapshots = store.folder / "snapshots"
    by_age = sorted(snapshots.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for folder in by_age[KEPT_SNAPSHOTS:]:
        if folder.name not in (served, history.before(served)):
            shutil.rmtree(folder)
