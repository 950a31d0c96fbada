"""Which places of the shortlist stand side by side."""

from __future__ import annotations

from collections.abc import Iterable

from finder.shortlist import Pick

__all__ = ["MOST_CHOSEN", "SIDE_BY_SIDE", "side_by_side"]

# What fits a laptop's screen at a legible size, and what fits a wide one where it is wanted.
SIDE_BY_SIDE, MOST_CHOSEN = 4, 6


def side_by_side(picks: tuple[Pick, ...], wanted: Iterable[str]) -> tuple[Pick, ...]:
    """The picks that are wanted, in the order of the list; without a wish the first ones.

    A wish for fewer than two is none: there would be nothing to compare.
    """
    ids = set(wanted)
    chosen = tuple(one for one in picks if one.facility.id in ids)
    return chosen[:MOST_CHOSEN] if len(chosen) > 1 else picks[:SIDE_BY_SIDE]
