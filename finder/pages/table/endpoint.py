"""`/table`: all results of a search as a dense table, for who hands on many places.

    /table    the search; `columns` names its columns, `page` counts pages of 100 rows

Its two forms write links too: one chooses columns, one puts ticked places (`pick`, once for each)
on the shortlist. What they write is made short. Nothing is kept of who asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from finder.criteria.declared import PAGE as PAGE_NUMBER
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.locale import _, mark
from finder.pages.frame.caching import answered
from finder.pages.frame.document import Told, site_page
from finder.pages.frame.form import tidied
from finder.pages.frame.form_posts import form_routes
from finder.pages.frame.page_asked import pairs_of, speaks_for_itself, told_of
from finder.pages.frame.site import Site, site_routes
from finder.pages.frame.surroundings import table_title
from finder.pages.registry import Page
from finder.pages.table import page as table_page
from finder.pages.table.columns import chosen
from finder.pages.table.page import table_link

__all__ = ["PAGE", "routes"]

_COLUMNS = "columns"
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class _Table:
    """Answers requests on one served directory."""

    site: Site

    def page(self, request: Request) -> Response:
        """The table of the link. A link that our forms wrote is made short."""
        given, by_form = tidied(pairs_of(request))
        texts, rest = _apart(given)
        link = understood(rest)
        frame = self.site.frame("./", link, styles=("table",), page="/table")
        keys, told_columns = chosen(texts)
        here = table_link(frame.link, keys)
        if by_form and speaks_for_itself(link) and not told_columns:
            return RedirectResponse(here(link.criteria), status_code=303)

        def make(directory: Directory, day: date) -> str:
            results = answered(directory, link.criteria.replaced(page=None), day)
            number = link.criteria.always(PAGE_NUMBER)
            # In the language of the link, which is known only here.
            told = [*told_of(link, here), *map(Told, chosen(texts)[1])]
            main = table_page.page(results, number, keys, frame.link, day)
            about = _("All programs of a search in a table: phones, hours, prices as published.")
            manifest, name = directory.manifest, table_title(link.criteria)
            return site_page(main, frame, link.criteria, manifest, name, about, told)

        return self.site.reply(request, link, make)


def _apart(pairs: Iterable[tuple[str, str]]) -> tuple[list[str], Pairs]:
    """The texts of `columns`, and the rest, in which all picks are one text.

    A form writes each tick as a pick of its own, and of a repeated key only some are read.
    """
    given = [(key.strip().lower(), key, text) for key, text in pairs]
    columns = [text for key, _key, text in given if key == _COLUMNS]
    picks = [text for key, _key, text in given if key == "pick"]
    rest = [(key, text) for low, key, text in given if low not in (_COLUMNS, "pick")]
    return columns, [*rest, *([("pick", ",".join(picks))] if picks else [])]


routes = site_routes(lambda site: {"/table": _Table(site).page}, form_routes)
PAGE = Page(
    "/table",
    mark("As a table"),
    routes,
    kind="shortlist",
    asked="near=22903&care=iop&within=50&pick={picks}",
)
