"""Pages for who is not of the team, at the desk's doors: kept by nobody, found by nobody.

Nothing of their address leaves them, since a token may stand in it: no Referer, no cache, no index.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from finder.criteria import Criteria, Link
from finder.criteria.declared import HL
from finder.criteria.mending import mended
from finder.criteria.understood import spoken_language, understood
from finder.errors import DeskAway
from finder.locale import _, speaking
from finder.pages.desk.own_forms import is_foreign_form
from finder.pages.frame.document import Frame, Told, site_page
from finder.pages.frame.page_asked import SENT
from finder.pages.frame.site import Site
from finder.pages.frame.tongues import page_of
from finder.templating import html

__all__ = ["Said", "SaidPages", "Visit", "foreign"]

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}
_logger = logging.getLogger(__name__)
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Said:
    """What such a page holds. main: its own HTML. wait: seconds until one may ask again."""

    title: str
    main: str
    status: int = 200
    wait: int = 0
    told: str = ""


@dataclass(frozen=True)
class Visit:
    """A request for such a page. sent: its form, exactly; None where none was sent.

    speech: the language of its link, which goes along.
    """

    request: Request
    frame: Frame
    sent: Pairs | None
    speech: Criteria

    def to(self, path: str = "/") -> str:
        """A link to another page of the site."""
        return self.frame.link(self.speech, path)


@dataclass(frozen=True)
class SaidPages:
    """Answers with such pages. up: the way from them to the root."""

    site: Site
    up: str

    def reply(self, request: Request, make: Callable[[Visit], Said]) -> Response:
        """The page that `make` makes of a visit. That the database is away is told."""
        query = request.scope["query_string"].decode("utf-8", "replace")
        asked = mended(parse_qsl(query, keep_blank_values=True))
        link = understood(pair for pair in asked if pair[0].lower() != "id")
        with speaking(spoken_language(link)), page_of(asked):
            frame = self.site.frame(self.up, Link(link.criteria), styles=("telling",), page="")
            try:
                sent = list(request.scope[SENT]) if SENT in request.scope else None
                said = make(Visit(request, frame, sent, link.criteria.only(HL.key)))
            except DeskAway as error:
                # The driver's words: no token and nothing of a visitor is among them.
                _logger.error("The desk's database does not answer: %s", error)  # noqa: TRY400
                said = _away()
            told = [Told(said.told)] if said.told else []
            manifest = self.site.serving.directory.manifest
            text = site_page(
                said.main, frame, link.criteria, manifest, said.title, said.title, told
            )
        wait = {"Retry-After": str(said.wait)} if said.wait else {}
        return Response(text, said.status, {**_HEADERS, **wait}, media_type="text/html")

    @staticmethod
    def words(title: str, *words: str, way: tuple[str, str] | None = None) -> str:
        """A short page: a title, some sentences, perhaps a link onward."""
        return html("said.html", title=title, words=words, way=way)


def foreign(request: Request) -> Said | None:
    """The answer to a form of another site; None for one of ours."""
    if not is_foreign_form(request):
        return None
    title = _("Nothing was done")
    words = _("This was not sent from a page of this site. Open the link anew.")
    return Said(title, SaidPages.words(title, words), 403)


def _away() -> Said:
    title = _("This cannot be taken now")
    words = _("Nothing was saved. Go back, and send it again in a minute: what you wrote is there.")
    return Said(title, SaidPages.words(title, words), 503, 60)
