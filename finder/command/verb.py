"""What a verb of the command line is: one module with a `VERB`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from finder.errors import FinderError
from finder.locale import _

__all__ = ["DONE", "REFUSED", "WRONG_CALL", "Verb", "WrongCall", "takes_directory"]

# Exit status: done, nothing found included; the data was refused; the call was wrong.
DONE, REFUSED, WRONG_CALL = 0, 1, 2


@dataclass(frozen=True)
class Verb:
    """One verb: its name, a line on what it does, its arguments, and what it does.

    run: returns the exit status. It may raise FinderError, which is told in one sentence.
    """

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


class WrongCall(FinderError, ValueError):
    """A call that cannot be done as it stands; its text is one sentence that says what to do."""


def takes_directory(parser: ArgumentParser) -> None:
    """Give a verb the option that says which directory it reads; it becomes `directory`."""
    parser.add_argument(
        "--from",
        dest="directory",
        metavar="FOLDER",
        help=_("an imported directory; default: FINDER_DIRECTORY, else the demonstration"),
    )
