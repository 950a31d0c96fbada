"""The API, under /api/v1.

A search has the language of links, read by the same code as the page's address. Nothing is set in
the browser, and nothing is kept of who asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Path, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.types import Receive, Scope, Send

from finder import __version__
from finder.criteria import Link, write
from finder.criteria.understood import spoken_language, understood
from finder.directory import Directory
from finder.errors import DirectoryUnreadable
from finder.export import Export, Outgoing, shapes
from finder.export.answer import directory_answer, facility_answer
from finder.export.asked import problem, problems
from finder.export.columns import columns
from finder.locale import _, language, speaking
from finder.pages.frame.caching import answered
from finder.pages.frame.compressing import content_coding, quick
from finder.pages.frame.freshness import entity_tag
from finder.pages.frame.page_asked import target_of
from finder.pages.frame.page_reply import KeptPages, Key
from finder.pages.frame.served import Served, served
from finder.pages.frame.under import folder_of
from finder.web.api import health
from finder.web.api.description import (
    COLUMNS_KEY,
    FORMAT_KEY,
    parameters,
    search_content,
    served_exports,
)
from finder.web.api.metrics import MeasureRequests, Metrics, process_metrics
from finder.web.api.replies import (
    content_reply,
    export_reply,
    json_reply,
    not_modified,
    problem_reply,
)
from finder.wording.gone import gone_words

__all__ = ["api", "routes"]

Today = Callable[[], date]
Responses = dict[int | str, dict[str, Any]]

_logger = logging.getLogger(__name__)
_TITLE = "Stepping Stone"
_MOST_PROBLEMS = 20
_DESCRIPTION = (
    "Substance-use treatment programs in the United States: what is published of them, what "
    "follows from the definition of their care level, and what is not known. Null is never 0. "
    "Listings change: call first. Names are added to these answers; what one means never changes."
)
_LEAST_COMPRESSED_BYTES = 1000
_NOT_UNDERSTOOD: Responses = {422: {"model": shapes.Problems, "description": "Not understood"}}
_NOT_THERE: Responses = {404: {"model": shapes.NotListedAnswer, "description": "Not listed"}}


def routes(
    base: str = "",
    serving: Served | None = None,
    today: Today = date.today,
    metrics: Metrics | None = None,
) -> list[BaseRoute]:
    """/api, /healthz and /metrics under `base`, the value of Streamlit's server.baseUrlPath.

    What is not given is that of this process: the directory it serves, its figures.
    """
    serving = serving or served()
    metrics = metrics or process_metrics()
    folder = folder_of(base)
    return [
        Mount(f"{folder}/api/v1", app=MeasureRequests(api(serving, today), metrics, folder)),
        Mount(f"{folder}/api", app=_nothing_here),
        *health.routes(folder, serving, metrics),
    ]


class _Described(FastAPI):
    """Its description follows the declared criteria each time that it is asked for."""

    def openapi(self) -> dict[str, Any]:
        described = deepcopy(super().openapi())
        described["paths"]["/search"]["get"]["parameters"] = parameters()
        _without_own_validation(described)
        return described


def _without_own_validation(described: dict[str, Any]) -> None:
    """Take out FastAPI's own answer to what it refuses: here it refuses nothing by itself."""
    schemas = described["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path, methods in described["paths"].items():
        if path != "/search":
            methods["get"]["responses"].pop("422", None)


def api(serving: Served, today: Today = date.today) -> FastAPI:
    """The API of one served directory; `today` is asked for the day at each search."""
    # No page of documentation: it would fetch its script from another host.
    app = _Described(
        title=_TITLE, description=_DESCRIPTION, version=__version__, docs_url=None, redoc_url=None
    )
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
    _add_search(app, serving, today)
    _add_facility(app, serving)
    _add_directory(app, serving)
    return app


def _add(app: FastAPI, path: str, endpoint: Callable[..., Response], **described: Any) -> None:
    """GET, and HEAD without saying so again in the description."""
    app.add_api_route(path, endpoint, methods=["GET"], **described)
    app.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)


def _add_search(app: FastAPI, serving: Served, today: Today) -> None:
    kept = KeptPages()

    def search(request: Request) -> Response:
        """Facilities with a program that nothing asked rules out, matches first."""
        pairs = parse_qsl(
            request.scope["query_string"].decode("utf-8", "replace"), keep_blank_values=True
        )
        ours = {key: _texts(pairs, key) for key in (FORMAT_KEY, COLUMNS_KEY)}
        link = understood(pair for pair in pairs if pair[0].strip().lower() not in ours)
        with speaking(spoken_language(link)):
            export, wrong_form = _export(ours[FORMAT_KEY])
            names, wrong_columns = _columns(ours[COLUMNS_KEY], export)
            wrong = [*problems(link), *wrong_form, *wrong_columns]
            if wrong:
                return problem_reply(422, wrong)
            return _search_reply(request, serving, kept, link, export, names, today())

    _add(
        app,
        "/search",
        search,
        response_model=shapes.Answer,
        summary="Search",
        responses={200: {"content": search_content()}, **_NOT_UNDERSTOOD},
    )


