"""The small files that every site is asked for by itself: /robots.txt and /favicon.ico."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.frame.origin import root_of
from finder.pages.frame.under import folder_of, reading_routes
from finder.settings import Settings
from finder.static_files import icon_file

__all__ = ["routes"]

_A_DAY = "public, max-age=86400"
# What is no page of its own: parts of pages, files that a search engine has no use for.
_NOT_FOR_ROBOTS = ("/parts", "/detail", "/map/", "/_stcore/")


def routes(base: str = "", settings: Settings | None = None) -> list[BaseRoute]:
    """Their routes under `base`, the value of Streamlit's server.baseUrlPath."""
    files = _SiteFiles(settings or Settings.from_environment(), folder_of(base))
    return reading_routes(base, {"/robots.txt": files.robots, "/favicon.ico": files.icon})


@dataclass(frozen=True)
class _SiteFiles:
    """folder: where the site stands on its host."""

    settings: Settings
    folder: str

    def robots(self, request: Request) -> Response:
        """What search engines may read (RFC 9309), and where all of it is named."""
        if self.settings.allow_index:
            closed = (f"Disallow: {self.folder}{path}" for path in _NOT_FOR_ROBOTS)
            root = root_of(request, self.settings.url, self.folder)
            rules = ["Allow: /", *closed, "", f"Sitemap: {root}/sitemap.xml"]
        else:
            rules = ["Disallow: /"]
        text = "\n".join(["User-agent: *", *rules, ""])
        return PlainTextResponse(text, headers={"Cache-Control": _A_DAY})

    def icon(self, request: Request) -> Response:
        """The three stones."""
        content = icon_file()
        headers = {"Cache-Control": _A_DAY, "ETag": entity_tag(content)}
        if has_it(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type="image/x-icon")
