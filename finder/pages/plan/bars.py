"""What the pictures of a plan share: their width, a bar, a round number for the end of a scale.

What is not known stands in a lane of its own, never at zero. Lengths are units of the picture,
which is 360 wide so that its letters can be read on a phone. Each has its words as a description,
and the table beside them on the page says the same in numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LEAST_WIDTH", "RIGHT", "WIDTH", "Bar", "nice_top"]

WIDTH, RIGHT = 360.0, 8.0
LEAST_WIDTH = 3.0
_NUMBER_WIDTH = 14.0
_NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Bar:
    """A rectangle. number: of the step. open: without upper end, so that its end is ragged."""

    number: int
    x: float
    y: float
    width: float
    height: float
    truth: str
    open: bool = False

    @property
    def narrow(self) -> bool:
        """Whether its number has no room inside."""
        return self.width < _NUMBER_WIDTH

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return self.x + self.width / 2


def nice_top(most: float) -> float:
    """The least round number that is no less."""
    size = 1.0
    while size * 10 < most:
        size *= 10
    return next((size * one for one in _NICE if size * one >= most), size * 10) or 1.0
