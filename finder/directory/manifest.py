"""What a directory says of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
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

    def to_json(self) -> str:
        """The text of manifest.json."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read manifest.json. Raises ValueError or TypeError for what is none."""
        values: dict[str, Any] = json.loads(text)
        sources = tuple(SourceOf(**one) for one in values.get("sources", ()))
        return cls(**{**values, "sha256": tuple(values.get("sha256", ())), "sources": sources})
