"""The states as tiles of one size, about where they lie: small ones are as legible as large ones.

The arrangement is the usual one of American newsrooms (NPR, 2015), with the territories below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Share", "Tile", "Tiles", "tiles"]

_ROWS = (
    "AK .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT ..",
    "CA UT CO NE MO KY WV VA MD DE ..",
    ".. AZ NM KS AR TN NC SC DC .. ..",
    ".. .. .. OK LA MS AL GA .. .. ..",
    "HI .. .. TX .. .. .. .. FL .. ..",
    "AS GU MP .. .. .. .. .. .. PR VI",
)
_PIXELS, _GAP = 56, 3
# The shade of a tile: 0 for none, 4 for all or nearly all.
_STEPS = (0.0, 0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Share:
    """So many of so many. percent: whole, never 0 for some nor 100 for not all; None of none."""

    count: int
    of: int

    @property
    def percent(self) -> int | None:
        if not self.of:
            return None
        whole = round(100 * self.count / self.of)
        if 0 < self.count < self.of:
            return min(max(whole, 1), 99)
        return whole

    @property
    def shade(self) -> int:
        """From 0, none, to 4."""
        share = self.count / self.of if self.of else 0.0
        return sum(share > step for step in _STEPS)


@dataclass(frozen=True)
class Tile:
    """A state and where its tile stands, in pixels."""

    code: str
    share: Share
    x: int
    y: int


@dataclass(frozen=True)
class Tiles:
    """The picture: its size in pixels, and its tiles."""

    width: int
    height: int
    side: int
    tiles: tuple[Tile, ...]


def tiles(some: Mapping[str, int], every: Mapping[str, int]) -> Tiles:
    """A tile for each state and territory. some, every: facilities by code of the state."""
    placed = [
        Tile(code, Share(some.get(code, 0), every.get(code, 0)), column * _PIXELS, row * _PIXELS)
        for row, codes in enumerate(_ROWS)
        for column, code in enumerate(codes.split())
        if code != ".."
    ]
    columns = len(_ROWS[0].split())
    return Tiles(columns * _PIXELS, len(_ROWS) * _PIXELS, _PIXELS - _GAP, tuple(placed))
