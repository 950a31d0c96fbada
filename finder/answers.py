"""Three-valued answers, as arrays of small integers: no, not published, yes.

The order of the numbers makes "all of these" the minimum and "any of these" the maximum
(Kleene's strong logic), so that one NumPy call joins the answers of two criteria.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["NO", "UNKNOWN", "YES", "Answers", "all_of", "answer", "any_bit", "every_bit"]

NO, UNKNOWN, YES = np.uint8(0), np.uint8(1), np.uint8(2)
Answers = NDArray[np.uint8]


def answer(yes: NDArray[np.bool_], unknown: NDArray[np.bool_]) -> Answers:
    """Yes where `yes`, else not published where `unknown`, else no."""
    return np.maximum(yes * YES, unknown * UNKNOWN)


def all_of(answers: Iterable[Answers]) -> Answers | None:
    """The joint answer to several questions, or None if nothing was asked."""
    given = list(answers)
    return reduce(np.minimum, given) if given else None


def every_bit(yes: NDArray[Any], unknown: NDArray[Any], wanted: int) -> Answers:
    """Whether all wanted facts hold, from the masks of facts stated and facts not published."""
    mask = yes.dtype.type(wanted)
    stated = (yes & mask) == mask
    open_ = ((yes | unknown) & mask) == mask
    return answer(stated, open_)


def any_bit(yes: NDArray[Any], unknown: NDArray[Any], wanted: int) -> Answers:
    """Whether any wanted fact holds, from the masks of facts stated and facts not published."""
    mask = yes.dtype.type(wanted)
    return answer((yes & mask) != 0, (unknown & mask) != 0)
