"""Whom the search is for: the choice."""

from __future__ import annotations

from finder.audience import AUDIENCES, audience_of, view_of
from finder.criteria import Criteria
from finder.criteria.view import view_with
from finder.locale import _
from finder.templating import Link, html

__all__ = ["audience_choice"]


def audience_choice(criteria: Criteria, link: Link) -> str:
    """Three links to the same search, each in the words for whom it is for."""
    chosen = audience_of(criteria)
    return html(
        "audience.html",
        choices=[
            (_(label), code == chosen, link(criteria.replaced(view=_view_for(criteria, code))))
            for code, label in AUDIENCES.items()
        ],
    )


def _view_for(criteria: Criteria, audience: str) -> str:
    """How it is shown, for this audience."""
    if view_of(audience):
        return view_with(criteria, audience)
    return view_with(criteria, audience_of(criteria), wanted=False)
