"""What visitors can say is wrong with a listing, in words."""

from __future__ import annotations

from finder.locale import mark

__all__ = ["HINT_WORDS"]

HINT_WORDS = {
    "number": mark("The phone number is wrong"),
    "closed": mark("The place is closed"),
    "level": mark("It does not offer this level of care"),
    "hours": mark("The hours are different"),
    "price": mark("The price is different"),
    "other": mark("Something else"),
}
