"""`/plain`: the whole finder without a script, and what the dashboard shows of one facility.

    /plain            form, list, pages; the query is that of a link
    /plain/facility   one facility, `id` beside the search that led to it
    /detail           the same facility as a part of the dashboard's page, with its links

An answer is made from the link alone: nothing is kept of who asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from finder.criteria import Link
from finder.directory import Directory
from finder.export.asked import spoken_language, understood
from finder.locale import speaking
from finder.render import detail, plain_pages
from finder.render.form import tidied
from finder.render.plain_pages import Frame
from finder.settings import Settings
from finder.web.caching import answered
from finder.web.codebook import codebook
from finder.web.freshness import entity_tag
from finder.web.page_asked import facility_and_link, mistaken, pairs_of, told_of
from finder.web.page_reply import (
    KeptPages,
    dashboard_link,
    page_reply,
    page_style,
    plain_link,
)
from finder.web.served import Served, served

__all__ = ["codebook", "routes"]

Today = Callable[[], date]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The routes under `base`, the value of Streamlit's server.baseUrlPath."""
    folder = f"/{base.strip('/')}" if base.strip("/") else ""
    plain = _Plain(settings or Settings.from_environment(), serving or served(), today)
    endpoints = {
        "/plain": plain.results,
        "/plain/": _without_slash,
        "/plain/facility": plain.facility,
        "/detail": plain.detail,
    }
    return [
        Route(f"{folder}{path}", endpoint, methods=["GET", "HEAD"])
        for path, endpoint in endpoints.items()
    ]


@dataclass(frozen=True)
class _Plain:
    """Answers requests on one served directory."""

    settings: Settings
    serving: Served
    today: Today
    pages: KeptPages = field(default_factory=KeptPages)

    def results(self, request: Request) -> Response:
        """The form, and the results of the link. A link that our form wrote is made short."""
        given, by_form = tidied(pairs_of(request))
        link, link_to = understood(given), plain_link("./")
        if by_form and not link.told:
            return RedirectResponse(link_to(link.criteria), status_code=303)
        frame = self._frame("./", link, canonical=link_to(link.criteria))

        def make(directory: Directory, day: date) -> str:
            results = answered(directory, link.criteria, day)
            told = list(told_of(link, link_to))
            return plain_pages.results_page(results, frame, day, told, mistaken(link))

        return self._reply(request, link, make)

    def facility(self, request: Request) -> Response:
        """Everything that is known of one facility."""
        facility_id, link = facility_and_link(request)
        frame = self._frame("../", link, live=f"facility?id={quote(facility_id)}")

        def make(directory: Directory, day: date) -> str:
            told = list(told_of(link, plain_link("../")))
            return plain_pages.facility_page(
                directory, facility_id, link.criteria, frame, day, told
            )

        return self._reply(request, link, make, facility_id)

    def detail(self, request: Request) -> Response:
        """The same, as a part of the dashboard's page, with its links."""
        facility_id, link = facility_and_link(request)
        contact, link_to = self.settings.contact, dashboard_link("./")

        def make(directory: Directory, day: date) -> str:
            asked = facility_id, link.criteria, day, link_to, contact, codebook()
            return plain_pages.part(detail.page(directory, *asked))

        return self._reply(request, link, make, facility_id)

    def _frame(self, up: str, link: Link, *, live: str = "", canonical: str = "") -> Frame:
        return Frame(
            link=plain_link(up),
            live=dashboard_link(up)(link.criteria, f"/{live}"),
            style=page_style(up, "plain"),
            indexed=self.settings.allow_index,
            canonical=canonical,
            contact=self.settings.contact,
            codebook=codebook(),
        )

    def _reply(
        self,
        request: Request,
        link: Link,
        make: Callable[[Directory, date], str],
        facility_id: str | None = None,
    ) -> Response:
        """The page that `make` makes, in the language of the link. Unknown facilities are 404."""
        directory, day = self.serving.directory, self.today()
        there = facility_id is None or directory.row_of(facility_id) is not None
        with speaking(spoken_language(link)):
            return page_reply(
                request,
                self.pages,
                self._tag(directory, day, request),
                lambda: make(directory, day),
                indexed=self.settings.allow_index,
                status=200 if there else 404,
            )

    def _tag(self, directory: Directory, day: date, request: Request) -> str:
        address = request.url.path, request.url.query
        return entity_tag(directory.snapshot, day, *address, self.settings.contact)


def _without_slash(request: Request) -> Response:
    query = request.url.query
    return RedirectResponse(f"../plain?{query}" if query else "../plain", status_code=308)
