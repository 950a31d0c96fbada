"""The folder that `history`, `rollback` and `diff` are about."""

from __future__ import annotations

from argparse import Namespace

from finder.command.verb import WrongCall
from finder.directory.history import History, read_history
from finder.directory.storage import current_snapshot
from finder.directory.stores import Store, store_of
from finder.locale import _
from finder.opening import configured_folder

__all__ = ["history_of", "imported_folder"]


def imported_folder(arguments: Namespace) -> str:
    """The folder of a call. Raises WrongCall where none is named, and where none is there."""
    folder: str | None = arguments.directory or configured_folder()
    if folder is None:
        message = _("the demonstration has no history; name a directory with --from FOLDER")
        raise WrongCall(message)
    if current_snapshot(folder) is None:
        reason = _(
            "no directory is here; make one with: python -m finder import SOURCE --to FOLDER"
        )
        raise WrongCall(f"{folder}: {reason}")
    return folder


def history_of(folder: str) -> tuple[Store, History, str | None]:
    """The store, what it has served, and the snapshot that it serves now."""
    store, served = store_of(folder), current_snapshot(folder)
    return store, read_history(store).until(served), served
