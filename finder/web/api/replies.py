"""How the API says something: headers, JSON, what was not understood, and "you have it already".

Any site may read the answers (CORS `*`): the data are public, there is no cookie and no key, so an
answer tells a foreign page nothing that it could not fetch by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from finder.directory import Directory
from finder.export import Export, Outgoing, shapes
from finder.export.as_json import json_bytes
from finder.locale import speaking
from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.frame.page_reply import KeptPage

__all__ = ["content_reply", "export_reply", "json_reply", "not_modified", "problem_reply"]

_OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
# A minute without asking again; then the entity tag says whether anything changed.
_FRESH = "public, max-age=60, must-revalidate"


def json_reply(request: Request, content: Mapping[str, Any], directory: Directory) -> Response:
    """What a directory answers as JSON, kept for a minute; 304 if the client has it."""
    made = json_bytes(content)
    return content_reply(
        request,
        KeptPage(made, entity_tag(directory.snapshot, made)),
        "",
        "application/json",
        directory,
    )


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
    headers["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    return StreamingResponse(chunks, headers=headers)


def problem_reply(
    status: int, problems: Sequence[shapes.Problem], headers: Mapping[str, str] | None = None
) -> Response:
    """What was not understood, or is not there. Raises nothing."""
    content: shapes.Problems = {"detail": list(problems)}
    every = {**_OPEN_TO_ALL, "Cache-Control": "no-store", **(headers or {})}
    return Response(json_bytes(content), status, every, media_type="application/json")


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
