"""`/facility/ID`: the short address of a facility.

It leads to the page of the facility, with the search it carries. Where search engines may list the
site (FINDER_ALLOW_INDEX) it is the page itself, complete without a script, and the one address that
all others of this facility name as theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from finder.criteria import Link
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.export.linked_data import clinic, in_page
from finder.locale import _
from finder.pages.find import plain_page
from finder.pages.frame.document import Frame
from finder.pages.frame.origin import root_of
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.page_reply import plain_link
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import folder_of, reading_routes
from finder.settings import Settings

__all__ = ["canonical_of", "routes"]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    site = Site.of(settings, serving, today)
    address = _Address(site, folder_of(base))
    answers = address.page if site.settings.allow_index else _to_its_page
    return reading_routes(base, {"/facility/{facility_id}": answers})


def canonical_of(directory: Directory, facility_id: str, settings: Settings, up: str) -> str:
    """The one address of a facility for search engines; empty where they may list nothing.

    up: the way to the root of the site, where its own address is not known.
    """
    row = directory.row_of(facility_id) if settings.allow_index else None
    if row is None:
        return ""
    root = f"{settings.url}/" if settings.url else up
    return f"{root}facility/{directory.facility(row).id}"


@dataclass(frozen=True)
class _Address:
    """Answers requests on one served directory. folder: where the finder stands on its host."""

    site: Site
    folder: str

    def page(self, request: Request) -> Response:
        """Everything that is known of the facility; by a former id, the way to its page."""
        facility_id, link = _asked(request)
        row = self.site.serving.directory.row_of(facility_id)
        if row is not None:
            known_as = self.site.serving.directory.facility(row).id
            if known_as != facility_id:
                return RedirectResponse(f"../facility/{known_as}", status_code=308)
        root = root_of(request, self.site.settings.url, self.folder)
        frame = self.site.frame("../", link, live=f"facility?id={quote(facility_id)}")

        def make(directory: Directory, day: date) -> str:
            told = list(told_of(link, plain_link("../")))
            here = self._described(directory, facility_id, frame, root)
            asked = directory, facility_id, link.criteria, here, day, told
            return plain_page.facility_page(*asked, title=_title(directory, facility_id))

        def status(directory: Directory) -> int:
            return 200 if directory.row_of(facility_id) is not None else 404

        return self.site.reply(request, link, make, status, beside=(root,))

    def _described(self, directory: Directory, facility_id: str, frame: Frame, root: str) -> Frame:
        row = directory.row_of(facility_id)
        if row is None:
            return frame
        url = f"{root}/facility/{directory.facility(row).id}"
        return replace(frame, canonical=url, data=in_page(clinic(directory, row, url)))


def _title(directory: Directory, facility_id: str) -> str:
    """Its name and town: what is looked for in a search engine. Empty if there is none."""
    row = directory.row_of(facility_id)
    if row is None:
        return ""
    facility = directory.facility(row)
    words = _("{name} in {town}, {state}")
    return words.format(name=facility.name, town=facility.city, state=facility.state)


def _asked(request: Request) -> tuple[str, Link]:
    facility_id = str(request.path_params["facility_id"]).strip().lower()
    return facility_id, understood(_search(request))


def _search(request: Request) -> list[tuple[str, str]]:
    return [pair for pair in pairs_of(request) if pair[0].strip().lower() != "id"]


def _to_its_page(request: Request) -> Response:
    facility_id = str(request.path_params["facility_id"]).strip().lower()
    search = _search(request)
    asked = f"id={quote(facility_id, safe='')}"
    if search:
        asked += f"&{urlencode(search, safe=',')}"
    return RedirectResponse(f"../facility?{asked}", status_code=308)
