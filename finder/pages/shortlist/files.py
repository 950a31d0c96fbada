"""The shortlist as files: a sheet to print, tables, cards for an address book.

    /shortlist.pdf    form=table|pages, paper=letter|a4, print=normal|large, say=list|search
    /shortlist.xlsx   one row a program, with a sheet that says what it is
    /shortlist.csv    the same as a table alone
    /shortlist.vcf    cards for an address book

The sheet says what was searched, and from where, only with `say=search`.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.criteria import Criteria, Link, write
from finder.criteria.understood import spoken_language, understood
from finder.export import exports
from finder.locale import speaking
from finder.pages.frame.caching import answered
from finder.pages.frame.origin import origin_of
from finder.pages.frame.page_asked import pairs_of
from finder.pages.frame.site import Site
from finder.pages.frame.under import reading_routes
from finder.pages.shortlist.pdf import FORMS, Sheet, shortlist_pdf
from finder.pages.shortlist.rows import OutgoingShortlist
from finder.pages.shortlist.vcard import shortlist_vcard
from finder.pdf.pdf_document import PAPERS
from finder.shortlist import passed_on, picks_of, shortlist_of, without_search

__all__ = ["routes"]

_CHOICES: dict[str, tuple[str, ...]] = {
    "form": FORMS,
    "paper": PAPERS,
    "print": ("normal", "large"),
    "say": ("list", "search"),
}
# A file of who looks for help belongs in nobody's cache.
_HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def routes(site: Site, folder: str) -> list[BaseRoute]:
    """The routes of the files. folder: where the finder stands on its host."""
    files = _Files(site, folder)
    made = {"pdf": files.pdf, "xlsx": files.xlsx, "csv": files.csv, "vcf": files.vcf}
    return reading_routes(folder, {f"/shortlist.{ending}": make for ending, make in made.items()})


@dataclass(frozen=True)
class _Files:
    """Answers requests on one served directory."""

    site: Site
    folder: str

    def pdf(self, request: Request) -> Response:
        """The sheet to print. A choice that is not understood is the first one."""
        chosen, link = _choices(request)
        searched = chosen["say"] == "search"
        directory, day = self.site.serving.directory, self.site.today()
        criteria = link.criteria if searched else without_search(link.criteria)
        alone = passed_on(shortlist_of(directory, criteria), criteria)
        query = write(criteria if searched else alone)
        address = f"{origin_of(request)}{self.folder}/shortlist?{query}"
        sheet = Sheet(
            code=address,
            form=next(one for one in FORMS if one == chosen["form"]),
            paper=next(one for one in PAPERS if one == chosen["paper"]),
            large=chosen["print"] == "large",
        )
        with speaking(spoken_language(link)):
            content = shortlist_pdf(directory, criteria, day, sheet, searched=searched)
        return _file(content, "application/pdf", "shortlist.pdf")

    def xlsx(self, request: Request) -> Response:
        """The workbook."""
        return self._table(request, "xlsx")

    def csv(self, request: Request) -> Response:
        """The table."""
        return self._table(request, "csv")

    def _table(self, request: Request, name: str) -> Response:
        link, export = understood(pairs_of(request)), exports().named(name)
        with speaking(spoken_language(link)):
            content = b"".join(export.file(self._outgoing(link.criteria)))
        return _file(content, export.media_type, f"shortlist.{name}")

    def _outgoing(self, criteria: Criteria) -> OutgoingShortlist:
        directory, day = self.site.serving.directory, self.site.today()
        picks = picks_of(directory, shortlist_of(directory, criteria), criteria, day)
        return OutgoingShortlist(answered(directory, criteria, day), day, picks=picks)

    def vcf(self, request: Request) -> Response:
        """The cards."""
        link = understood(pairs_of(request))
        directory, day = self.site.serving.directory, self.site.today()
        rows = shortlist_of(directory, link.criteria).rows
        facilities = [directory.facility(row) for row in rows]
        with speaking(spoken_language(link)):
            content = shortlist_vcard(facilities, directory.manifest, day)
        return _file(content, "text/vcard; charset=utf-8", "shortlist.vcf")


def _choices(request: Request) -> tuple[dict[str, str], Link]:
    """What is chosen of the sheet's own keys, the first where nothing is; and the link."""
    given = pairs_of(request)
    chosen = {key: options[0] for key, options in _CHOICES.items()}
    for key, text in given:
        if text.strip().lower() in _CHOICES.get(key, ()):
            chosen[key] = text.strip().lower()
    return chosen, understood(pair for pair in given if pair[0] not in _CHOICES)


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {**_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=media_type)
