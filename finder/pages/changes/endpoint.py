"""`/changes`: what changed of a search, and `/feed.atom`: the same for a feed reader.

Nobody signs up: the search is in the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.changes import ChangesFound, changes_found, last_update, updates_of
from finder.criteria import Criteria, write
from finder.criteria.understood import spoken_language, understood
from finder.directory import Directory
from finder.export.changes.feed import MEDIA_TYPE, feed
from finder.locale import _, language, mark, speaking
from finder.pages.changes.page import changes_page
from finder.pages.frame.document import site_page
from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.frame.origin import origin_of
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import folder_of, reading_routes
from finder.pages.registry import Page
from finder.settings import Settings

__all__ = ["PAGE", "routes"]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The routes under `base`, the value of Streamlit's server.baseUrlPath."""
    changes = _Changes(Site.of(settings, serving, today), folder_of(base))
    return reading_routes(base, {"/changes": changes.page, "/feed.atom": changes.feed})


@dataclass(frozen=True)
class _Changes:
    """Answers requests on one served directory. folder: where the finder stands on its host."""

    site: Site
    folder: str

    def page(self, request: Request) -> Response:
        """What changed, 50 a page."""
        link = understood(pairs_of(request))
        frame = self.site.frame("./", link, styles=("changes",), page="/changes")

        def link_here(criteria: Criteria, path: str = "/") -> str:
            return frame.link(criteria, "/changes")

        def make(directory: Directory, day: date) -> str:
            found = self._found(directory, link.criteria, day)
            main = changes_page(directory, found, link.criteria, frame.link)
            title, told = _("What changed"), list(told_of(link, link_here))
            return site_page(main, frame, link.criteria, directory.manifest, title, title, told)

        return self.site.reply(
            request, link, make, beside=(last_update(self.site.serving.directory),)
        )

    def feed(self, request: Request) -> Response:
        """The same as a feed; a reader asks with the tag of what it has."""
        link = understood(pairs_of(request))
        directory, day = self.site.serving.directory, self.site.today()
        root = self.site.settings.url or f"{origin_of(request)}{self.folder}"
        query = write(link.criteria)
        with speaking(spoken_language(link)):
            told = last_update(directory)
            tag = entity_tag(directory.snapshot, told, day, root, query, language())
            headers = {"ETag": tag, "Cache-Control": "private, max-age=600"}
            headers |= {"X-Robots-Tag": "noindex", "Vary": "Accept-Language"}
            if has_it(request, tag):
                return Response(status_code=304, headers=headers)
            asked = f"?{query}" if query else ""
            content = feed(
                directory,
                self._found(directory, link.criteria, day),
                f"{root}/feed.atom{asked}",
                lambda one: f"{root}/facility?id={one}{'&' if query else ''}{query}",
                f"{root}/changes{asked}",
            )
            return Response(content, headers=headers, media_type=MEDIA_TYPE)

    def _found(self, directory: Directory, criteria: Criteria, day: date) -> ChangesFound:
        updates = updates_of(self.site.settings.directory, directory)
        return changes_found(updates, criteria, day)


PAGE = Page(
    "/changes",
    mark("What changed"),
    routes,
    also=("/feed.atom",),
    kind="guidance",
    asked="near=22903&within=50",
)
