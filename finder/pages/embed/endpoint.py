"""`/embed`: list and map of a search for a frame in somebody else's page.

It runs no script, sets nothing in the browser, and asks no other host. Whoever may frame it says
FINDER_FRAMES; every other page of the finder can be framed by nobody. `accent` is the host's
colour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from finder.criteria import Criteria, write
from finder.criteria.understood import spoken_language, understood
from finder.locale import _, language, mark, speaking
from finder.pages.embed.colour import hex_colour
from finder.pages.embed.page import colour_style, frame_page
from finder.pages.frame.caching import answered
from finder.pages.frame.document import Told, document
from finder.pages.frame.form import FORM_MARK
from finder.pages.frame.form_posts import form_routes
from finder.pages.frame.page_asked import pairs_of, speaks_for_itself, target_of, told_of
from finder.pages.frame.page_reply import Key, page_reply
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.registry import Page
from finder.settings import Settings

__all__ = ["PAGE", "routes"]

_ACCENT = "accent"
_STAYS = ('href="#', 'href="tel:', 'href="sms:')
# No script at all: what is framed by others has the least that it needs.
_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; img-src 'self' data:; "
    "font-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors {ancestors}"
)


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    embed = _Embed(Site.of(settings, serving, today))
    return form_routes(base, {"/embed": embed.page})


@dataclass(frozen=True)
class _Embed:
    """Answers requests on one served directory."""

    site: Site

    def page(self, request: Request) -> Response:
        """The frame; what its own form sent leads to a link of it."""
        given = [(key.strip().lower(), text) for key, text in pairs_of(request)]
        colours = [text for key, text in given if key == _ACCENT and text.strip()]
        by_form = any(key == FORM_MARK for key, _text in given)
        link = understood(pair for pair in given if pair[0] not in (_ACCENT, FORM_MARK))
        colour = hex_colour(colours[0]) if colours else None
        accent = "{:02x}{:02x}{:02x}".format(*colour) if colour else ""

        def here(criteria: Criteria) -> str:
            asked = [write(criteria), f"{_ACCENT}={accent}" if accent else ""]
            query = "&".join(filter(None, asked))
            return f"./embed?{query}" if query else "./embed"

        if by_form and speaks_for_itself(link):
            return RedirectResponse(here(link.criteria), status_code=303)
        frame = self.site.frame("./", link, styles=("embed",), page="/embed")
        style = f"{frame.style}\n{colour_style(colour)}" if colour else frame.style
        bare = replace(frame, style=style, scripts=(), indexed=False, target="_blank")
        directory, day = self.site.serving.directory, self.site.today()

        def make() -> str:
            told = list(told_of(link, lambda criteria, _path="/": here(criteria)))
            if colours and not colour:
                told.append(Told(_("A colour is written as 0e5a5a. Ours is shown instead.")))
            results = answered(directory, link.criteria, day)
            body = frame_page(results, frame.link, here, day, accent, told)
            title = _("Treatment programs")
            return _staying(document(body, bare, title, title))

        with speaking(spoken_language(link)):
            key = Key.of(directory, day, *target_of(request), language())
            keep = not link.told and bool(colour) == bool(colours)
            reply = page_reply(request, self.site.pages, key, make, keep=keep)
        ancestors = " ".join(self.site.settings.frames) or "'self'"
        reply.headers["Content-Security-Policy"] = _POLICY.format(ancestors=ancestors)
        reply.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return reply


def _staying(text: str) -> str:
    """The document whose links to a place in the frame, or to the telephone, open no tab."""
    for start in _STAYS:
        text = text.replace(start, f'target="_self" {start}')
    return text


PAGE = Page(
    "/embed",
    mark("List and map for other sites"),
    routes,
    kind="site",
    asked="near=22903&care=iop&within=50",
)
