"""Take up a new snapshot while visitors are being served.

Every other second the name in CURRENT is read, a dozen bytes. Where it is another one, that
snapshot is opened and made ready beside the one that is served, and then takes its place between
two requests. One that cannot be opened is refused: the old one stays, and /healthz says why.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from time import monotonic

from finder.directory import Directory, open_directory
from finder.directory.storage import current_snapshot
from finder.errors import DirectoryUnreadable
from finder.pages.frame.served import Served

__all__ = ["LOOK_EVERY_SECONDS", "Watcher", "watch"]

LOOK_EVERY_SECONDS = 2.0
# A damaged snapshot is not read again and again; one that was cut off by the network is.
TRY_AGAIN_SECONDS = 30.0
_DAMAGED = "Snapshot {name} cannot be opened and is refused; the one before is served."
_UNREACHABLE = "The directory cannot be looked at now; what was opened before is served."
_logger = logging.getLogger(__name__)

Ready = Callable[[Directory], None]


class Watcher:
    """Keeps what is served in step with a folder or address.

    ready: makes a new directory ready before the first visitor sees it. clock: seconds.
    """

    def __init__(
        self, folder: str, serving: Served, ready: Ready, clock: Callable[[], float] = monotonic
    ) -> None:
        self._folder = folder
        self._serving = serving
        self._ready = ready
        self._clock = clock
        self._refused: tuple[str, float] | None = None

    def look(self) -> bool:
        """Whether another directory was taken up. Never raises: the old one goes on."""
        name = None
        try:
            name = current_snapshot(self._folder)
            if name is None:
                raise DirectoryUnreadable(self._folder, "no directory is there now")
            if name == self._serving.imported.snapshot:
                self._refused, self._serving.problem = None, ""
                return False
            if self._refused_lately(name):
                return False
            self._take_up()
        except Exception as error:  # an object store may raise anything, and the old one goes on
            self._refuse(name, error)
            return False
        return True

    def _take_up(self) -> None:
        imported = open_directory(self._folder)
        directory = self._serving.laid(imported)
        self._ready(directory)
        self._serving.replace(directory, imported)
        self._refused, self._serving.problem = None, ""
        _logger.info("Serving snapshot %s from now on", directory.snapshot)

    def _refused_lately(self, name: str) -> bool:
        if self._refused is None:
            return False
        refused, at = self._refused
        return refused == name and self._clock() - at < TRY_AGAIN_SECONDS

    def _refuse(self, name: str | None, error: Exception) -> None:
        """Say it on /healthz, without the folder; the log has what an operator needs to mend it."""
        problem = _UNREACHABLE if name is None else _DAMAGED.format(name=name)
        if problem != self._serving.problem:
            _logger.error("%s %s: %s", problem, type(error).__name__, error)
        self._refused = None if name is None else (name, self._clock())
        self._serving.problem = problem


async def watch(watcher: Watcher, every_seconds: float = LOOK_EVERY_SECONDS) -> None:
    """Look until cancelled, beside the requests that are answered."""
    while True:
        await asyncio.sleep(every_seconds)
        await asyncio.to_thread(watcher.look)
