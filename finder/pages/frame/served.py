"""The directory that this process serves: opened once, for every page and the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from threading import Lock

from finder.directory import Directory
from finder.opening import open_configured
from finder.settings import Settings

__all__ = ["Served", "served"]


class Served:
    """Holds one directory. All that answer one request should ask it once: it may be replaced.

    problem: why the newest snapshot is not what is served, one sentence; "" where it is.
    """

    def __init__(self, opening: Callable[[], Directory]) -> None:
        self._opening = opening
        self._directory: Directory | None = None
        self._today: Directory | None = None
        self._lock = Lock()
        self.problem = ""

    @property
    def directory(self) -> Directory:
        """The directory as it counts today, opened when first asked for.

        Raises DirectoryUnreadable.
        """
        if self._directory is None:
            with self._lock:
                if self._directory is None:
                    self._directory = self._opening()
        # Held here, since the whole one does not hold what it was aged into.
        self._today = self._directory.on(date.today())
        return self._today

    @property
    def opened(self) -> Directory | None:
        """The directory if it is open: nobody waits here for one that is being opened."""
        return self._directory

    def replace(self, directory: Directory) -> None:
        """Serve another directory from the next request on."""
        with self._lock:
            self._directory = directory
            self._today = None


@cache
def served() -> Served:
    """What this process serves: FINDER_DIRECTORY, else the demonstration."""
    return Served(_open)


def _open() -> Directory:
    return open_configured(Settings.from_environment().directory)