def _texts(pairs: list[tuple[str, str]], name: str) -> list[str]:
    """What the query gives for one key, in any case."""
    return [text for key, text in pairs if key.strip().lower() == name]


def _search_reply(
    request: Request,
    serving: Served,
    kept: KeptPages,
    link: Link,
    export: Export,
    names: tuple[str, ...],
    day: date,
) -> Response:
    """kept: answers of one page, compressed, for the next who asks the same."""
    directory = serving.directory
    key = Key.of(directory, day, *target_of(request), language())

    def outgoing() -> Outgoing:
        results = answered(directory, link.criteria, day)
        return Outgoing(results, day, link.unknown_keys, columns=names, read_as=link.read_as)

    if export.file_name:
        # Sent while it is made: its tag is that of what it is made from.
        parts = write(link.criteria), export.name, ",".join(names), language()
        tag = entity_tag(*key.served, *parts, *link.unknown_keys)
        known = not_modified(request, directory, tag)
        return known or export_reply(export, outgoing(), tag, spoken_language(link))
    coding = content_coding(request)
    page = kept.coded(
        key, lambda: b"".join(export.chunks(outgoing())).decode(), coding, quick(coding)
    )
    return content_reply(request, page, coding, export.media_type, directory)


def _export(forms: list[str]) -> tuple[Export, list[shapes.Problem]]:
    """The first form that is asked for, and what is wrong with it."""
    offered = served_exports()
    given = next((form for form in forms if form.strip()), "json")
    export = offered.get(given.strip().lower())
    if export:
        return export, []
    reason = _("The form of the answer is one of {forms}.").format(forms=", ".join(offered))
    return offered["json"], [problem(FORMAT_KEY, given, reason, offered)]


def _columns(given: list[str], export: Export) -> tuple[tuple[str, ...], list[shapes.Problem]]:
    """The columns that are asked for, each once in the order asked, and what is wrong with them."""
    asked = [one.strip().lower() for text in given for one in text.split(",")]
    names = tuple(dict.fromkeys(one for one in asked if one))
    if names and not export.columned:
        reason = _("Only a table has columns to choose: format=csv or format=xlsx.")
        return (), [problem(COLUMNS_KEY, ",".join(names), reason)]
    known = [column.name for column in columns()]
    unknown = [one for one in names if one not in known][:_MOST_PROBLEMS]
    return names, [_no_column(one, known) for one in unknown]


def _no_column(name: str, known: list[str]) -> shapes.Problem:
    reason = _("A column of the table is one of {names}.").format(names=", ".join(known))
    return problem(COLUMNS_KEY, name, reason, known)


def _add_facility(app: FastAPI, serving: Served) -> None:
    def facility(
        request: Request,
        facility_id: Annotated[str, Path(alias="id", description="Its id in a search")],
    ) -> Response:
        """One facility with all its programs, whatever they are."""
        directory = serving.directory
        row = directory.row_of(facility_id.strip().lower())
        if row is None:
            return problem_reply(404, [_not_listed(directory, facility_id)])
        return json_reply(request, facility_answer(directory, row), directory)

    _add(
        app,
        "/facilities/{id}",
        facility,
        response_model=shapes.FacilityAnswer,
        summary="One facility",
        responses=_NOT_THERE,
    )


def _not_listed(directory: Directory, facility_id: str) -> shapes.NotListed:
    gone = directory.gone.get(facility_id.strip().lower())
    if gone is None:
        words = _(
            "No facility of this directory has this id. It may have closed, or be listed anew."
        )
        return {**problem("id", facility_id, words), "gone": None}
    told: shapes.Gone = {
        "name": gone.name,
        "city": gone.city,
        "state": gone.state,
        "last_as_of": gone.last_as_of,
        "since": gone.since,
    }
    return {**problem("id", facility_id, gone_words(gone)), "gone": told}


def _add_directory(app: FastAPI, serving: Served) -> None:
    def directory(request: Request) -> Response:
        """What is searched: where it comes from, and how old it is."""
        opened = serving.directory
        return json_reply(request, directory_answer(opened), opened)

    _add(
        app,
        "/directory",
        directory,
        response_model=shapes.DirectoryAnswer,
        summary="The directory",
    )


def _no_such_page(_request: Request, error: Exception) -> Response:
    status, headers = HTTPStatus.NOT_FOUND.value, None
    if isinstance(error, HTTPException):
        status, headers = error.status_code, error.headers
    reason = _("There is nothing here. What there is: /api/v1/openapi.json")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        reason = _("This address answers GET and HEAD only.")
    return problem_reply(status, [problem("path", "", reason)], headers)


def _unavailable(_request: Request, error: Exception) -> Response:
    _logger.error("The directory cannot be opened: %s", error)
    reason = _("The directory cannot be opened now. Try again in a minute.")
    return problem_reply(503, [problem("directory", "", reason)], {"Retry-After": "60"})


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    """Below /api everything that is not /api/v1, instead of the dashboard's page."""
    reply = _no_such_page(Request(scope), HTTPException(404))
    await reply(scope, receive, send)
