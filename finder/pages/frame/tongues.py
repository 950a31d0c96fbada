"""The way from one language to another, on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import urlencode

from finder.criteria import Criteria
from finder.locale import LANGUAGES, language, own_name
from finder.templating import Link, html

__all__ = ["page_of", "tongues"]

Pairs = Sequence[tuple[str, str]]
# The query of the page that is being made, which may hold more than criteria: the id of a place.
_query: ContextVar[Pairs | None] = ContextVar("query", default=None)


@dataclass(frozen=True)
class _Tongue:
    """Another language that this page can be read in. name: in that language."""

    code: str
    name: str
    href: str


@contextmanager
def page_of(pairs: Pairs | None) -> Iterator[None]:
    """Inside the `with` block a page is made that was asked for with this query.

    None: with one that is not to be repeated.
    """
    token = _query.set(pairs)
    try:
        yield
    finally:
        _query.reset(token)


def tongues(link: Link, criteria: Criteria) -> str:
    """Links to this page in every other language."""
    others = [
        _Tongue(code, own_name(code), _address(code, link, criteria))
        for code in LANGUAGES
        if code != language()
    ]
    return html("tongues.html", others=others)


def _address(code: str, link: Link, criteria: Criteria) -> str:
    """The same page in that language; of a page whose query is not known, the search that it
    belongs to."""
    pairs = _query.get()
    if pairs is None:
        return link(criteria.replaced(hl=code))
    rest = [pair for pair in pairs if pair[0].strip().lower() != "hl"]
    return f"?{urlencode([*rest, ('hl', code)], safe=',:')}"
