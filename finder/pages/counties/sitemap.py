"""`/sitemap.xml`: every address that search engines may list, as sitemaps.org has it.

Where there are more than one file may hold, it names the files, `/sitemap-1.xml` and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.directory import Directory
from finder.levels import LEVEL_PAGES
from finder.pages.counties.counting import CountsKept, county_path, state_path
from finder.pages.frame.compressing import content_coding, quick
from finder.pages.frame.freshness import has_it
from finder.pages.frame.origin import root_of
from finder.pages.frame.page_reply import KeptPages, Key
from finder.pages.frame.site import Site
from finder.pages.frame.under import folder_of, reading_routes
from finder.pages.registry import PAGES
from finder.places.counties import counties

__all__ = ["Sitemap", "routes"]

# Makes a file from the directory and the address of the site.
_Make = Callable[[Directory, str], str]

# By sitemaps.org no file names more.
_MOST_ADDRESSES = 50_000
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def routes(
    base: str, site: Site, counts: CountsKept, most: int = _MOST_ADDRESSES
) -> list[BaseRoute]:
    """The routes under `base`. most: addresses in a file."""
    files = Sitemap(site, folder_of(base), counts, most)
    return reading_routes(
        base, {"/sitemap.xml": files.first, "/sitemap-{number:int}.xml": files.part}
    )


@dataclass(frozen=True)
class Sitemap:
    """Answers requests on one served directory. folder: where the finder stands on its host."""

    site: Site
    folder: str
    counts: CountsKept
    most: int
    kept: KeptPages = field(default_factory=KeptPages)

    def first(self, request: Request) -> Response:
        """All addresses, or the files that hold them."""

        def make(directory: Directory, root: str) -> str:
            addresses = list(self._addresses(directory))
            if len(addresses) <= self.most:
                return _urls(root, addresses)
            files = range(1, _files(addresses, self.most) + 1)
            named = "".join(
                f"<sitemap><loc>{escape(f'{root}/sitemap-{number}.xml')}</loc></sitemap>"
                for number in files
            )
            return f"{_XML}<sitemapindex {_NAMES}>{named}</sitemapindex>"

        return self._reply(request, make)

    def part(self, request: Request) -> Response:
        """One of several files; 404 where there is no such one."""
        number, directory = int(request.path_params["number"]), self.site.serving.directory
        addresses = list(self._addresses(directory))
        there = len(addresses) > self.most and 0 < number <= _files(addresses, self.most)
        if not there:
            headers = {"Cache-Control": "no-store"}
            return Response("There is no such file.", 404, headers, media_type="text/plain")
        some = addresses[(number - 1) * self.most : number * self.most]
        return self._reply(request, lambda _directory, root: _urls(root, some))

    def _reply(self, request: Request, make: _Make) -> Response:
        directory, day = self.site.serving.directory, self.site.today()
        root = root_of(request, self.site.settings.url, self.folder)
        coding = content_coding(request)
        key = Key.of(directory, day, request.scope["path"], root)
        page = self.kept.coded(key, lambda: make(directory, root), coding, quick(coding))
        headers = {"Cache-Control": "public, max-age=3600", "ETag": page.tag}
        headers["Vary"] = "Accept-Encoding"
        if has_it(request, page.tag):
            return Response(status_code=304, headers=headers)
        if coding:
            headers["Content-Encoding"] = coding
        return Response(page.content, headers=headers, media_type="application/xml")

    def _addresses(self, directory: Directory) -> Iterator[tuple[str, str]]:
        """Paths below the root, each with the day of its last change, empty where not known.

        Facilities and counties change with the directory; of the other pages no day is known.
        """
        yield from ((page.path, "") for page in PAGES.all() if page.menu)
        yield from ((f"/levels/{code}", "") for code in LEVEL_PAGES)
        day = directory.manifest.made_at[:10]
        known, counts = counties(), self.counts.of(directory)
        yield "/counties", day
        states = sorted({known[label].state for label in counts})
        yield from ((f"/{state_path(state)}", day) for state in states)
        for label, levels in counts.items():
            yield from ((f"/{county_path(known[label], care)}", day) for care in levels)
        ids: list[str] = directory.facilities.texts["id"].to_pylist()
        yield from ((f"/facility/{one}", day) for one in ids)


def _files(addresses: Sequence[tuple[str, str]], most: int) -> int:
    return -(-len(addresses) // most)


def _urls(root: str, addresses: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f"<url><loc>{escape(root + path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for path, day in addresses
    )
    return f"{_XML}<urlset {_NAMES}>{entries}</urlset>"
