"""What a directory says of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

__all__ = ["FORMAT", "Manifest", "SourceOf"]

FORMAT = 1


@dataclass(frozen=True)
class SourceOf:
    """One source of a directory. organisation: who publishes it. as_of: ISO date, year or None."""

    name: str
    organisation: str = ""
    as_of: str | None = None
    licence: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Manifest:
    """Where a directory comes from.

    as_of: ISO date or year that its facts are of, or None where that is not known; `as_of_from`
    says who stated it. sha256: of each source file. programs: those of a stated care level.
    vocabulary: for each group of facts the codes in the order of their bits. sources: in the order
    in which they were named, overlays last; facts name them by their numbers from 0.
    """

    name: str
    source: str
    as_of: str | None = None
    as_of_from: str = ""
    licence: str = ""
    sha256: tuple[str, ...] = ()
    facilities: int = 0
    programs: int = 0
    demonstration: bool = False
    made_at: str = ""
    format: int = FORMAT
    vocabulary: dict[str, list[str]] = field(default_factory=dict)
    sources: tuple[SourceOf, ...] = ()

    def source_of(self, number: int) -> SourceOf:
        """A source by its number; of a directory that does not tell them apart, all as one."""
        if number < len(self.sources):
            return self.sources[number]
        return SourceOf(self.name, self.source, self.as_of, self.licence)

    @property
    def moves_from(self) -> date | None:
        """Of the demonstration the day that its dates are written for; None of what is real.

        Its dates move with the day on which it is read, so that what is invented never grows old.
        """
        if not self.demonstration or self.as_of is None or len(self.as_of) < len("2026-11-23"):
            return None
        return date.fromisoformat(self.as_of)

    def moved_to(self, day: date) -> Manifest:
        """The same, of a day: what moves is of the day on which it is read."""
        sources = tuple(replace(one, as_of=one.as_of and day.isoformat()) for one in self.sources)
        return replace(self, as_of=day.isoformat(), sources=sources)

    def to_json(self) -> str:
        """The text of manifest.json."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read manifest.json. Raises ValueError or TypeError for what is none."""
        values: dict[str, Any] = json.loads(text)
        sources = tuple(SourceOf(**one) for one in values.get("sources", ()))
        return cls(**{**values, "sha256": tuple(values.get("sha256", ())), "sources": sources})
