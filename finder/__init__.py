"""Stepping Stone: find substance-use treatment programs, honest about what is not published."""

from __future__ import annotations

from os import PathLike, fspath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from finder.directory import Directory

__version__ = "0.2.0"


def open_directory(folder: str | PathLike[str]) -> Directory:
    """The directory that a folder serves, for who works with it in Python.

    Raises finder.errors.DirectoryUnreadable. See docs/analysis.md.
    """
    # Here, so that nothing of it is read by whoever needs another part of the finder.
    from finder.directory import open_directory as opened

    return opened(fspath(folder))
