"""`/shortlist`: the picked places on a page, and `/share`: ways to pass a search on.

The list is in the link (`pick=`); nothing of it is kept here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.changes import last_update
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.locale import _, mark
from finder.pages.frame.document import site_page
from finder.pages.frame.origin import origin_of
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today, script_address
from finder.pages.frame.under import folder_of, reading_routes
from finder.pages.registry import Page
from finder.pages.shortlist import files as shortlist_files
from finder.pages.shortlist import page as shortlist_page
from finder.pages.shortlist import share_page
from finder.pages.shortlist.picks_changed import picks_changed
from finder.settings import Settings

__all__ = ["PAGE", "routes"]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The routes under `base`, the value of Streamlit's server.baseUrlPath."""
    folder = folder_of(base)
    pages = _Pages(Site.of(settings, serving, today), folder)
    shown = reading_routes(base, {"/shortlist": pages.shortlist, "/share": pages.share})
    return [*shown, *shortlist_files.routes(pages.site, folder)]


@dataclass(frozen=True)
class _Pages:
    """Answers requests on one served directory. folder: where the finder stands on its host."""

    site: Site
    folder: str

    def shortlist(self, request: Request) -> Response:
        """The picked places, in their order."""
        link = understood(pairs_of(request))
        frame = self.site.frame("./", link, styles=("shortlist",), page="/shortlist")
        root = f"{origin_of(request)}{self.folder}/"

        def make(directory: Directory, day: date) -> str:
            main = shortlist_page.page(
                directory,
                link.criteria,
                frame.link,
                day,
                frame.live,
                root,
                script_address("share"),
                list(picks_changed(self.site.settings.directory, directory, link.criteria, day)),
            )
            told = list(told_of(link, frame.link))
            about = _("Places to call: phones, hours, prices as published, and what to ask.")
            title = shortlist_page.shortlist_title(directory, link.criteria)
            manifest = directory.manifest
            return site_page(main, frame, link.criteria, manifest, title, about, told)

        beside = root, last_update(self.site.serving.directory)
        return self.site.reply(request, link, make, beside=beside)

    def share(self, request: Request) -> Response:
        """Ways to pass on a search."""
        link = understood(pairs_of(request))
        frame = self.site.frame("./", link, styles=("shortlist",), page="/shortlist")
        root = f"{origin_of(request)}{self.folder}/"

        def make(directory: Directory, day: date) -> str:
            script = script_address("share")
            main = share_page.page(link.criteria, frame.link, frame.live, root, script)
            told = list(told_of(link, frame.link))
            title = _("Share this search")
            return site_page(main, frame, link.criteria, directory.manifest, title, title, told)

        return self.site.reply(request, link, make, beside=(root,))


PAGE = Page(
    "/shortlist",
    mark("Shortlist"),
    routes,
    also=("/share",),
    kind="shortlist",
    asked="near=22903&care=iop&within=50&pick={picks}",
)
