"""`/for-facilities`: for the places that are listed; `/for-facilities.xlsx`: the table to fill in.

It stands with a desk and without: how to be corrected is said either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from finder.criteria.understood import understood
from finder.directory import Directory
from finder.intake.table.table_columns import REQUIRED
from finder.intake.table.template import column_order, template_workbook
from finder.locale import _, language, mark
from finder.pages.frame.document import site_page
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.site import Site, site_routes
from finder.pages.registry import Page, speech_of_it
from finder.templating import html
from finder.wording.contact import contact_link
from finder.wording.words import as_of_words

__all__ = ["PAGE", "routes"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class _ForFacilities:
    """Answers requests on one served directory."""

    site: Site

    def page(self, request: Request) -> Response:
        """The page."""
        link = understood(pairs_of(request))
        frame = self.site.frame("./", link, styles=("telling",), page="/for-facilities")
        settings = self.site.settings

        def make(directory: Directory, day: date) -> str:
            manifest = directory.manifest
            title = _("For listed places")
            sources = manifest.sources or (manifest.source_of(0),)
            main = html(
                "facilities.html",
                sources=[(one, as_of_words(one.as_of)) for one in sources],
                demonstration=manifest.demonstration,
                desk=settings.desk is not None,
                team=settings.team or settings.operator or "",
                contact=contact_link(settings.contact),
                contact_words=settings.contact or "",
                about=frame.link(link.criteria, "/about"),
                required=REQUIRED,
                columns=[name for name in column_order() if name not in REQUIRED],
                table=frame.link(link.criteria, "/for-facilities.xlsx"),
            )
            told = list(told_of(link, frame.link))
            return site_page(main, frame, link.criteria, manifest, title, title, told)

        return self.site.reply(request, link, make)

    def template(self, request: Request) -> Response:
        """The table to fill in, with its instructions."""
        headers = {
            "Content-Disposition": 'attachment; filename="programs.xlsx"',
            "Cache-Control": "public, max-age=3600",
            "Vary": "Accept-Language",
        }
        return Response(_workbook(language()), headers=headers, media_type=_XLSX)


@lru_cache(maxsize=8)
def _workbook(_language: str) -> bytes:
    return template_workbook()


routes = site_routes(
    lambda site: {
        "/for-facilities": _ForFacilities(site).page,
        "/for-facilities.xlsx": _ForFacilities(site).template,
    }
)
PAGE = Page(
    "/for-facilities",
    mark("For listed places"),
    routes,
    "end",
    speech_of_it,
    kind="guidance",
)
