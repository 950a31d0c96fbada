"""Whom the search is for: the choice."""

from __future__ import annotations

from finder.audience import AUDIENCES, audience_of, view_of
from finder.criteria import Criteria
from finder.locale import _
from finder.templating import Link, html

__all__ = ["audience_choice"]


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
