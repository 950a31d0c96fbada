"""`/tonight`: what helps now: helplines, an overdose, what can wait, the nearest detox.

With `near` in the link, or from its own form, the nearest programs of two levels follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from finder.criteria import Criteria
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.guidance.searching import kept
from finder.locale import mark
from finder.pages.frame.caching import answered
from finder.pages.frame.document import site_page
from finder.pages.frame.form import FORM_MARK
from finder.pages.frame.form_posts import form_routes
from finder.pages.frame.page_asked import mistaken, pairs_of, speaks_for_itself, told_of
from finder.pages.frame.site import Site, site_routes
from finder.pages.registry import Page, place_of_it
from finder.pages.tonight import page as tonight_page

__all__ = ["PAGE", "routes"]

_UP = "./"


@dataclass(frozen=True)
class _Tonight:
    """Answers requests on one served directory."""

    site: Site

    def page(self, request: Request) -> Response:
        """The page. A link that our form wrote is made short."""
        pairs = pairs_of(request)
        given = [pair for pair in pairs if pair[0] != FORM_MARK]
        link = understood(given)
        frame = self.site.frame(_UP, link, styles=("guide",), page="/tonight")
        here = kept(link.criteria)
        if len(given) < len(pairs) and speaks_for_itself(link):
            return RedirectResponse(frame.link(here, "/tonight"), status_code=303)

        def link_here(criteria: Criteria, path: str = "/") -> str:
            return frame.link(kept(criteria), "/tonight")

        def make(directory: Directory, day: date) -> str:
            searches = tonight_page.searches(here)
            found = [answered(directory, one, day) for one in searches]
            wrong = mistaken(link).get("near", "")
            main = tonight_page.page(here, found, frame.link, day, wrong)
            title = tonight_page.tonight_title()
            told = list(told_of(link, link_here))
            return site_page(main, frame, here, directory.manifest, title, title, told)

        return self.site.reply(request, link, make)


routes = site_routes(lambda site: {"/tonight": _Tonight(site).page}, form_routes)
PAGE = Page(
    "/tonight", mark("Tonight"), routes, "head", place_of_it, kind="guidance", asked="near=22903"
)
