"""Our own static files under /assets: Leaflet and the map, typefaces, tokens, the land."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.pages.frame.compressing import compressed, content_coding
from finder.pages.frame.page_asked import pairs_of
from finder.pages.frame.under import reading_routes
from finder.static_files import StaticFile, static_file

__all__ = ["routes"]

_FOREVER = "public, max-age=31536000, immutable"


def routes(base: str = "") -> list[BaseRoute]:
    """The route of /assets, under `base`, the value of Streamlit's server.baseUrlPath."""
    return reading_routes(base, {"/assets/{name:path}": _serve})


def _serve(request: Request) -> Response:
    try:
        file = static_file(request.path_params["name"])
    except KeyError:
        return Response(status_code=404)
    headers = _headers(request, file)
    if file.version in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    coding = content_coding(request)
    if coding:
        headers["Content-Encoding"] = coding
    content = _content(request.path_params["name"], coding)
    return Response(content, media_type=file.media_type, headers=headers)


@cache
def _content(name: str, coding: str) -> bytes:
    return compressed(static_file(name).content, coding)


def _headers(request: Request, file: StaticFile) -> dict[str, str]:
    """Kept for ever under the address with its own hash, otherwise asked for each time."""
    current = ("v", file.version) in pairs_of(request)
    return {
        "Cache-Control": _FOREVER if current else "no-cache",
        # Weak: the compressed and the plain answer share it.
        "ETag": f'W/"{file.version}"',
        "Vary": "Accept-Encoding",
    }
