"""A moment at which a folder began to serve a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Switch"]


@dataclass(frozen=True)
class Switch:
    """A moment at which a folder began to serve a snapshot.

    at: ISO time, UTC. before: the snapshot served until then, None for the first. accepted: what
    of a drop was accepted, one sentence, or "". name, as_of, facilities, programs: of the manifest.
    """

    snapshot: str
    at: str
    how: Literal["import", "rollback"]
    before: str | None
    name: str
    as_of: str | None
    facilities: int
    programs: int
    accepted: str = ""
