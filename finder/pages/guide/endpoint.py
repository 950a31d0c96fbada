"""`/guide`: which level of care might fit, one question a page, without a script.

The answers travel in the body of each request and come back as hidden fields: they stand in no
address, no log and no file, and an answer is not kept by the browser. Where the guide was opened
from (`near`, `state`, `hl`, `view`) stays in the link, as on every page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from finder.criteria import Criteria, Link
from finder.criteria.declared import NEAR
from finder.criteria.understood import spoken_language, understood
from finder.guidance import Answers, next_step, previous_step
from finder.guidance.questions import STEPS, Step, step_of
from finder.guidance.searching import kept
from finder.locale import _, mark, speaking
from finder.pages.frame.body import body_of
from finder.pages.frame.caching import answered
from finder.pages.frame.document import site_page
from finder.pages.frame.page_asked import mistaken, pairs_of, told_of
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import folder_of
from finder.pages.guide import page as guide_page
from finder.pages.guide.page import AT, CHANGE, COUNT, DO, THEN, Find
from finder.pages.registry import Page, speech_of_it
from finder.places import Place
from finder.search import Results
from finder.settings import Settings
from finder.templating import Link as LinkTo

__all__ = ["PAGE", "routes"]

_UP = "./"
_MOST_BYTES = 10_000
_FIRST = STEPS[0]
# What holds answers is not kept, not even by the browser. The first page holds none: it may be,
# so that Back from a search leads to the answers while the browser still has them in memory.
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_Body = list[tuple[str, str]]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The routes under `base`, the value of Streamlit's server.baseUrlPath."""
    folder = folder_of(base)
    guide = _Guide(Site.of(settings, serving, today))
    return [Route(f"{folder}/guide", guide.answer, methods=["GET", "HEAD", "POST"])]


@dataclass(frozen=True)
class _Guide:
    """Answers requests; each brings all that was answered before."""

    site: Site

    async def answer(self, request: Request) -> Response:
        """The first question; or what follows from the body."""
        body: _Body | None = []
        if request.method == "POST":
            body = await _body(request)
        if body is None:
            return PlainTextResponse(_("This is more than the guide asks."), 413, _HEADERS)
        link = understood(pairs_of(request))
        return await run_in_threadpool(self._page, link, body)

    def _page(self, link: Link, body: _Body) -> Response:
        with speaking(spoken_language(link)):
            frame = self.site.frame(_UP, link, styles=("guide",), page="/guide", scripts=("guide",))
            here = kept(link.criteria)
            action = frame.link(here, "/guide").removeprefix(_UP)
            place, wrong = _place(body)
            if place is not None:
                here = here.replaced(near=place)
            if away := "" if any(wrong) else _away(body, here, frame.link):
                return Response(status_code=303, headers={**_HEADERS, "Location": away})
            main, title = _main(body, here, action, frame.link, wrong, self._find)
            text = site_page(
                main,
                frame,
                here,
                self.site.serving.directory.manifest,
                title,
                title,
                list(told_of(link, frame.link)),
            )
        headers = _HEADERS if body else _HEADERS | {"Cache-Control": "private, no-cache"}
        return Response(text, 200, headers, media_type="text/html")

    def _find(self, criteria: Criteria) -> Results:
        return answered(self.site.serving.directory, criteria, self.site.today())


async def _body(request: Request) -> _Body | None:
    """The fields of the form; None if it is larger than any form of ours."""
    read = await body_of(request, _MOST_BYTES)
    if read is None:
        return None
    return parse_qsl(read.decode("utf-8", "replace"), keep_blank_values=True)


def _place(body: _Body) -> tuple[Place | None, tuple[str, str]]:
    """The place that was written at the result; and, of one that is none, its text and why."""
    link = understood([pair for pair in body if pair[0] == "near"])
    text = mistaken(link).get("near", "")
    return link.criteria[NEAR], (text, " ".join(link.told) if text else "")


def _away(body: _Body, here: Criteria, link: LinkTo) -> str:
    """The search or plan that a button of the result leads to; empty for a page of the guide."""
    texts = _texts(body)
    answers = Answers(texts)
    asked = "".join(texts.get(DO, [])[:1])
    return guide_page.destination(asked, answers, here, link) if answers.safe else ""


def _texts(body: _Body) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for key, text in body:
        texts.setdefault(key, []).append(text)
    return texts


def _main(
    body: _Body,
    here: Criteria,
    action: str,
    link: LinkTo,
    wrong: tuple[str, str],
    find: Find,
) -> tuple[str, str]:
    """The page for what was sent, and its title: danger first, then the step that is due, then the
    result.

    wrong: a place that was not understood, with the reason: the result says it at its field.
    """
    texts = _texts(body)
    asked = "".join(texts.get(DO, [])[:1])
    shown = step_of("".join(texts.get(AT, [])[:1]))
    answers = Answers(texts)
    if shown and asked == "skip":
        answers = answers.without(shown)
    if answers.danger and asked not in ("back", f"{CHANGE}{_FIRST.code}"):
        danger = guide_page.danger_page(answers, here, action, link(here, "/tonight"))
        return danger, guide_page.danger_title()
    changing = asked.startswith(CHANGE) or bool(texts.get(THEN))
    due = _due(shown, asked, answers, straight_on=bool(texts.get(THEN)))
    if due is None or (answers.safe and any(wrong)):
        result = guide_page.result_page(answers, here, action, link, wrong, find)
        return result, guide_page.guide_title()
    given = {key: values[0] for key, values in texts.items()}
    main = guide_page.question_page(due, answers, here, action, given, changing=changing)
    return main, guide_page.guide_title(due)


def _due(shown: Step | None, asked: str, answers: Answers, *, straight_on: bool) -> Step | None:
    """The step to show; None for the result. Nothing is asked before danger is.

    straight_on: one answer was changed, so that the result follows.
    """
    if not answers.safe:
        return _FIRST
    if asked == COUNT:
        return None
    if asked.startswith(CHANGE):
        return step_of(asked.removeprefix(CHANGE)) or _FIRST
    if shown is None:
        return _FIRST
    if asked == "back" and straight_on:
        return None
    if asked == "back":
        return previous_step(shown.code) or _FIRST
    if any(question.key in answers.problems for question in shown.questions):
        return shown
    return None if straight_on else next_step(shown.code)


PAGE = Page(
    "/guide",
    mark("Which level?"),
    routes,
    "head",
    speech_of_it,
    kind="guidance",
    asked="near=22903",
)
