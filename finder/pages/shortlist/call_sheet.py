"""`/calls`: whom to ring, what to ask; what is typed there stays in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.criteria.understood import understood
from finder.directory import Directory
from finder.locale import _
from finder.pages.frame.document import site_page
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today, script_address
from finder.pages.frame.under import reading_routes
from finder.pages.shortlist import call_sheet_page as call_sheet
from finder.settings import Settings

__all__ = ["routes"]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    sheet = _Sheet(Site.of(settings, serving, today))
    return reading_routes(base, {"/calls": sheet.page})


@dataclass(frozen=True)
class _Sheet:
    """Answers requests on one served directory."""

    site: Site

    def page(self, request: Request) -> Response:
        """The call sheet of the picked places."""
        link = understood(pairs_of(request))
        frame = self.site.frame("./", link, styles=("calls",), page="/calls")

        def make(directory: Directory, day: date) -> str:
            asked = directory, link.criteria, frame.link, day, frame.live, script_address("calls")
            main, title = call_sheet.page(*asked), _("Call sheet")
            told = list(told_of(link, frame.link))
            return site_page(main, frame, link.criteria, directory.manifest, title, title, told)

        return self.site.reply(request, link, make)
