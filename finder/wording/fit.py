"""How a picked place fits the search, in one sentence."""

from __future__ import annotations

from finder.locale import _
from finder.shortlist import Pick
from finder.wording.asks import asks_text

__all__ = ["fit_words"]


def fit_words(pick: Pick) -> str:
    """`Fits what you asked`, `Possible: ask about price`; empty where nothing was asked."""
    if pick.fit == "possible":
        return _("Possible: ask about {things}").format(things=asks_text(pick.found.ask))
    words = {
        "match": _("Fits what you asked"),
        "other": _("Not what you asked: it is here because you picked it"),
    }
    return words.get(pick.fit, "")
