"""`/compare`: places of the shortlist side by side; `show=` says which, none the first ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from finder.criteria.understood import understood
from finder.directory import Directory
from finder.locale import mark
from finder.pages.compare import page as compare_page
from finder.pages.frame.document import site_page
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.site import Site, site_routes
from finder.pages.registry import Page

__all__ = ["PAGE", "routes"]

_SHOW = "show"


@dataclass(frozen=True)
class _Comparison:
    """Answers requests on one served directory."""

    site: Site

    def page(self, request: Request) -> Response:
        """The comparison of the picked places."""
        given = pairs_of(request)
        wanted = [
            one.strip().lower() for key, text in given if key == _SHOW for one in text.split(",")
        ]
        link = understood(pair for pair in given if pair[0] != _SHOW)
        frame = self.site.frame("./", link, styles=("compare",), page="/compare")

        def make(directory: Directory, day: date) -> str:
            asked = directory, link.criteria, wanted, frame.link, day, frame.live
            main = compare_page.page(*asked)
            title = compare_page.compare_title(directory, link.criteria, wanted, day)
            told = list(told_of(link, frame.link))
            return site_page(main, frame, link.criteria, directory.manifest, title, title, told)

        return self.site.reply(request, link, make)


routes = site_routes(lambda site: {"/compare": _Comparison(site).page})
PAGE = Page(
    "/compare",
    mark("Compare"),
    routes,
    kind="shortlist",
    asked="near=22903&care=iop&within=50&pick={picks}",
)
