"""Hours a week of a program, and what they rest on (docs/contract.md, section 3).

Published ones first; then those in the definition of a billing code that its place has published a
price for; then those of the care level, by the state's rule where that is wider.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from finder.state_hours import StateRule, bounds_of

__all__ = ["HoursBasis", "HoursKnown", "hours_known"]

HoursBasis = Literal["published", "code", "level"]


class HoursKnown(NamedTuple):
    """low, high: hours a week, None for an end that is open or not known. basis: None: nothing.

    rule: the state's rule, where it widens what the level says.
    """

    low: float | None
    high: float | None
    basis: HoursBasis | None
    rule: StateRule | None = None


def hours_known(
    care: str | None, state: str, published: tuple[float | None, float | None] | None, code: float
) -> HoursKnown:
    """What is known of a program's hours. code: least hours a week by a billing code, or NaN."""
    if published is not None:
        return HoursKnown(*published, "published")
    bounds, rule = bounds_of(care, state) if care is not None else (None, None)
    if bounds is None:
        return HoursKnown(None, None, None)
    low, high = bounds
    if not math.isnan(code) and code <= high:
        return HoursKnown(max(code, low), _end(high), "code", rule)
    return HoursKnown(low, _end(high), "level", rule)


def _end(hours: float) -> float | None:
    return None if math.isinf(hours) else hours
