"""Streamlit's own scripts, styles and typefaces, as small as they can be sent.

Streamlit sends them as they lie on the disk: 3.7 MB before its page works. Compressed, and with
the typefaces cut down to what this site shows (scripts/make_fonts.py), they are a quarter of that.
The frame of the map is among them: Streamlit knows of it only once it has drawn a page, and behind
a balancer the first visitor of a server has the page from another one.
What is not a file there is left to Streamlit.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from mimetypes import guess_type
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from finder.pages.frame.compressing import compressed, content_coding
from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.frame.under import folder_of
from finder.static_files import own_typeface, streamlit_folder

__all__ = ["StreamlitFiles", "frame_scripts"]

# Streamlit's names carry a hash of the content.
_FOREVER = "public, max-age=31536000, immutable"
# Ours bear Streamlit's name, and change when ours change.
_A_DAY = "public, max-age=86400"
_TEXTS = (".js", ".css", ".svg", ".json", ".map", ".html")
# The frame of the map: its address, and the package that brings it.
_FRAME = ("component/streamlit_folium.st_folium/", "streamlit_folium")


class StreamlitFiles:
    """Pure ASGI middleware: Streamlit lets no app have routes of its own under /static.

    base: the value of Streamlit's server.baseUrlPath.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._folder = f"{folder_of(base)}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path = scope["path"]
            name = path.removeprefix(self._folder)
            if name != path and name in _names():
                await _reply(Request(scope), name)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _reply(request: Request, name: str) -> Response:
    file = _names()[name]
    typeface = own_typeface(file.name)
    content_from = typeface or file
    coding = content_coding(request) if file.suffix in _TEXTS else ""
    headers = {
        "Cache-Control": _caching(name, typeface),
        "ETag": _tag(content_from),
        "Vary": "Accept-Encoding",
    }
    if has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if coding:
        headers["Content-Encoding"] = coding
    media_type = guess_type(file.name)[0] or "application/octet-stream"
    return Response(_content(content_from, coding), headers=headers, media_type=media_type)


def _caching(name: str, typeface: Path | None) -> str:
    """For ever where the name carries a hash: below static/ alone."""
    if "/static/" not in f"/{name}":
        return "no-cache"
    return _A_DAY if typeface else _FOREVER


def frame_scripts() -> list[str]:
    """The addresses, relative to the site, of the scripts of the map's frame."""
    start, _package = _FRAME
    return [f"./{name}" for name in _names() if name.startswith(start) and name.endswith(".js")]


@cache
def _names() -> dict[str, Path]:
    """Each file by its address; only these can be asked for."""
    start, package = _FRAME
    spec = find_spec(package)
    frame = Path(spec.origin).parent / "frontend/build" if spec and spec.origin else None
    found = _files("static/", streamlit_folder() / "static")
    return found | (_files(start, frame) if frame else {})


def _files(start: str, folder: Path) -> dict[str, Path]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {f"{start}{file.relative_to(folder).as_posix()}": file for file in files}


@cache
def _tag(file: Path) -> str:
    return entity_tag(file.name, file.read_bytes())


@cache
def _content(file: Path, coding: str) -> bytes:
    """The content, compressed once and kept: at most all of Streamlit's files, some 30 MB."""
    return compressed(file.read_bytes(), coding)
