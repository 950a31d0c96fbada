"""What the API tells beside a search: one facility, the directory, the care levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from finder.criteria import Link
from finder.criteria.understood import spoken_language, understood
from finder.directory import Directory
from finder.export import shapes
from finder.export.answer import directory_answer, facility_answer
from finder.export.api.asking import levels_answer
from finder.export.api.compact import compact_facility
from finder.export.asked import problem, problems
from finder.locale import _, mark, speaking
from finder.pages.frame.served import Served
from finder.web.api.given import FIELDS_KEY, FORMAT_KEY, form_named, members_asked, pairs_of
from finder.web.api.replies import json_reply, lines_reply, problem_reply
from finder.wording.gone import gone_words

__all__ = ["LINES", "Listing"]

# The forms of a list that has no pages.
LINES: Mapping[str, str] = {
    "json": mark("one answer"),
    "ndjson": mark("one entry a line"),
}
FacilityId = Annotated[str, Path(alias="id", description="Its id in a search")]


@dataclass(frozen=True)
class Listing:
    """Answers on one served directory."""

    serving: Served
    today: Callable[[], date]

    def facility(self, request: Request, facility_id: FacilityId) -> Response:
        """One facility with all its programs, whatever they are."""
        link, texts = _told(request, FIELDS_KEY)
        with speaking(spoken_language(link)):
            names, wrong = members_asked(texts, shapes.FacilityAnswer)
            if wrong := [*problems(link), *wrong]:
                return problem_reply(request, 422, wrong)
            directory = self.serving.directory
            row = directory.row_of(facility_id.strip().lower())
            if row is None:
                return problem_reply(request, 404, [_not_listed(directory, facility_id)])
            content = compact_facility(facility_answer(directory, row), names)
            return json_reply(request, content, directory, self.today())

    def directory(self, request: Request) -> Response:
        """What is searched: where it comes from, and how old it is."""
        return self._answer(request, directory_answer)

    def levels(self, request: Request) -> Response:
        """The care levels: what each is, its hours a week by definition, and how many there are."""
        link, texts = _told(request, FORMAT_KEY)
        with speaking(spoken_language(link)):
            form, wrong = form_named(texts, {name: name for name in LINES})
            if wrong := [*problems(link), *wrong]:
                return problem_reply(request, 422, wrong)
            directory = self.serving.directory
            content = levels_answer(directory)
            if form == "ndjson":
                return lines_reply(request, content["levels"], directory, self.today())
            return json_reply(request, content, directory, self.today())

    def _answer(
        self, request: Request, content_of: Callable[[Directory], Mapping[str, Any]]
    ) -> Response:
        link, _texts = _told(request, "")
        with speaking(spoken_language(link)):
            if wrong := problems(link):
                return problem_reply(request, 422, wrong)
            directory = self.serving.directory
            return json_reply(request, content_of(directory), directory, self.today())


def _told(request: Request, key: str) -> tuple[Link, list[str]]:
    """The link, for its language, and the texts of one key of the API."""
    pairs = [(name.strip().lower(), text) for name, text in pairs_of(request)]
    link = understood(pair for pair in pairs if pair[0] == "hl")
    return link, [text for name, text in pairs if name == key]


def _not_listed(directory: Directory, facility_id: str) -> shapes.NotListed:
    gone = directory.gone.get(facility_id.strip().lower())
    if gone is None:
        words = _(
            "No facility of this directory has this id. It may have closed, or be listed anew."
        )
        return {**problem("id", facility_id, words), "gone": None}
    told: shapes.Gone = {
        "name": gone.name,
        "city": gone.city,
        "state": gone.state,
        "last_as_of": gone.last_as_of,
        "since": gone.since,
    }
    return {**problem("id", facility_id, gone_words(gone)), "gone": told}
