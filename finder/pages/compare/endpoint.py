"""`/compare`: places of the shortlist side by side; `show=` says which, none the first ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.criteria.understood import understood
from finder.directory import Directory
from finder.pages.compare import page as compare_page
from finder.pages.frame.document import site_page
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import reading_routes
from finder.settings import Settings

__all__ = ["routes"]

_SHOW = "show"


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    comparison = _Comparison(Site.of(settings, serving, today))
    return reading_routes(base, {"/compare": comparison.page})


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
