"""How the API says something: headers, JSON, what was not understood, and "you have it already".

Any site may read the answers (CORS `*`): the data are public, there is no cookie and no key, so an
answer tells a foreign page nothing that it could not fetch by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from finder.directory import Directory
from finder.export import Export, Outgoing, shapes
from finder.export.as_json import json_bytes
from finder.locale import speaking
from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.frame.page_reply import KeptPage

__all__ = [
    "PROBLEM",
    "content_reply",
    "export_reply",
    "json_reply",
    "lines_reply",
    "not_modified",
    "problem_reply",
]

# The media type of RFC 9457.
PROBLEM = "application/problem+json"

_OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
# A minute without asking again; then the entity tag says whether anything changed.
_FRESH = "public, max-age=60, must-revalidate"


def json_reply(
    request: Request, content: Mapping[str, Any], directory: Directory, day: date | None = None
) -> Response:
    """What a directory answers as JSON, kept for a minute; 304 if the client has it.

    day: the day that it is as of, where it depends on one.
    """
    made = json_bytes(content)
    return _made_reply(request, made, "application/json", directory, day)


def lines_reply(
    request: Request, lines: Iterable[Mapping[str, Any]], directory: Directory, day: date
) -> Response:
    """A list as NDJSON: one entry a line."""
    made = b"".join(json_bytes(line) for line in lines)
    return _made_reply(request, made, "application/x-ndjson", directory, day)


def _made_reply(
    request: Request, made: bytes, media_type: str, directory: Directory, day: date | None
) -> Response:
    page = KeptPage(made, entity_tag(directory.snapshot, day, made))
    return content_reply(request, page, "", media_type, directory)


def content_reply(
    request: Request, page: KeptPage, coding: str, media_type: str, directory: Directory
) -> Response:
    """What was made, in this coding, empty for none; 304 if the client has it."""
    known = not_modified(request, directory, page.tag)
    if known:
        return known
    headers = _headers(directory, page.tag)
    if coding:
        headers["Content-Encoding"] = coding
    return Response(page.content, headers=headers, media_type=media_type)


def export_reply(export: Export, outgoing: Outgoing, tag: str, language: str) -> Response:
    """The whole list of a search as a file, piece by piece."""
    headers = _headers(outgoing.directory, tag)
    headers["Content-Type"] = export.media_type
    chunks = _spoken(export.file(outgoing), language)
    if export.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    return StreamingResponse(chunks, headers=headers)


def problem_reply(
    request: Request,
    status: int,
    problems: Sequence[shapes.Problem],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What was not understood, or is not there, as RFC 9457 has it. Raises nothing."""
    # The address of the words on it: below the API, wherever that stands.
    root = str(request.scope.get("root_path", ""))
    content: shapes.Problems = {
        "type": f"{root}/docs#problem-{status}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": " ".join(dict.fromkeys(one["reason"] for one in problems)),
        "errors": list(problems),
    }
    every = {**_OPEN_TO_ALL, "Cache-Control": "no-store", **(headers or {})}
    return Response(json_bytes(content), status, every, media_type=PROBLEM)


def not_modified(request: Request, directory: Directory, tag: str) -> Response | None:
    """304 if the client has this answer already."""
    return (
        Response(status_code=304, headers=_headers(directory, tag))
        if has_it(request, tag)
        else None
    )


def _headers(directory: Directory, tag: str) -> dict[str, str]:
    demonstration = "true" if directory.manifest.demonstration else "false"
    return {
        **_OPEN_TO_ALL,
        "Cache-Control": _FRESH,
        "ETag": tag,
        "Vary": "Accept-Language, Accept-Encoding",
        "X-Finder-Demonstration": demonstration,
        "Access-Control-Expose-Headers": "ETag, X-Finder-Demonstration",
    }


def _spoken(chunks: Iterable[bytes], language: str) -> Iterator[bytes]:
    """Each piece made in this language, whichever thread comes to fetch it."""
    pieces = iter(chunks)
    while True:
        with speaking(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
