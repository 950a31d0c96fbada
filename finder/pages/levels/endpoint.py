"""`/levels`: the levels of care side by side, and `/levels/{code}`: each one explained.

Of the link they keep the place, the view and the language, for the searches that they lead to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from finder.criteria import Criteria
from finder.criteria.mending import without_end
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.levels import LEVEL_PAGES
from finder.locale import mark
from finder.pages.frame.document import site_page
from finder.pages.frame.level_link import place_of
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.site import Endpoint, Site, site_routes
from finder.pages.levels import page as level_pages
from finder.pages.registry import Page, place_of_it
from finder.templating import Link as LinkTo

__all__ = ["PAGE", "routes"]


@dataclass(frozen=True)
class _Levels:
    """Answers requests on one served directory, whose name stands at the foot."""

    site: Site

    def all(self, request: Request) -> Response:
        """All levels side by side."""
        return self._reply(request, "./", level_pages.levels_page, level_pages.levels_title)

    def one(self, request: Request) -> Response:
        """One level; one sentence if there is none of this code."""
        code = without_end(str(request.path_params["code"]).lower())
        if code not in LEVEL_PAGES:
            make, title = level_pages.no_level, level_pages.levels_title
            return self._reply(request, "../", make, title, 404)

        def main(criteria: Criteria, link: LinkTo) -> str:
            return level_pages.level_page(code, criteria, link)

        return self._reply(request, "../", main, lambda: level_pages.level_title(code))

    def _reply(
        self,
        request: Request,
        up: str,
        main: Callable[[Criteria, LinkTo], str],
        title_of: Callable[[], str],
        status: int = 200,
    ) -> Response:
        link = understood(pairs_of(request))
        frame = self.site.frame(up, link, styles=("levels",), page="/levels")
        here = place_of(link.criteria)
        here_path = request.scope["path"].rpartition("/levels")[2]

        def link_here(criteria: Criteria, path: str = "/") -> str:
            return frame.link(place_of(criteria), f"/levels{here_path}")

        def make(directory: Directory, _day: date) -> str:
            title, told = title_of(), list(told_of(link, link_here))
            text = main(here, frame.link)
            return site_page(text, frame, here, directory.manifest, title, title, told)

        return self.site.reply(request, link, make, status)


def _without_slash(request: Request) -> Response:
    query = request.scope["query_string"].decode("ascii", "replace")
    return RedirectResponse(f"../levels?{query}" if query else "../levels", status_code=308)


def _paths(site: Site) -> dict[str, Endpoint]:
    levels = _Levels(site)
    return {"/levels": levels.all, "/levels/": _without_slash, "/levels/{code}": levels.one}


routes = site_routes(_paths)
PAGE = Page(
    "/levels", mark("Care levels"), routes, "foot", place_of_it, kind="guidance", asked="near=22903"
)
