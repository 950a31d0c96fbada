"""What every source offers to the intake: one `Reader`, made in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from finder.directory import FacilityRecord
from finder.intake.columns.translation import Wanted
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import RawTable, Sheet, under_header
from finder.intake.rows.checks import Notes, Progress

__all__ = ["Circumstances", "Reader", "states_no_date"]


@dataclass(frozen=True)
class Circumstances:
    """The day on which sources are read, who is shown how far it has come, and what was said.

    wanted: what the caller says of a table of other columns, and of services with terms.
    """

    today: date
    progress: Progress
    wanted: Wanted = field(default_factory=Wanted)


def states_no_date(_file: OpenedFile) -> tuple[str | None, str]:
    """For a source that states its date in a title or file name, or not at all."""
    return None, ""


@dataclass(frozen=True)
class Reader:
    """How one kind of source becomes facilities.

    kind: its name after `--as`. required: columns by which it is recognised; otherwise: other sets
    of columns that serve as well. columns: all that it knows. title, source, licence: for the
    manifest; a title may hold `{file}`. whole: it reads all tables of a file, not only the first
    with its columns, or all tables that have them are parts of one (`parts`). find: how it knows a
    table, where that is more than by names of columns. as_of: the date that a file states in its
    own way, and where; None for none.
    """

    kind: str
    required: frozenset[str]
    columns: frozenset[str]
    title: str
    source: str
    licence: str
    read: Callable[[OpenedFile, Sequence[Sheet], Notes, Circumstances], list[FacilityRecord]]
    otherwise: tuple[frozenset[str], ...] = ()
    whole: bool = False
    parts: bool = False
    find: Callable[[RawTable, Circumstances], Sheet | None] | None = None
    as_of: Callable[[OpenedFile], tuple[str | None, str]] = states_no_date

    def sheet(self, table: RawTable, circumstances: Circumstances | None = None) -> Sheet | None:
        """A table under its header; None where it has not the columns of this kind."""
        if self.find is not None and circumstances is not None:
            return self.find(table, circumstances)
        found = (under_header(table, one) for one in (self.required, *self.otherwise))
        return next((sheet for sheet in found if sheet is not None), None)
