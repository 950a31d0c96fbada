"""A place to search from, and what else a text for one may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from finder.locale import _

__all__ = ["Meaning", "Place"]


@dataclass(frozen=True)
class Place:
    """A place to search from. `text` is its spelling in a link.

    latitude, longitude: degrees. `town` says where it lies, for a visitor to check.
    """

    kind: Literal["zip", "town", "point"]
    text: str
    latitude: float
    longitude: float
    town: str = ""

    @property
    def label(self) -> str:
        """Its name in a sentence."""
        if self.kind == "point":
            return _("a point near {town}").format(town=self.town)
        return self.text


@dataclass(frozen=True)
class Meaning:
    """What a text for a place means: one of a place, a state (its code) or a county (its label).

    others: texts for what else it could mean, where that is worth saying.
    """

    place: Place | None = None
    state: str = ""
    county: str = ""
    others: tuple[str, ...] = ()
