"""The desk that a call of the command line is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from finder.command.verb import WrongCall
from finder.locale import _
from finder.settings import Settings

if TYPE_CHECKING:
    from finder.desk.database import Desk

__all__ = ["opened_desk"]


@contextmanager
def opened_desk() -> Iterator[Desk]:
    """The desk that FINDER_DESK names, open inside the `with` block.

    Raises WrongCall where it names none, and what `open_desk` raises.
    """
    from finder.desk.database import open_desk

    address = Settings.from_environment().desk
    if address is None:
        raise WrongCall(_("FINDER_DESK names no database: for example sqlite:///desk.db."))
    desk = open_desk(address)
    try:
        yield desk
    finally:
        desk.close()
