"""What the link of a page asks, and what to say of what was not understood."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from starlette.requests import Request

from finder import places
from finder.criteria import Link
from finder.errors import NotUnderstood, PlaceNotFound
from finder.export.asked import understood
from finder.geocoding import looks_like_address
from finder.locale import _
from finder.render.environment import Link as LinkTo
from finder.render.plain_pages import Told
from finder.text import printable

__all__ = ["facility_and_link", "mistaken", "pairs_of", "told_of"]

Pairs = list[tuple[str, str]]
_MOST_ECHOED = 200


def pairs_of(request: Request) -> Pairs:
    """The keys and texts of the query; what is no UTF-8 is replaced, nothing is refused."""
    query = request.scope["query_string"].decode("utf-8", "replace")
    return parse_qsl(query, keep_blank_values=True)


def facility_and_link(request: Request) -> tuple[str, Link]:
    """The id of the facility that is asked for, and the search that led to it."""
    given = pairs_of(request)
    ids = [text.strip().lower() for key, text in given if key.strip().lower() == "id"]
    rest = [pair for pair in given if pair[0].strip().lower() != "id"]
    return (ids or [""])[0], understood(rest)


def mistaken(link: Link) -> dict[str, str]:
    """Per key the text that was not understood, as it may be shown back."""
    return {one.key: printable(one.value, _MOST_ECHOED) for one in link.problems}


def told_of(link: Link, link_to: LinkTo) -> Iterator[Told]:
    """A sentence for each thing that was not understood, and the places that it could mean."""
    unknown_place = next((one for one in link.problems if one.key == "near"), None)
    for sentence in link.told:
        if unknown_place is None or sentence != unknown_place.reason:
            yield sentence, ()
        elif looks_like_address(unknown_place.value):
            yield _about_addresses(), ()
        else:
            yield sentence, _choices(unknown_place, link, link_to)


def _about_addresses() -> str:
    return _(
        "This looks like a street address. Addresses are not looked up here, and none is needed: "
        "write its ZIP code, or its town and state."
    )


def _choices(problem: NotUnderstood, link: Link, link_to: LinkTo) -> list[tuple[str, str]]:
    choices = problem.choices if isinstance(problem, PlaceNotFound) else ()
    return [
        (choice, link_to(link.criteria.replaced(near=places.find(choice)))) for choice in choices
    ]
