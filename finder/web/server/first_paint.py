"""The first paint: the page that answers a link already holds the results of that link.

Streamlit's page is empty until its scripts have come and run. This middleware writes the results
into it, before `<div id="root">`; the dashboard's list takes them away when it stands, and
/first-paint.js when anything else does. Where they cannot be written, the page goes out without.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from finder.criteria import Link, read
from finder.criteria.beginning import asks_nothing
from finder.criteria.understood import spoken_language, understood
from finder.criteria.view import list_or_map
from finder.directory import Directory
from finder.locale import language, speaking
from finder.pages.find import painting as first_paint
from finder.pages.find.address import canonical_of
from finder.pages.find.live import live_surroundings
from finder.pages.find.painting import Canvas
from finder.pages.find.roads import roads_state
from finder.pages.frame import surroundings as pages
from finder.pages.frame.caching import answered
from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.frame.page_asked import facility_and_link, pairs_of, target_of
from finder.pages.frame.page_reply import KeptPages, Key, page_reply, page_style
from finder.pages.frame.served import Served, served
from finder.pages.frame.under import folder_of
from finder.settings import Settings
from finder.static_files import versioned
from finder.templating import script
from finder.web.server.index_page import Paint, written_into

__all__ = ["SCRIPT_PATH", "FirstPaint", "warm_up"]

Today = Callable[[], date]

SCRIPT_PATH = "/first-paint.js"
_logger = logging.getLogger(__name__)
_TYPEFACES = f"./assets/{versioned('typefaces.css')}"
_NO_SETTINGS = Settings()
_SOMEWHERE = "near=20001"
_PAGES = ("", "/", "/facility")
# With these, Streamlit's answer could not be written into, or would be "you have it already".
_NOT_PASSED_ON = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
# These belong to the page as it was.
_REPLACED = ("content-length", "content-type", "etag", "last-modified", "cache-control", "vary")


class FirstPaint:
    """Pure ASGI middleware around Streamlit's app.

    base: the value of Streamlit's server.baseUrlPath.
    """

    def __init__(
        self,
        app: ASGIApp,
        base: str = "",
        settings: Settings | None = None,
        serving: Served | None = None,
        today: Today = date.today,
    ) -> None:
        self.app = app
        self._folder = folder_of(base)
        self._blanks: dict[str, _Held] = {}
        self._painter = _Painter(
            settings or Settings.from_environment(), serving or served(), today
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self._folder)
        if path == SCRIPT_PATH:
            await _script_reply(Request(scope))(scope, receive, send)
        elif path == "/" and asks_nothing(pairs_of(Request(scope))):
            await self.app(scope, receive, send)  # the start page
        elif path in _PAGES and _takes_html(scope):
            await self._paint(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _paint(self, scope: Scope, receive: Receive, send: Send) -> None:
        blank = await self._blank_page(scope, receive)
        reply = None
        if blank.is_page:
            reply = await run_in_threadpool(self._reply, Request(scope), blank)
        if reply is not None:
            await reply(scope, receive, send)
            return
        for message in blank.messages:
            await send(message)

    async def _blank_page(self, scope: Scope, receive: Receive) -> _Held:
        """Streamlit's page: a file, so asked for once, unless it says something to this visitor."""
        path = scope["path"]
        if path in self._blanks:
            return self._blanks[path]
        blank = _Held()
        await self.app(_unconditional(scope), receive, blank.send)
        if blank.is_page and "set-cookie" not in blank.headers:
            self._blanks[path] = blank
        return blank

    def _reply(self, request: Request, blank: _Held) -> Response | None:
        try:
            reply = self._painter.reply(request, blank.body)
        except Exception as error:  # whatever it is, the page must come
            # The type alone: a message could repeat what somebody is looking for.
            _logger.error("The first paint failed: %s", type(error).__name__)  # noqa: TRY400
            return None
        for name, value in blank.headers.items():
            if name not in _REPLACED:
                reply.headers.append(name, value)
        return reply


@dataclass
class _Held:
    """The answer of the app behind us, held back."""

    messages: list[Message] = field(default_factory=list)

    async def send(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def headers(self) -> Headers:
        return Headers(raw=list(self.messages[0].get("headers", [])))

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages)

    @property
    def is_page(self) -> bool:
        if not self.messages or self.messages[0].get("status") != 200:
            return False
        is_html = self.headers.get("content-type", "").startswith("text/html")
        return is_html and "content-encoding" not in self.headers


