"""The API, under /api/v1.

A search has the language of links, read by the same code as the page's address. Nothing is set in
the browser, and nothing is kept of who asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from finder import __version__
from finder.errors import DirectoryUnreadable
from finder.export import shapes
from finder.export.api.shapes_asked import (
    CompactAnswer,
    CompactFacility,
    FacetsAnswer,
    LevelsAnswer,
)
from finder.export.asked import problem
from finder.export.changes.answer import ChangesAnswer
from finder.locale import _, mark
from finder.pages.frame.served import Served, served
from finder.pages.frame.site import Site
from finder.pages.frame.under import folder_of
from finder.pages.interface.page import interface_page
from finder.settings import Settings
from finder.web.api import health
from finder.web.api.changing import Changing
from finder.web.api.described import Described
from finder.web.api.listing import Listing
from finder.web.api.metrics import MeasureRequests, Metrics, process_metrics
from finder.web.api.replies import json_reply, problem_reply
from finder.web.api.searching import Searching, Today

__all__ = ["api", "routes"]

_logger = logging.getLogger(__name__)
_TITLE = "Stepping Stone"
_DESCRIPTION = mark(
    "Substance-use treatment programs in the United States: what is published of them, what "
    "follows from the definition of their care level, and what is not known. Null is never 0. "
    "Listings change: call first. Names are added to these answers; what one means never changes."
)
_Replies = dict[int | str, dict[str, Any]]
_LEAST_COMPRESSED_BYTES = 1000


def routes(
    base: str = "",
    serving: Served | None = None,
    today: Today = date.today,
    metrics: Metrics | None = None,
    settings: Settings | None = None,
) -> list[BaseRoute]:
    """/api, /healthz and /metrics under `base`, the value of Streamlit's server.baseUrlPath.

    What is not given is that of this process: the directory it serves, its figures.
    """
    serving = serving or served()
    metrics = metrics or process_metrics()
    folder = folder_of(base)
    site = Site.of(settings, serving, today)
    described = api(serving, today, site.settings.directory)

    def docs(request: Request) -> Response:
        """The description as a page, which fetches nothing."""
        return interface_page(request, site, described.described, f"{folder}/api/v1")

    return [
        Route(f"{folder}/api/v1/docs", docs, methods=["GET", "HEAD"]),
        Mount(f"{folder}/api/v1", app=MeasureRequests(described, metrics, folder)),
        Mount(f"{folder}/api", app=_nothing_here),
        *health.routes(folder, serving, metrics),
    ]


def api(serving: Served, today: Today = date.today, folder: str | None = None) -> Described:
    """The API of one served directory; `today` is asked for the day at each search.

    folder: where the directory lies, with what was served before it; None for the demonstration.
    """
    app = Described(serving, today, title=_TITLE, description=_DESCRIPTION, version=__version__)
    # Whole lists go out piece by piece; what is compressed already is left as it is.
    app.add_middleware(GZipMiddleware, minimum_size=_LEAST_COMPRESSED_BYTES, compresslevel=5)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        allow_headers=["If-None-Match"],
    )
    app.add_exception_handler(HTTPException, _no_such_page)
    app.add_exception_handler(DirectoryUnreadable, _unavailable)
    searching, listing = Searching(serving, today), Listing(serving, today)
    _add(
        app,
        "/search",
        searching.search,
        mark("Search"),
        mark("Facilities with a program that nothing asked rules out, matches first."),
        shapes.Answer | CompactAnswer | shapes.OpenReferral,
    )
    _add(
        app,
        "/facets",
        searching.facets,
        mark("What can be asked"),
        mark("Every filter with its codes, and how many facilities each would find."),
        FacetsAnswer,
    )
    _add(
        app,
        "/facilities/{id}",
        listing.facility,
        mark("One facility"),
        mark("One facility with all its programs, whatever they are, and who states what."),
        shapes.FacilityAnswer | CompactFacility,
        {404: {"model": shapes.NotListedAnswer}},
    )
    _add(
        app,
        "/levels",
        listing.levels,
        mark("Care levels"),
        mark("What each level is, its hours a week by definition, and how many programs it has."),
        LevelsAnswer,
    )
    _add(
        app,
        "/changes",
        Changing(serving, today, folder).changes,
        mark("What changed"),
        mark("Places gone, new or moved, and other phones, levels, prices, openings of a search."),
        ChangesAnswer,
    )
    _add(
        app,
        "/directory",
        listing.directory,
        mark("The directory"),
        mark("What is searched: where it comes from, and how old it is."),
        shapes.DirectoryAnswer,
    )
    _add_description(app, serving)
    return app


def _add(
    app: Described,
    path: str,
    endpoint: Callable[..., Response],
    summary: str,
    words: str,
    answer: Any,
    others: _Replies | None = None,
) -> None:
    """GET, and HEAD without saying so again in the description."""
    refused: _Replies = {status: {"model": shapes.Problems} for status in (422, 503)}
    app.add_api_route(
        path,
        endpoint,
        methods=["GET"],
        response_model=answer,
        summary=summary,
        description=words,
        responses={**refused, **(others or {})},
    )
    app.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)


def _add_description(app: Described, serving: Served) -> None:
    def description(request: Request) -> Response:
        described = app.described(str(request.scope.get("root_path", "")))
        return json_reply(request, described, serving.directory)

    for method in ("GET", "HEAD"):
        app.add_api_route("/openapi.json", description, methods=[method], include_in_schema=False)


def _no_such_page(request: Request, error: Exception) -> Response:
    status, headers = HTTPStatus.NOT_FOUND.value, None
    if isinstance(error, HTTPException):
        status, headers = error.status_code, error.headers
    reason = _("There is nothing here. What there is: /api/v1/openapi.json")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        reason = _("This address answers GET and HEAD only.")
        headers = {"Allow": "GET, HEAD"}
    return problem_reply(request, status, [problem("path", "", reason)], headers)


def _unavailable(request: Request, error: Exception) -> Response:
    _logger.error("The directory cannot be opened: %s", error)
    reason = _("The directory cannot be opened now. Try again in a minute.")
    headers = {"Retry-After": "60"}
    return problem_reply(request, 503, [problem("directory", "", reason)], headers)


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    """Below /api everything that is not /api/v1, instead of the dashboard's page."""
    reply = _no_such_page(Request(scope), HTTPException(404))
    await reply(scope, receive, send)
