"""The directory that this process serves: opened once, for every page and the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from finder.directory import Directory
from finder.opening import open_configured
from finder.settings import Settings

if TYPE_CHECKING:
    from finder.desk.following import Following

__all__ = ["Served", "reports_followed", "served"]


class Served:
    """Holds one directory. All that answer one request should ask it once: it may be replaced.

    problem: why the newest snapshot is not what is served, one sentence; "" where it is. over: lays
    over a directory what stands in no snapshot, a team's reports.
    """

    def __init__(
        self,
        opening: Callable[[], Directory],
        over: Callable[[Directory], Directory] | None = None,
    ) -> None:
        self._opening = opening
        self._over = over
        self._imported: Directory | None = None
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
                    self._imported = self._opening()
                    self._directory = self.laid(self._imported)
        # Held here, since the whole one does not hold what it was aged into.
        self._today = self._directory.on(date.today())
        return self._today

    @property
    def imported(self) -> Directory:
        """The directory as its snapshot has it, opened when first asked for."""
        directory = self.directory
        return self._imported or directory

    def laid(self, imported: Directory) -> Directory:
        """A directory with what is laid over it."""
        return imported if self._over is None else self._over(imported)

    @property
    def opened(self) -> Directory | None:
        """The directory if it is open: nobody waits here for one that is being opened."""
        return self._directory

    def replace(self, directory: Directory, imported: Directory | None = None) -> None:
        """Serve another directory from the next request on.

        imported: as its snapshot has it, where something was laid over it.
        """
        with self._lock:
            self._imported = imported or directory
            self._directory = directory
            self._today = None


@cache
def served() -> Served:
    """What this process serves: FINDER_DIRECTORY, else the demonstration; with reports."""
    following = reports_followed()
    return Served(_open, following.over if following else None)


@cache
def reports_followed() -> Following | None:
    """The desk's reports as this process reads them; None where FINDER_DESK names no database.

    Raises SettingRefused, and DeskRefused for a database of a newer version.
    """
    settings = Settings.from_environment()
    if settings.desk is None:
        return None
    # Only here: without a desk nothing of a database is loaded.
    from finder.desk.following import Following

    return Following(settings.desk, settings.team)


def _open() -> Directory:
    return open_configured(Settings.from_environment().directory)
