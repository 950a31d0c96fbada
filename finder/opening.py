"""Which directory is opened: the one that is named, the one configured, else the demonstration."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from finder.directory import Directory, Manifest, open_directory
from finder.directory.storage import snapshot_name
from finder.errors import DirectoryUnreadable
from finder.intake import take_in
from finder.locale import _, mark

__all__ = ["DEMONSTRATION", "configured_folder", "demonstration", "open_configured"]

# The folder of the demonstration, which no import writes to, and the table in it.
DEMONSTRATION = Path(__file__).resolve().parent.parent / "data" / "demonstration.csv"
_PRICES = DEMONSTRATION.with_name("demonstration_prices")
_NAME = mark("Demonstration directory: invented programs")
_SOURCE = mark("Made up by a program, with a seed")
_NEWEST = mark("the newest row")


def configured_folder() -> str | None:
    """The folder or address that FINDER_DIRECTORY names, or None."""
    return os.environ.get("FINDER_DIRECTORY", "").strip() or None


def open_configured(path: str | None = None) -> Directory:
    """The directory of a folder or address, else of FINDER_DIRECTORY, else the demonstration.

    Raises DirectoryUnreadable, with a sentence that says what to do.
    """
    folder = path or configured_folder()
    if folder is None:
        return demonstration()
    if Path(folder).is_file():
        reason = _("is a file; import it first: python -m finder import {file} --to FOLDER")
        raise DirectoryUnreadable(folder, reason.format(file=folder)) from FileNotFoundError(folder)
    return open_directory(folder)


def demonstration(today: date | None = None) -> Directory:
    """The demonstration directory, read into memory from its table. Raises DirectoryUnreadable.

    Its table is written for one day; all its dates are moved so that it is the same on any day.
    """
    try:
        # Its newest row is from the day it was made, which may lie ahead of a slow clock.
        prices = sorted(map(str, _PRICES.glob("*_standardcharges.csv")))
        intake = take_in([str(DEMONSTRATION)], kind="table", today=date.max, prices=prices)
        made = intake.directory
    except ValueError as error:
        raise DirectoryUnreadable(str(DEMONSTRATION), str(error)) from error
    manifest = _manifest(made)
    name = snapshot_name(made.facilities, made.programs, manifest)
    written = Directory(manifest, made.facilities, made.programs, name)
    return written.on(today or date.today()).whole


def _manifest(made: Directory) -> Manifest:
    return replace(
        made.manifest,
        # As marked, not translated: all visitors share it, whoever came first.
        name=_NAME,
        source=_SOURCE,
        sources=tuple(
            replace(one, name=_NAME, organisation=_SOURCE) for one in made.manifest.sources
        ),
        as_of=_newest_day(made),
        as_of_from=_NEWEST,
        made_at="",
        demonstration=True,
    )


def _newest_day(made: Directory) -> str | None:
    numbers = made.programs.numbers
    days = np.concatenate([numbers["verified_on"], numbers["openings_on"]])
    if np.isnan(days).all():
        return None
    return date.fromordinal(int(np.nanmax(days))).isoformat()
