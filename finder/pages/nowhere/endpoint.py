"""Addresses that lead to no page: a 404 of ours, in the visitor's language.

Streamlit answers every address that it does not know with its own page, and 200. The route of this
module is the last of ours and takes all that is left, but for what of Streamlit's is needed
(finder/pages/nowhere/reachable.py). An address whose end was changed on its way (`/tonight.`,
`/guide/`, `/plain%3Fnear=22903`) leads to the page that was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from finder.criteria import Link
from finder.criteria.mending import without_end
from finder.criteria.understood import spoken_language, understood
from finder.locale import speaking
from finder.pages.frame.body import announced_bytes
from finder.pages.frame.document import site_page
from finder.pages.frame.page_asked import pairs_of
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import folder_of
from finder.pages.nowhere.page import nowhere_page, nowhere_title
from finder.pages.nowhere.reachable import is_streamlits
from finder.settings import Settings

__all__ = ["Nowhere", "nowhere"]

_ITS_PAGES = ("", "/", "/facility")
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
# Ways up are written out, one for each folder of an address: more than any link of ours has.
_MOST_FOLDERS = 20


def nowhere(
    others: Sequence[BaseRoute],
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> Nowhere:
    """The last route under `base`, the value of Streamlit's server.baseUrlPath, after `others`."""
    return Nowhere(Site.of(settings, serving, today), folder_of(base), tuple(others))


class Nowhere(BaseRoute):
    """Takes every request for a page that is neither Streamlit's nor at one of the other routes."""

    def __init__(self, site: Site, folder: str, others: tuple[BaseRoute, ...]) -> None:
        self._page = _Page(site)
        self._folder = folder
        self._others = others

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """All that no route before it has taken."""
        if scope["type"] != "http":
            return Match.NONE, {}
        path, size = self._inside(scope["path"]), announced_bytes(scope)
        return (Match.NONE if is_streamlits(scope["method"], path, size) else Match.FULL), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page that was meant, or the one that says that there is none."""
        if route := self._of_other_methods(scope):
            # It says which ones, with 405.
            await route.handle(scope, receive, send)
            return
        if meant := self._meant(scope):
            await RedirectResponse(meant, 308)(scope, receive, send)
            return
        reply = await run_in_threadpool(self._page.reply, Request(scope), self._up(scope))
        await reply(scope, receive, send)

    def _of_other_methods(self, scope: Scope) -> BaseRoute | None:
        return next((one for one in self._others if one.matches(scope)[0] is Match.PARTIAL), None)

    def _inside(self, path: str) -> str:
        return path.removeprefix(self._folder)

    def _meant(self, scope: Scope) -> str:
        """The address of ours that this one was before it was changed on its way; empty if none."""
        path, _mark, query = scope["path"].partition("?")
        plain = without_end(path).rstrip("/") or f"{self._folder}/"
        if plain == scope["path"] or not self._is_ours(plain, scope):
            return ""
        given = scope["query_string"].decode("latin-1")
        asked = "&".join(filter(None, (quote(query, safe="=&,+%;:"), given)))
        target = self._up(scope) + self._inside(plain).lstrip("/")
        return f"{target}?{asked}" if asked else target

    def _is_ours(self, path: str, scope: Scope) -> bool:
        meant = {**scope, "path": path}
        known = any(one.matches(meant)[0] is Match.FULL for one in self._others)
        return known or self._inside(path) in _ITS_PAGES

    def _up(self, scope: Scope) -> str:
        """The way to the root of the site, from an address that may be anything."""
        folders = self._inside(scope["path"]).count("/") - 1
        return "../" * min(folders, _MOST_FOLDERS) or "./"


@dataclass(frozen=True)
class _Page:
    """Makes the page anew each time: kept, addresses that are made up would push out real ones."""

    site: Site

    def reply(self, request: Request, up: str) -> Response:
        """404, in the language of the link or else of the browser."""
        link = understood(pairs_of(request))
        with speaking(spoken_language(link)):
            frame = self.site.frame(up, Link(link.criteria), page="")
            title = nowhere_title()
            text = site_page(
                nowhere_page(link.criteria, frame.link),
                frame,
                link.criteria,
                self.site.serving.directory.manifest,
                title,
                title,
            )
        return Response(text, 404, _HEADERS, media_type="text/html")
