"""What the link of a page asks, and what to say of what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from starlette.requests import Request

from finder.criteria import Criteria, Link, ReadAs, registry
from finder.criteria.declared import NEAR, STATE
from finder.criteria.mending import mended
from finder.criteria.moving import chosen
from finder.criteria.told import read_as_words
from finder.criteria.understood import understood
from finder.errors import NotUnderstood, PlaceNotFound
from finder.geocoding import geocoder_host, looks_like_address
from finder.locale import _
from finder.pages.frame.document import Told
from finder.templating import Link as LinkTo
from finder.text import printable

__all__ = [
    "SENT",
    "facility_and_link",
    "mistaken",
    "offers_look_up",
    "pairs_of",
    "place_is_missing",
    "speaks_for_itself",
    "target_of",
    "told_of",
]

Pairs = list[tuple[str, str]]
# Where a request keeps what a form sent in its body (finder.pages.frame.form_posts.py).
SENT = "finder.sent"
_MOST_ECHOED = 60
# Seven digits, whatever stands between them, a web address or a mail address.
_ADVERTISES = re.compile(r"(?:\d\D{0,3}){7}|://|www\.|@", re.IGNORECASE)


def pairs_of(request: Request) -> Pairs:
    """The keys and texts of the query, or of the form that was sent instead of one, as meant.

    What is no UTF-8 is replaced, nothing is refused.
    """
    if SENT in request.scope:
        return mended(list(request.scope[SENT]))
    query = request.scope["query_string"].decode("utf-8", "replace")
    return mended(parse_qsl(query, keep_blank_values=True))


def target_of(request: Request) -> tuple[str, bytes]:
    """Path and query, exactly what pages are made from: for the key of whatever is kept of one."""
    return request.scope["path"], request.scope["query_string"]


def facility_and_link(request: Request) -> tuple[str, Link]:
    """The id of the facility that is asked for, and the search that led to it."""
    given = pairs_of(request)
    ids = [text.strip().lower() for key, text in given if key.strip().lower() == "id"]
    rest = [pair for pair in given if pair[0].strip().lower() != "id"]
    return (ids or [""])[0], understood(rest)


def mistaken(link: Link) -> dict[str, str]:
    """Per key the text that was not understood, as it may be shown back in its field.

    None with a number to call or an address to open: a link comes from anybody.
    """
    shown = {one.key: printable(one.value, _MOST_ECHOED) for one in link.problems}
    return {key: "" if _ADVERTISES.search(text) else text for key, text in shown.items()}


def told_of(link: Link, link_to: LinkTo, geocoder: str | None = None) -> Iterator[Told]:
    """A sentence for each thing that was not understood, and the places that it could mean.

    geocoder: the address of the service that would look a street address up, where the page has a
    button for that.
    """
    yield from _read_as(link, link_to)
    unknown_place = next((one for one in link.problems if one.key == NEAR.key), None)
    for sentence in link.told:
        if unknown_place is None or sentence != unknown_place.reason:
            yield Told(sentence)
        elif looks_like_address(unknown_place.value):
            if not isinstance(unknown_place, PlaceNotFound):
                yield Told(sentence)
            yield Told(_about_addresses(geocoder), key="near")
        else:
            yield Told(sentence, _choices(unknown_place, link, link_to), "near")


def speaks_for_itself(link: Link) -> bool:
    """Whether a page has nothing to say of how the link was read, so that it may be made short."""
    return not link.told and not any(one.others or _is_news(one) for one in link.read_as)


def place_is_missing(link: Link) -> bool:
    """Whether a place was written that is none: a list of all places would answer nothing."""
    # A state is chosen from a list: what is none was not written by somebody.
    where = registry.of_roles("where")
    wrong = any(one.key in where and one.key != STATE.key for one in link.problems)
    return wrong and not link.criteria.has("where")


def _read_as(link: Link, link_to: LinkTo) -> Iterator[Told]:
    """How places were read that are written otherwise, where that is more than another spelling."""
    for one in link.read_as:
        if one.others or _is_news(one):
            choices = [(other, link_to(_with_near(link, other))) for other in one.others]
            yield Told(read_as_words(one), choices, is_understood=True)


def _is_news(one: ReadAs) -> bool:
    """`charlottesville va` for `Charlottesville, VA`, or a rounded point, is none."""
    digits, letters = (
        ["".join(filter(of_kind, text.casefold())) for text in (one.given, one.understood)]
        for of_kind in (str.isdecimal, str.isalpha)
    )
    if not any(letters):
        return False
    return letters[0] != letters[1] or digits[0] != digits[1]


def _with_near(link: Link, text: str) -> Criteria:
    return chosen(link.criteria, [(NEAR.key, text)]).criteria


def offers_look_up(link: Link) -> bool:
    """Whether what was written as the place is a street address, which can be looked up."""
    return any(one.key == NEAR.key and looks_like_address(one.value) for one in link.problems)


def _about_addresses(geocoder: str | None) -> str:
    """Says to whom an address would be sent, before it is."""
    if geocoder is not None:
        message = _(
            "This looks like a street address. To look it up, it is sent to {host}, a service that "
            "is not ours; we keep only a point rounded to about a kilometer. A ZIP code does as "
            "well."
        )
        return message.format(host=geocoder_host(geocoder))
    return _(
        "This looks like a street address. Addresses are not looked up here, and none is needed: "
        "write its ZIP code, or its town and state."
    )


def _choices(problem: NotUnderstood, link: Link, link_to: LinkTo) -> list[tuple[str, str]]:
    choices = problem.choices if isinstance(problem, PlaceNotFound) else ()
    return [
        (choice, link_to(chosen(link.criteria, [(problem.key, choice)]).criteria))
        for choice in choices
    ]
