"""The desk's reports as one server reads them: on and on, after the last number seen.

If the database is away the finder goes on with what it has heard; `problem` says so until it is
back. Safe to use from several threads.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Lock

from finder.desk.laying import Laying
from finder.desk.opened import Desk, desk_at
from finder.desk.reports import since
from finder.directory import Directory
from finder.errors import DeskAway

__all__ = ["Following"]

_AWAY = "The desk's database does not answer; reports heard before are shown."
_logger = logging.getLogger(__name__)


def _utc_day() -> date:
    return datetime.now(UTC).date()


class Following:
    """address: of the database. team: the name behind its reports. today: the day that counts."""

    def __init__(self, address: str, team: str, today: Callable[[], date] = _utc_day) -> None:
        self._address = address
        self._today = today
        self._laying = Laying(team)
        self._lock = Lock()
        self._shown: tuple[int, date] = (0, today())
        self._saved: Callable[[], None] | None = None
        self.team = team
        self.problem = ""

    @property
    def desk(self) -> Desk:
        """The database, which is the one that this process saves in.

        Raises DeskAway, and SettingRefused or DeskRefused where it can never be used.
        """
        return desk_at(self._address)

    def when_saved(self, saved: Callable[[], None]) -> None:
        """Call a function, which does not wait, whenever this process has saved something."""
        self._saved = saved

    def look(self) -> bool:
        """Whether there is more to lay than was laid last: new reports, or another day.

        Never raises DeskAway.
        """
        self._hear()
        with self._lock:
            return self._shown != (self._laying.last, self._today()) and self._laying.last > 0

    def over(self, imported: Directory) -> Directory:
        """A directory with what was heard so far."""
        if not self._laying.last:
            self._hear()
        with self._lock:
            today = self._today()
            laid = self._laying.over(imported, today)
            self._shown = self._laying.last, today
            return laid

    def _hear(self) -> None:
        try:
            desk = self.desk
            if self._saved is not None:
                desk.tell(self._saved)
            last = self._laying.last
            reports = desk.reading(lambda connection: since(connection, last))
        except DeskAway as error:
            if not self.problem:
                _logger.warning("%s %s", _AWAY, error.detail)
            self.problem = _AWAY
            return
        self.problem = ""
        with self._lock:
            # Another thread may have read the same.
            self._laying.hear(one for one in reports if one.number > self._laying.last)
