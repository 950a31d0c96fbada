"""`/counties`, `/counties/va`, `/counties/va/albemarle-county/iop`: where care is.

They are there only where the operator lets search engines list the site. Each counts what a search
finds now; none says of a county what its listings do not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.criteria import Criteria, Link
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.locale import _
from finder.pages.counties import page, sitemap
from finder.pages.counties.counting import CountsKept, county_at
from finder.pages.frame.caching import answered
from finder.pages.frame.document import site_page
from finder.pages.frame.origin import root_of
from finder.pages.frame.page_asked import pairs_of
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import folder_of, reading_routes
from finder.settings import Settings
from finder.vocabulary import CARE_LEVELS, STATES

__all__ = ["routes"]

# Makes main part and title of a page, from the directory, the day and the way to the root.
_Make = Callable[[Directory, date], tuple[str, str]]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The routes under `base`, the value of Streamlit's server.baseUrlPath; none where search
    engines may not list the site."""
    site, folder, counts = Site.of(settings, serving, today), folder_of(base), CountsKept()
    if not site.settings.allow_index:
        return []
    pages = _Counties(site, folder, counts)
    return [
        *reading_routes(
            base,
            {
                "/counties": pages.states,
                "/counties/{state}": pages.state,
                "/counties/{state}/{county}/{care}": pages.county,
            },
        ),
        *sitemap.routes(base, site, counts),
    ]


@dataclass(frozen=True)
class _Counties:
    """Answers requests on one served directory. folder: where the finder stands on its host."""

    site: Site
    folder: str
    counts: CountsKept = field(default_factory=CountsKept)

    def states(self, request: Request) -> Response:
        """All states with a place in a known county."""

        def make(directory: Directory, _day: date) -> tuple[str, str]:
            main = page.states_page(directory, self.counts.of(directory), "./")
            return main, _("Care by county")

        return self._reply(request, "./", make)

    def state(self, request: Request) -> Response:
        """The counties of one state."""
        state = str(request.path_params["state"]).upper()
        if state not in STATES.codes:
            return self._none(request, "../")

        def make(directory: Directory, _day: date) -> tuple[str, str]:
            main = page.state_page(directory, self.counts.of(directory), state, "../")
            return main, _("Care by county: {state}").format(state=_(STATES[state].label))

        return self._reply(request, "../", make)

    def county(self, request: Request) -> Response:
        """One level in one county; 404 where no place lists it."""
        up, parts = "../../../", request.path_params
        county, care = county_at(parts["state"], parts["county"]), str(parts["care"]).lower()
        if county is None or care not in CARE_LEVELS.codes:
            return self._none(request, up)
        spoken = _spoken(request)
        asked = spoken.criteria.replaced(county=(county.label,), care=(care,))
        if care not in self.counts.of(self.site.serving.directory).get(county.label, {}):
            return self._none(request, up, asked)
        link_to = self.site.frame(up, spoken, page="/counties").link

        def make(directory: Directory, day: date) -> tuple[str, str]:
            results = answered(directory, asked, day)
            main = page.county_page(results, county, care, day, link_to, up)
            return main, page.county_title(asked)

        return self._reply(request, up, make)

    def _none(self, request: Request, up: str, asked: Criteria | None = None) -> Response:
        spoken = _spoken(request)
        link_to = self.site.frame(up, spoken, page="/counties").link

        def make(_directory: Directory, _day: date) -> tuple[str, str]:
            main = page.none_here(asked or spoken.criteria, link_to)
            return main, _("Nothing is listed here")

        return self._reply(request, up, make, 404)

    def _reply(self, request: Request, up: str, make: _Make, status: int = 200) -> Response:
        link, root = _spoken(request), root_of(request, self.site.settings.url, self.folder)
        path = request.scope["path"].removeprefix(self.folder)
        canonical = f"{root}{path}" if status == 200 else ""
        frame = self.site.frame(
            up, link, canonical=canonical, styles=("counties",), page="/counties"
        )

        def whole(directory: Directory, day: date) -> str:
            main, title = make(directory, day)
            return site_page(main, frame, link.criteria, directory.manifest, title, title)

        return self.site.reply(request, link, whole, status, beside=(root,))


def _spoken(request: Request) -> Link:
    """What is asked of these pages: the language."""
    return understood(pair for pair in pairs_of(request) if pair[0].strip().lower() == "hl")
