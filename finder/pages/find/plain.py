"""`/plain`: the whole finder without a script, and what the dashboard shows of one facility.

    /plain            form, list, pages; the query is that of a link
    /plain/facility   one facility, `id` beside the search that led to it
    /detail           the same facility as a part of the dashboard's page, with its links

An answer is made from the link alone: nothing is kept of who asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from finder.criteria import Link
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.pages.find import detail, plain_page
from finder.pages.find.address import canonical_of
from finder.pages.find.roads import roads_state
from finder.pages.frame.caching import answered
from finder.pages.frame.codebook import codebook
from finder.pages.frame.form import tidied
from finder.pages.frame.form_posts import form_routes
from finder.pages.frame.page_asked import (
    facility_and_link,
    mistaken,
    pairs_of,
    place_is_missing,
    speaks_for_itself,
    told_of,
)
from finder.pages.frame.page_reply import dashboard_link, plain_link
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.surroundings import facility_title
from finder.pages.frame.under import reading_routes
from finder.settings import Settings

__all__ = ["codebook", "routes"]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The routes under `base`, the value of Streamlit's server.baseUrlPath."""
    plain = _Plain(Site.of(settings, serving, today))
    endpoints = {
        "/plain/": _without_slash,
        "/plain/facility": plain.facility,
        "/detail": plain.detail,
    }
    return [*form_routes(base, {"/plain": plain.results}), *reading_routes(base, endpoints)]


@dataclass(frozen=True)
class _Plain:
    """Answers requests on one served directory."""

    site: Site

    def results(self, request: Request) -> Response:
        """The form, and the results of the link. A link that our form wrote is made short."""
        given, by_form = tidied(pairs_of(request))
        link, link_to = understood(given), plain_link("./")
        if by_form and speaks_for_itself(link):
            return RedirectResponse(link_to(link.criteria), status_code=303)
        frame = self.site.frame("./", link, canonical=link_to(link.criteria))

        def make(directory: Directory, day: date) -> str:
            results = answered(directory, link.criteria, day)
            told = list(told_of(link, link_to))
            wrong, nowhere = mistaken(link), place_is_missing(link)
            return plain_page.results_page(results, frame, day, told, wrong, nowhere=nowhere)

        return self.site.reply(request, link, make, beside=self._roads(link))

    def facility(self, request: Request) -> Response:
        """Everything that is known of one facility."""
        facility_id, link = facility_and_link(request)
        frame = self.site.frame("../", link, live=f"facility?id={quote(facility_id)}")

        def make(directory: Directory, day: date) -> str:
            told = list(told_of(link, plain_link("../")))
            canonical = canonical_of(directory, facility_id, self.site.settings, "../")
            here = replace(frame, canonical=canonical)
            return plain_page.facility_page(directory, facility_id, link.criteria, here, day, told)

        status = _status_of(facility_id)
        return self.site.reply(request, link, make, status, beside=self._roads(link))

    def detail(self, request: Request) -> Response:
        """The same, as a part of the dashboard's page, with its links."""
        facility_id, link = facility_and_link(request)
        contact, link_to = self.site.settings.contact, dashboard_link("./")

        def make(directory: Directory, day: date) -> str:
            asked = facility_id, link.criteria, day, link_to, contact, codebook()
            title = facility_title(directory, facility_id)
            return plain_page.part(
                detail.page(directory, *asked, hints=self.site.settings.hints), title
            )

        status = _status_of(facility_id)
        return self.site.reply(request, link, make, status, beside=self._roads(link))

    def _roads(self, link: Link) -> tuple[str, ...]:
        return (repr(roads_state(self.site.serving.directory, link.criteria)),)


def _status_of(facility_id: str) -> Callable[[Directory], int]:
    return lambda directory: 200 if directory.row_of(facility_id) is not None else 404


def _without_slash(request: Request) -> Response:
    query = request.scope["query_string"].decode("ascii", "replace")
    return RedirectResponse(f"../plain?{query}" if query else "../plain", status_code=308)
