"""What is said of a place that was listed once, and is no more."""

from __future__ import annotations

from finder.directory.facility import Gone
from finder.locale import _
from finder.wording.words import as_of_words

__all__ = ["gone_words"]


def gone_words(gone: Gone) -> str:
    """Which place it was, and since when it is gone from the directory; not why: nobody says."""
    words = _(
        "{name} in {town}, {state} is listed no more since {day}; the directory of {date} had it."
    )
    if gone.last_as_of is None:
        words = _("{name} in {town}, {state} is listed no more since {day}.")
    return words.format(
        name=gone.name,
        town=gone.city,
        state=gone.state,
        day=as_of_words(gone.since),
        date=as_of_words(gone.last_as_of),
    )
