"""`/desk`: Streamlit's page for who is signed in; one sentence for everybody else.

What the page then shows asks again whether the session holds (finder/dashboard/desk/here.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.criteria.understood import spoken_language, understood
from finder.desk.opened import people_at
from finder.errors import DeskAway, DeskRefused
from finder.locale import _, language, speaking
from finder.pages.desk.cookie import sent_session
from finder.pages.desk.door_page import Door, door_reply
from finder.pages.frame.page_asked import pairs_of
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.surroundings import meta
from finder.pages.frame.under import reading_routes
from finder.settings import Settings
from finder.static_files import streamlit_folder
from finder.web.server.index_page import Paint, written_into

__all__ = ["routes"]

_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath; none without a desk."""
    site = Site.of(settings, serving, today)
    if site.settings.desk is None:
        return []
    return reading_routes(base, {"/desk": _Page(site, site.settings.desk).reply})


@dataclass(frozen=True)
class _Page:
    """Answers requests for the page of the desk at an address of a database."""

    site: Site
    address: str

    def reply(self, request: Request) -> Response:
        """The page, which nobody keeps."""
        try:
            person = people_at(self.address).session_of(sent_session(request))
        except (DeskAway, DeskRefused):
            return door_reply(request, self.site, "./", _away, 503)
        if person is None:
            return door_reply(request, self.site, "./", _outside, 403)
        link = understood(pairs_of(request))
        with speaking(spoken_language(link)):
            title = _("The desk")
            head = meta(title, title, indexed=False)
            # Without scripts there is no desk: its tables and forms are Streamlit's.
            words = _("The desk needs JavaScript. Every page for visitors works without it.")
            body = f"<noscript><p>{words}</p></noscript>"
            page = (Path(streamlit_folder()) / "index.html").read_text(encoding="utf-8")
            text = written_into(page, Paint(language(), head, body))
        return Response(text, 200, _HEADERS, media_type="text/html")


def _outside() -> Door:
    words = _("The desk is for the team: open the invitation that a lead sent you.")
    return Door(_("The desk"), words)


def _away() -> Door:
    words = _("The desk cannot be reached now. Try again in a minute.")
    return Door(_("The desk"), words)
