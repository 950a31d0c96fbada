"""The short pages at the door of the desk: a title, one sentence, at most one button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from finder.criteria import Link
from finder.criteria.understood import spoken_language, understood
from finder.locale import speaking
from finder.pages.desk.own_forms import FORM_POLICY
from finder.pages.frame.document import site_page
from finder.pages.frame.page_asked import pairs_of
from finder.pages.frame.site import Site
from finder.templating import html

__all__ = ["Door", "door_reply"]

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": FORM_POLICY,
}


@dataclass(frozen=True)
class Door:
    """What such a page says. button: what sends its form; empty for none. way: a link onward."""

    title: str
    words: str
    button: str = ""
    way: tuple[str, str] | None = None


def door_reply(
    request: Request, site: Site, up: str, make: Callable[[], Door], status: int = 200
) -> Response:
    """The page, in the language of the link or of the browser. up: the way to the root.

    Nothing of the address is repeated in it, since a token may stand there.
    """
    link = understood(pairs_of(request))
    with speaking(spoken_language(link)):
        door = make()
        frame = site.frame(up, Link(link.criteria), page="")
        text = site_page(
            html("door.html", title=door.title, words=door.words, button=door.button, way=door.way),
            frame,
            link.criteria,
            site.serving.directory.manifest,
            door.title,
            door.title,
        )
    return Response(text, status, _HEADERS, media_type="text/html")
