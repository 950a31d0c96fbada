"""Whom the search is for: the choice, and the words and questions that follow from it."""

from __future__ import annotations

from collections.abc import Sequence

from finder.audience import AUDIENCES, Audience, audience_of, view_of
from finder.criteria import Criteria
from finder.locale import _
from finder.render.environment import Link, html

__all__ = ["asked_for", "asking_words", "audience_choice"]


def audience_choice(criteria: Criteria, link: Link) -> str:
    """Three links to the same search, each in the words for whom it is for."""
    chosen = audience_of(criteria)
    return html(
        "audience.html",
        choices=[
            (_(label), code == chosen, link(criteria.replaced(view=view_of(code))))
            for code, label in AUDIENCES.items()
        ],
    )


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
