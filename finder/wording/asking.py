"""What to ask on the phone, in the words for whom it is asked."""

from __future__ import annotations

from collections.abc import Sequence

from finder.audience import Audience
from finder.locale import _

__all__ = ["asked_for", "asking_words"]


def asking_words(audience: Audience) -> str:
    """The heading above what to ask on the phone."""
    return {
        "self": _("What to ask when you call"),
        "family": _("What to ask when you call for someone in your family"),
        "client": _("What to ask when you call for a client"),
    }[audience]


def asked_for(audience: Audience, questions: Sequence[str]) -> list[str]:
    """The questions, with those that only this audience has."""
    own = {
        "self": [],
        "family": [
            _("Can we come together to the first visit, and how can the family take part?"),
            _("What will you be allowed to tell me, and what must they sign for that?"),
        ],
        "client": [
            _("What do you need for a referral, and who tells us whether a place is given?"),
            _("Which release of information must the client sign (42 CFR Part 2)?"),
        ],
    }[audience]
    return [*questions, *own]
