"""`/plan`: a path of care from a place or an intensive outpatient program, wholly in its link.

    /plan        the steps as a form, two pictures, totals
    /plan.pdf    the same on paper; `print=large` in large print, `paper=a4`
    /plan.ics    the same as a calendar; needs the first day

`from=iop:ID` makes the first plan around a place and leads on to its link. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from finder.criteria import Criteria
from finder.criteria.understood import spoken_language
from finder.directory import Directory
from finder.locale import _, mark, speaking
from finder.pages.frame.caching import answered
from finder.pages.frame.document import Told, site_page
from finder.pages.frame.form_posts import form_routes
from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.frame.page_asked import told_of
from finder.pages.frame.page_reply import page_headers
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import reading_routes
from finder.pages.plan import page as plan_page
from finder.pages.plan.asked import PlanAsked, page_of, plan_asked, plan_links
from finder.pages.plan.calendar import plan_calendar
from finder.pages.plan.pdf import plan_pdf
from finder.pages.registry import Page
from finder.pathway import Path, PlanLink, Step, default_path, plan_of, write_path
from finder.pathway.codec import from_query
from finder.pathway.course import nearest_step
from finder.pathway.typical_prices import typical_price
from finder.settings import Settings
from finder.templating import Link as LinkTo

__all__ = ["PAGE", "routes"]

_UP = "./"


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The routes under `base`, the value of Streamlit's server.baseUrlPath."""
    pages = _Pages(Site.of(settings, serving, today))
    files = {"/plan.pdf": pages.pdf, "/plan.ics": pages.calendar}
    return [*form_routes(base, {"/plan": pages.plan}), *reading_routes(base, files)]


@dataclass(frozen=True)
class _Pages:
    """Answers requests on one served directory."""

    site: Site

    def plan(self, request: Request) -> Response:
        """The page. A link that our form wrote, or that asks for a first plan, is made short."""
        asked = plan_asked(request)
        path, gone = self._path(asked.plan), self._gone(asked.plan)
        if path is None:
            return self._start(request, asked, gone)
        wanted = write_path(path)
        made = asked.plan.asked is not None or not asked.plan.path.steps
        if asked.understood and not gone and (asked.by_form or made):
            return RedirectResponse(f"plan?{wanted}", status_code=303)
        return self._shown(request, asked, path, gone)

    def pdf(self, request: Request) -> Response:
        """The plan on paper."""
        asked = plan_asked(request)
        path = self._path(asked.plan)
        if path is None:
            return RedirectResponse("plan", status_code=303)

        def make(directory: Directory, day: date) -> bytes:
            plan = plan_of(directory, path, day, typical=typical_price, find=answered)
            return plan_pdf(plan, day, paper=asked.paper, large=asked.large)

        return self._file(request, asked, make, "application/pdf", "plan.pdf")

    def calendar(self, request: Request) -> Response:
        """The plan as a calendar; the page, with a sentence, where no first day is chosen."""
        asked = plan_asked(request)
        path = self._path(asked.plan)
        if path is None:
            return RedirectResponse("plan", status_code=303)
        if path.start is None:
            with speaking(spoken_language(asked.plan.link)):
                told = _("Choose the first day and update the plan: a calendar needs it.")
            return self._shown(request, asked, path, told, status=422)

        def make(directory: Directory, day: date) -> bytes:
            plan = plan_of(directory, path, day, typical=typical_price, find=answered)
            return plan_calendar(plan, datetime.now(UTC).replace(microsecond=0))

        reply = self._file(request, asked, make, "text/calendar; charset=utf-8", "plan.ics")
        # A calendar takes the latest version only, so an older copy of one is of no use.
        reply.headers["Cache-Control"] = "no-store"
        return reply

    def _path(self, plan: PlanLink) -> Path | None:
        """The path that is asked; the first one where it has no steps; None with nowhere to start.

        With steps, `from` adds one more: at the place that it names, else at the nearest.
        """
        directory, day = self.site.serving.directory, self.site.today()
        path, chosen = plan.path, plan.asked or Step("iop")
        known = directory.row_of(chosen.facility) is not None
        if path.steps:
            if plan.asked is None:
                return path
            nearest = nearest_step(directory, chosen.stage, path.criteria, day, answered)
            return path.with_step(chosen if known else nearest)
        if not known and not {"near", "state"} & set(path.criteria):
            return None
        step = chosen if known else Step(chosen.stage)
        first = default_path(directory, step, path.criteria, day, answered)
        return Path(first.steps, path.start, first.criteria)

    def _gone(self, plan: PlanLink) -> str:
        """A sentence if the place to plan from is not in this directory; else empty."""
        facility = plan.asked.facility if plan.asked else ""
        if not facility or self.site.serving.directory.row_of(facility) is not None:
            return ""
        with speaking(spoken_language(plan.link)):
            return _("The place to start from is not in this directory; write where to look.")

    def _start(self, request: Request, asked: PlanAsked, told: str = "") -> Response:
        """The page that asks where to start."""
        stage = asked.plan.asked.stage if asked.plan.asked else "iop"

        def link_to(criteria: Criteria, path: str = "/") -> str:
            return f"plan?{from_query(stage, '', criteria)}"

        def main(_directory: Directory, _day: date) -> str:
            return plan_page.start_page(asked.plan.path.criteria, stage, asked.wrong_near)

        return self._reply(request, asked, link_to, main, told)

    def _shown(
        self, request: Request, asked: PlanAsked, path: Path, told: str = "", status: int = 200
    ) -> Response:
        shown = path

        def link_to(criteria: Criteria, path: str = "/") -> str:
            return page_of(Path(shown.steps, shown.start, criteria))

        links = plan_links(_UP)

        def main(directory: Directory, day: date) -> str:
            plan = plan_of(directory, path, day, typical=typical_price, find=answered)
            return plan_page.plan_page(plan, links, asked.wrong_near)

        return self._reply(request, asked, link_to, main, told, status)

    def _reply(
        self,
        request: Request,
        asked: PlanAsked,
        link_to: LinkTo,
        main: Callable[[Directory, date], str],
        more: str = "",
        status: int = 200,
    ) -> Response:
        link = asked.plan.link
        frame = self.site.frame(_UP, link, styles=("plan",), page="/plan")

        def make(directory: Directory, day: date) -> str:
            told: list[Told] = [Told(text) for text in (asked.plan.told, more) if text]
            told += told_of(link, link_to)
            title = plan_page.plan_title()
            manifest = directory.manifest
            return site_page(
                main(directory, day), frame, link.criteria, manifest, title, title, told
            )

        return self.site.reply(request, link, make, status)

    def _file(
        self,
        request: Request,
        asked: PlanAsked,
        make: Callable[[Directory, date], bytes],
        media_type: str,
        name: str,
    ) -> Response:
        directory, day = self.site.serving.directory, self.site.today()
        with speaking(spoken_language(asked.plan.link)):
            content = make(directory, day)
        tag = entity_tag(directory.snapshot, day, content)
        headers = page_headers(tag, indexed=False)
        if has_it(request, tag):
            return Response(status_code=304, headers=headers)
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return Response(content, headers=headers, media_type=media_type)


PAGE = Page("/plan", mark("A plan, step by step"), routes, kind="plan", asked="near=22903")
