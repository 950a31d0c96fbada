"""`/about`: where the data comes from, what it leaves out, how a wrong listing is reported.

/about?fact=hours     with another fact on the map of states
/about?id=abcd2345    about this listing, from its card
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from finder.criteria.understood import understood
from finder.directory import Directory
from finder.locale import _, mark
from finder.pages.about.page import FACTS, about_page
from finder.pages.frame.document import Told, site_page
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.site import Site, site_routes
from finder.pages.registry import Page, speech_of_it

__all__ = ["PAGE", "routes"]

_OURS = ("fact", "id")
_FIRST = next(iter(FACTS))


@dataclass(frozen=True)
class _About:
    """Answers requests on one served directory."""

    site: Site

    def page(self, request: Request) -> Response:
        """The page, with the fact on its map and the listing that it was opened from."""
        given = [(key.strip().lower(), text) for key, text in pairs_of(request)]
        ours = {key: text.strip().lower() for key, text in given if key in _OURS}
        link = understood(pair for pair in given if pair[0] not in _OURS)
        frame = self.site.frame("./", link, styles=("about",), page="/about")
        tiles = self.site.settings.tiles

        def make(directory: Directory, day: date) -> str:
            title = _("About the data")
            fact = ours.get("fact", "")
            main = about_page(
                directory,
                link.criteria,
                frame.link,
                day,
                fact=fact if fact in FACTS else _FIRST,
                facility_id=ours.get("id", ""),
                contact=self.site.settings.contact,
                credits_of_map=_("Street map: {credit}").format(credit=tiles.credit)
                if tiles
                else "",
            )
            told = list(told_of(link, frame.link))
            if fact and fact not in FACTS:
                told.append(Told(_("There is no such fact here; choose one in the table.")))
            criteria, manifest = link.criteria, directory.manifest
            return site_page(main, frame, criteria, manifest, title, title, told)

        return self.site.reply(request, link, make)


routes = site_routes(lambda site: {"/about": _About(site).page})
PAGE = Page("/about", mark("About the data"), routes, "foot", speech_of_it, kind="guidance")
