"""`/` where nothing is asked yet: the start page. With a search it is the list, of the dashboard.

Its form posts here and is answered by the link that it was understood as; without scripts by that
of the page that needs none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from finder.criteria import Link
from finder.criteria.beginning import asks_nothing
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.locale import _, mark
from finder.pages.find import endpoint as find
from finder.pages.frame import surroundings as pages
from finder.pages.frame.document import Told, document, told_box, top
from finder.pages.frame.form import FORM_MARK
from finder.pages.frame.form_posts import taking_posts
from finder.pages.frame.page_asked import (
    Pairs,
    mistaken,
    pairs_of,
    place_is_missing,
    told_of,
)
from finder.pages.frame.page_reply import dashboard_link, plain_link
from finder.pages.frame.served import Served
from finder.pages.frame.shortlist_bar import shortlist_bar
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import folder_of
from finder.pages.registry import Page
from finder.pages.start.page import CHOSEN, Asked, start_page, start_title
from finder.settings import Settings
from finder.templating import html

__all__ = ["PAGE", "routes"]

_UP = "./"
# A form that was sent where no script runs says so: its search is answered without one.
_PLAIN = "plain"
_OF_THE_FORM = (FORM_MARK, _PLAIN)
_WHERE = mark("Write a ZIP code, or a town and its state, to see what is near.")


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    start = _Start(Site.of(settings, serving, today))
    return [_AtTheStart(f"{folder_of(base)}/", taking_posts(start.page))]


class _AtTheStart(Route):
    """Takes what is read here only where it asks nothing; a search is left to the dashboard."""

    def __init__(self, path: str, endpoint: Any) -> None:
        super().__init__(path, endpoint, methods=["GET", "HEAD", "POST"])

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        match, child = super().matches(scope)
        if match is Match.FULL and scope["method"] != "POST" and not _begins(scope):
            return Match.NONE, {}
        return match, child


def _begins(scope: Scope) -> bool:
    """Whether a request reads the page of a link that asks nothing yet."""
    return asks_nothing(pairs_of(Request(scope)))


@dataclass(frozen=True)
class _Start:
    """Answers requests on one served directory."""

    site: Site

    def page(self, request: Request) -> Response:
        """The page; for its own form the way to what it asks, once that is understood."""
        pairs = pairs_of(request)
        given = [pair for pair in pairs if pair[0] not in _OF_THE_FORM]
        link = understood(given)
        sent, empty = len(given) < len(pairs), asks_nothing(given)
        if sent and not empty and not place_is_missing(link):
            return RedirectResponse(_way_on(pairs, link), status_code=303)
        kept = link.criteria.of_roles("display")
        styles, scripts = ("start",), ("start",)
        frame = self.site.frame(
            _UP, Link(kept), canonical=_UP, styles=styles, scripts=scripts, page="/"
        )

        def make(directory: Directory, day: date) -> str:
            near, told = mistaken(link).get("near", ""), list(told_of(link, frame.link))
            if sent and empty:
                told.append(Told(_(_WHERE), key="near", is_understood=True))
            asked = Asked(near, link.criteria.get(CHOSEN) or (), sent)
            manifest, operator = directory.manifest, self.site.settings.operator
            main = start_page(kept, manifest, frame.link, pages.locate(), asked, operator)
            body = html(
                "start_frame.html",
                top=top(kept, frame, manifest),
                told=told_box(told),
                main=main,
                shortlist=shortlist_bar(directory, kept, frame.link),
            )
            title = start_title()
            return document(body, frame, title, pages.description(kept))

        return self.site.reply(request, link, make)


def _way_on(pairs: Pairs, link: Link) -> str:
    """To the results, where no script runs to those that need none."""
    by_plain = any(key == _PLAIN for key, _text in pairs)
    return (plain_link if by_plain else dashboard_link)(_UP)(link.criteria)


def _with_the_search(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    given = base, settings, serving, today
    return [*routes(*given), *find.routes(*given)]


# Where nothing is asked it is the start page, else the search.
PAGE = Page(
    "/",
    mark("Find"),
    _with_the_search,
    "head",
    also=("/plain", "/facility"),
    asked="near=22903&care=iop&within=50&pick={picks}",
)