@dataclass(frozen=True)
class _Painter:
    """Writes what a link asks for into the page."""

    settings: Settings
    serving: Served
    today: Today
    pages: KeptPages = field(default_factory=KeptPages)

    def reply(self, request: Request, blank: bytes) -> Response:
        """The page with the results of the link. Raises ValueError for an unexpected page."""
        directory, day = self.serving.directory, self.today()
        settings = self.settings
        parts = hashlib.sha256(blank).hexdigest(), language(), settings.contact, settings.hints
        of_facility = request.scope["path"].endswith("/facility")
        facility_id, link = facility_and_link(request) if of_facility else ("", _link(request))

        roads = roads_state(directory, link.criteria)
        is_there = not of_facility or directory.row_of(facility_id) is not None

        def painted() -> str:
            with speaking(spoken_language(link)):
                if of_facility:
                    paint = self._facility(directory, facility_id, link, day)
                else:
                    paint = self._results(directory, link, day)
            return written_into(blank.decode(), paint)

        return page_reply(
            request,
            self.pages,
            Key.of(directory, day, *target_of(request), *parts, roads),
            painted,
            indexed=self.settings.allow_index,
            status=200 if is_there else 404,
            keep=not link.told,
        )

    def _facility(self, directory: Directory, facility_id: str, link: Link, day: date) -> Paint:
        title = pages.facility_title(directory, facility_id)
        canvas = _canvas(link, day, self.settings)
        words = pages.facility_description(directory, facility_id)
        body = first_paint.facility_painting(directory, facility_id, link.criteria, canvas)
        one_address = canonical_of(directory, facility_id, self.settings, "./")
        return self._whole(title, words, body, one_address)

    def _results(self, directory: Directory, link: Link, day: date) -> Paint:
        results = answered(directory, link.criteria, day)
        title, words = pages.title(link.criteria), pages.description(link.criteria)
        body = first_paint.results_painting(results, _canvas(link, day))
        paint = self._whole(title, words, body)
        return replace(paint, view=list_or_map(link.criteria))

    def _whole(self, title: str, description: str, body: str, canonical: str = "") -> Paint:
        indexed = self.settings.allow_index
        meta = pages.meta(title, description, indexed=indexed, canonical=canonical)
        return Paint(
            language=language(),
            head=meta + _script_tag(),
            body=body,
        )


def warm_up(directory: Directory) -> None:
    """Paint once, so that no visitor waits for templates, ZIP codes and the land to be read."""
    link = read(_SOMEWHERE)
    results = answered(directory, link.criteria)
    first_paint.results_painting(results, _canvas(link, date.today()))


def _link(request: Request) -> Link:
    return understood(pairs_of(request))


def _canvas(link: Link, day: date, settings: Settings = _NO_SETTINGS) -> Canvas:
    contact, hints = settings.contact, settings.hints
    around = live_surroundings(link, day, contact=contact, hints=hints)
    return Canvas(around, page_style("form", "ask_bar", "first_paint"), _TYPEFACES)


def _takes_html(scope: Scope) -> bool:
    accepted = Headers(scope=scope).get("accept", "*/*")
    return "text/html" in accepted or "*/*" in accepted


def _unconditional(scope: Scope) -> Scope:
    """The same request, asking for the whole page as it is, also where only its head is wanted."""
    headers = [pair for pair in scope["headers"] if pair[0] not in _NOT_PASSED_ON]
    return {**scope, "method": "GET", "headers": headers, "extensions": {}}


def _script_tag() -> str:
    tag = entity_tag(script("first_paint")).strip('W/"')
    others = "".join(
        f'<script defer src="./assets/{versioned(f"{name}.js")}"></script>'
        for name in ("leave", "places")
    )
    # The same module that the panels import, so that both share what it knows.
    # First, and before typefaces: with it the filters answer.
    address = f"./assets/{versioned('panel.js')}"
    panel = f'<script type="module" fetchpriority="high" src="{address}"></script>'
    return f'{panel}<script defer src=".{SCRIPT_PATH}?v={tag}"></script>{others}'


def _script_reply(request: Request) -> Response:
    tag = entity_tag(script("first_paint"))
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "ETag": tag}
    if has_it(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(script("first_paint"), headers=headers, media_type="text/javascript")
