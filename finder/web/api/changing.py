"""What changed of what a search finds, and whether it is a page, lines or a feed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from finder.changes import ChangesFound, changes_found, updates_of
from finder.criteria import Criteria
from finder.criteria.understood import spoken_language, understood
from finder.directory import Directory
from finder.export import shapes
from finder.export.asked import problem, problems
from finder.export.changes.answer import change_facts, changes_answer
from finder.locale import _, mark, speaking
from finder.pages.frame.served import Served
from finder.web.api.given import FORMAT_KEY, form_named, pairs_of
from finder.web.api.replies import json_reply, lines_reply, problem_reply

__all__ = ["FORMS", "SINCE_KEY", "Changing", "day_given"]

SINCE_KEY = "since"
FORMS: Mapping[str, str] = {
    "json": mark("50 changes a page"),
    "ndjson": mark("all of them, one a line"),
}


@dataclass(frozen=True)
class Changing:
    """Answers on one served directory, and what was served before it. folder: where it lies."""

    serving: Served
    today: Callable[[], date]
    folder: str | None

    def changes(self, request: Request) -> Response:
        """What changed since a day of what a search finds, or found before."""
        pairs = pairs_of(request)
        ours = {
            key: [text for name, text in pairs if name.strip().lower() == key]
            for key in (FORMAT_KEY, SINCE_KEY)
        }
        link = understood(pair for pair in pairs if pair[0].strip().lower() not in ours)
        with speaking(spoken_language(link)):
            form, wrong_form = form_named(ours[FORMAT_KEY], {name: name for name in FORMS})
            since, wrong_day = day_given(ours[SINCE_KEY])
            if wrong := [*problems(link), *wrong_form, *wrong_day]:
                return problem_reply(request, 422, wrong)
            directory, day = self.serving.directory, self.today()
            found = self._found(directory, link.criteria, day, since)
            if form == "ndjson":
                lines = map(change_facts, found.changes)
                return lines_reply(request, lines, directory, day)
            return json_reply(request, changes_answer(directory, found, link), directory, day)

    def _found(
        self, directory: Directory, criteria: Criteria, day: date, since: date | None
    ) -> ChangesFound:
        return changes_found(updates_of(self.folder, directory), criteria, day, since)


def day_given(texts: list[str]) -> tuple[date | None, list[shapes.Problem]]:
    """The first day that is given, YYYY-MM-DD, and what is wrong with it."""
    given = next((text for text in texts if text.strip()), "").strip()
    if not given:
        return None, []
    try:
        day = date.fromisoformat(given)
    except ValueError:
        day = None
    # Only one spelling of those that Python reads.
    if day is not None and day.isoformat() == given:
        return day, []
    reason = _("A day is written as year, month and day: 2026-11-27.")
    return None, [problem(SINCE_KEY, given, reason)]
