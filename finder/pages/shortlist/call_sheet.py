"""`/calls`: whom to ring, what to ask; what is typed there stays in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from finder.changes import last_update
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.locale import _, mark
from finder.pages.frame.document import site_page
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.site import Site, script_address, site_routes
from finder.pages.registry import Page
from finder.pages.shortlist import call_sheet_page as call_sheet
from finder.pages.shortlist.picks_changed import picks_changed

__all__ = ["PAGE", "routes"]


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
            folder = self.site.settings.directory
            changed = list(picks_changed(folder, directory, link.criteria, day))
            main, title = call_sheet.page(*asked, changed), _("Call sheet")
            told = list(told_of(link, frame.link))
            return site_page(main, frame, link.criteria, directory.manifest, title, title, told)

        beside = (last_update(self.site.serving.directory),)
        return self.site.reply(request, link, make, beside=beside)


routes = site_routes(lambda site: {"/calls": _Sheet(site).page})
PAGE = Page(
    "/calls",
    mark("Call sheet"),
    routes,
    kind="shortlist",
    asked="near=22903&care=iop&within=50&pick={picks}",
)
