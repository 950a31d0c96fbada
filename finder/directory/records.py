"""What a source says of one facility and its programs, on the way into a directory.

A reader in finder/intake makes these; `build` turns them into columns. A fact that is not stated
is None or absent, never 0 and never "".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

__all__ = ["FacilityRecord", "Phone", "ProgramRecord"]


@dataclass(frozen=True)
class Phone:
    """A phone number. `text` is for people, `dial` for a tel: link, extension after a comma."""

    role: Literal["main", "intake", "hotline"]
    text: str
    dial: str
    extension: str = ""


@dataclass
class ProgramRecord:
    """One care level at one facility.

    numbers: published numbers by name (`hours_low`, `hours_high`, `days_per_week`,
    `sessions_per_week`, `weeks_low`, `weeks_high`, `cost_low`, `cost_high`, `openings`).
    facts: per group of codes (the key in a link) the mask of what is stated and the mask of what
    is not published; a group that is absent is not carried by the source at all.
    """

    care: str | None
    name: str = ""
    numbers: dict[str, float] = field(default_factory=dict)
    cost_per: str | None = None
    facts: dict[str, tuple[int, int]] = field(default_factory=dict)
    openings_on: date | None = None
    verified_on: date | None = None
    source_url: str = ""
    notes: str = ""


@dataclass
class FacilityRecord:
    """One place. detox: whether detox is on site (None: not published), and `detox_for` its mask.

    serves_only: codes of groups that the place says it serves alone (`dui`, `alcohol`, `opioids`).
    codes: the source's own codes, for the detail view.
    """

    name1: str
    city: str
    state: str
    zip: str
    name2: str = ""
    street1: str = ""
    street2: str = ""
    phones: list[Phone] = field(default_factory=list)
    website: str = ""
    latitude: float | None = None
    longitude: float | None = None
    position: Literal["exact", "approximate"] | None = None
    id: str = ""
    source_id: str = ""
    detox: bool | None = None
    detox_for: int = 0
    serves_only: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    programs: list[ProgramRecord] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Both names as one."""
        return f"{self.name1}, {self.name2}" if self.name2 else self.name1
