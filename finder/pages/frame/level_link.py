"""Links to the pages that explain the care levels, and from them into the search."""

from __future__ import annotations

from finder.criteria import Criteria, read
from finder.criteria.declared import PICK
from finder.templating import Link

__all__ = ["level_link", "place_of", "search_link"]


def place_of(criteria: Criteria) -> Criteria:
    """Of a search what goes along to the pages on levels: place, view and language."""
    return criteria.of_roles("where", "reach", "display").without(PICK.key)


def level_link(care: str | None, criteria: Criteria, link: Link) -> str:
    """The page of a care level, or with an empty code of all of them; empty if there is no level.

    Of the search only the place and the language go along.
    """
    if care is None:
        return ""
    return link(place_of(criteria), f"/levels/{care}" if care else "/levels")


def search_link(query: str, criteria: Criteria, link: Link) -> str:
    """The search of a declared query, at the place and in the language of the visitor."""
    kept = place_of(criteria)
    asked = read(query).criteria
    return link(asked.replaced(**{key: kept.get(key) for key in kept}))
