"""What is found while a source is read, row by row, and the report made of it.

Nothing that a source says is dropped in silence: each refusal has its line, field, value and
reason, and each value changed on the way has a remark.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

__all__ = ["Finding", "Notes", "NpiShare", "Progress", "Report", "SourceFile", "in_silence"]

T = TypeVar("T")
# Shows how far a loop has come: takes the items and what is done to them, hands the items on.
Progress = Callable[[Sequence[Any], str], Iterable[Any]]


def in_silence(items: Sequence[T], _label: str) -> Iterable[T]:
    """Progress that is shown to nobody."""
    return items


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a source.

    line: of the file, the header being line 1; None where it is about the whole file. field: name
    of the column. value: as it stands in the source. reason: what is the matter and what was done.
    """

    source: str
    line: int | None
    field: str
    value: str
    reason: str


@dataclass(frozen=True)
class SourceFile:
    """A file that was read: its path, how it was understood, and what it says of its date."""

    path: str
    kind: str
    sha256: str
    rows: int
    as_of: str | None = None
    as_of_from: str = ""


@dataclass
class Notes:
    """Collects what a reader has to say about one source.

    title, organisation, licence: of what it found the source to be, "" for the reader's own.
    demonstration: whether the source says that its programs are invented. why_nothing: the reason
    against a source of which no row is kept, where the rows themselves do not say it best.
    """

    source: str
    refused_rows: list[Finding] = field(default_factory=list)
    refused_values: list[Finding] = field(default_factory=list)
    merged: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)
    left_out: list[Finding] = field(default_factory=list)
    unknown_codes: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    title: str = ""
    organisation: str = ""
    licence: str = ""
    demonstration: bool = False
    why_nothing: str = ""

    @property
    def findings(self) -> int:
        """How many things were said so far of rows and values."""
        return len(self.refused_rows) + len(self.refused_values) + len(self.remarks)

    def refuse_row(self, line: int, name: str, value: str, reason: str) -> None:
        """The row cannot be kept."""
        self.refused_rows.append(Finding(self.source, line, name, value, reason))

    def refuse_value(self, line: int, name: str, value: str, reason: str) -> None:
        """The value is left out, the row is kept."""
        self.refused_values.append(Finding(self.source, line, name, value, reason))

    def leave_out(self, line: int | None, name: str, value: str, reason: str) -> None:
        """The row is right, and is not what a directory of substance-use care holds."""
        self.left_out.append(Finding(self.source, line, name, value, reason))

    def merge(self, line: int, value: str, reason: str) -> None:
        """The row was joined with an earlier one."""
        self.merged.append(Finding(self.source, line, "", value, reason))

    def remark(self, line: int | None, name: str, value: str, reason: str) -> None:
        """Worth knowing; nothing was left out."""
        self.remarks.append(Finding(self.source, line, name, value, reason))


@dataclass(frozen=True)
class NpiShare:
    """How many facilities have a National Provider Identifier, and what became of those given.

    share: of all facilities, from 0 to 1. rows: of tables of providers; placed: given to a
    facility; in_doubt: of one of several, and left.
    """

    facilities: int = 0
    share: float = 0.0
    rows: int = 0
    placed: int = 0
    in_doubt: int = 0


@dataclass(frozen=True)
class Report:
    """What became of some sources.

    rows_read = rows kept + merged rows + refused rows + rows left out. levels: programs by code of
    the care level, "" for those of no stated level. unknown_codes: number of rows by code. as_of:
    as in the manifest. without_county: facilities of no known county, which no county finds.
    npi: how many have a National Provider Identifier.
    """

    sources: tuple[SourceFile, ...]
    rows_read: int
    facilities: int
    programs: int
    levels: dict[str, int]
    merged: tuple[Finding, ...] = ()
    refused_rows: tuple[Finding, ...] = ()
    refused_values: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    left_out_rows: tuple[Finding, ...] = ()
    unknown_codes: dict[str, int] = field(default_factory=dict)
    as_of: str | None = None
    as_of_from: str = ""
    without_county: int = 0
    npi: NpiShare = NpiShare()

    @property
    def rows_kept(self) -> int:
        """Rows that were neither refused, nor left out, nor merged into another."""
        gone = len(self.refused_rows) + len(self.merged) + len(self.left_out_rows)
        return self.rows_read - gone

    @property
    def left_out(self) -> dict[str, int]:
        """How many rows were left out, by reason."""
        return dict(Counter(one.reason for one in self.left_out_rows))

    def to_json(self) -> str:
        """The whole report as a JSON object."""
        values = {"rows_kept": self.rows_kept, "left_out": self.left_out, **asdict(self)}
        return json.dumps(values, indent=2, ensure_ascii=False)
