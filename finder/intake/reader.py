"""What every source offers to the intake: one `Reader`, made in a module of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from finder.directory import FacilityRecord
from finder.intake.checks import Notes, Progress
from finder.intake.files import OpenedFile
from finder.intake.sheets import Sheet

__all__ = ["Circumstances", "Reader"]


@dataclass(frozen=True)
class Circumstances:
    """The day on which sources are read, and who is shown how far it has come."""

    today: date
    progress: Progress


@dataclass(frozen=True)
class Reader:
    """How one kind of source becomes facilities.

    kind: its name after `--as`. required: columns by which it is recognised. columns: all that it
    knows. title, source, licence: for the manifest; a title may hold `{file}`.
    """

    kind: str
    required: frozenset[str]
    columns: frozenset[str]
    title: str
    source: str
    licence: str
    read: Callable[[OpenedFile, Sheet, Notes, Circumstances], list[FacilityRecord]]
