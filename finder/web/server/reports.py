"""Take up the desk's new reports while visitors are being served.

Once a second, and at once after this server has saved something, those after the last number are
read. Where there are any, or another day began, a
directory with them is made ready beside the one that is served, and takes its place between two
requests.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from finder.pages.frame.served import Served

if TYPE_CHECKING:
    from finder.desk.following import Following
    from finder.desk.opened import Desk
    from finder.web.server.watching import Ready

__all__ = ["follow", "forget", "forget_old", "take_up_reports"]

LOOK_EVERY_SECONDS = 1.0
# What visitors wrote is erased on its day, give or take this.
FORGET_EVERY_SECONDS = 3_600.0
_logger = logging.getLogger(__name__)


def take_up_reports(following: Following, serving: Served, ready: Ready) -> bool:
    """Whether another directory is served from now on. Never raises: the old one goes on."""
    try:
        if not following.look():
            return False
        imported = serving.imported
        directory = following.over(imported)
        ready(directory)
        # An import that was taken up meanwhile has the reports over it already.
        if serving.imported is imported:
            serving.replace(directory, imported)
    except Exception:  # whatever a report does, visitors are served
        _logger.exception("Reports of the desk could not be taken up")
        return False
    return True


async def follow(following: Following, serving: Served, ready: Ready) -> None:
    """Look until cancelled, beside the requests that are answered."""
    saved, loop = asyncio.Event(), asyncio.get_running_loop()

    def wake() -> None:
        """Called on whichever thread has saved; also while the server ends."""
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(saved.set)

    following.when_saved(wake)
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(saved.wait(), LOOK_EVERY_SECONDS)
        saved.clear()
        await asyncio.to_thread(take_up_reports, following, serving, ready)


def forget_old(desk: Callable[[], Desk]) -> int:
    """Erase what visitors wrote too long ago; how many rows. Never raises: the next time it may."""
    from finder.desk.database import now
    from finder.desk.hints import forget_words

    try:
        return desk().saving(lambda connection: forget_words(connection, now().date()))
    except Exception:  # whatever it is, visitors are served
        _logger.exception("What visitors wrote could not be looked through")
        return 0


async def forget(following: Following) -> None:
    """Erase what is too old, at the start and on and on until cancelled."""
    while True:
        await asyncio.to_thread(forget_old, lambda: following.desk)
        await asyncio.sleep(FORGET_EVERY_SECONDS)
