"""What a search answers: the facilities that it finds, or only how many there are of what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from finder.criteria import write
from finder.criteria.understood import spoken_language, understood
from finder.export import Outgoing
from finder.export.api.asking import facets_answer
from finder.export.asked import problems
from finder.locale import language, speaking
from finder.pages.frame.caching import answered
from finder.pages.frame.compressing import content_coding, quick
from finder.pages.frame.freshness import entity_tag
from finder.pages.frame.page_asked import target_of
from finder.pages.frame.page_reply import KeptPages, Key
from finder.pages.frame.served import Served
from finder.web.api.given import Given, given_of, pairs_of
from finder.web.api.replies import (
    content_reply,
    export_reply,
    json_reply,
    not_modified,
    problem_reply,
)

__all__ = ["Searching", "Today"]

Today = Callable[[], date]


@dataclass(frozen=True)
class Searching:
    """Answers searches on one served directory."""

    serving: Served
    today: Today
    kept: KeptPages = field(default_factory=KeptPages)

    def search(self, request: Request) -> Response:
        """Facilities with a program that nothing asked rules out, matches first."""
        given = given_of(request)
        with speaking(spoken_language(given.link)):
            if given.wrong:
                return problem_reply(request, 422, given.wrong)
            return self._list(request, given)

    def facets(self, request: Request) -> Response:
        """What can be asked beside what is asked, and how many facilities that would find."""
        link = understood(pairs_of(request))
        with speaking(spoken_language(link)):
            if wrong := problems(link):
                return problem_reply(request, 422, wrong)
            directory, day = self.serving.directory, self.today()
            # What is shown of the list has no bearing on the counts.
            asked = link.criteria.without("page", "sort", "pick", "view")
            content = facets_answer(answered(directory, asked, day), link)
            return json_reply(request, content, directory, day)

    def _list(self, request: Request, given: Given) -> Response:
        """Answers of one page are kept, compressed, for the next who asks the same."""
        directory, day, export = self.serving.directory, self.today(), given.export
        key = Key.of(directory, day, *target_of(request), language())

        def outgoing() -> Outgoing:
            return Outgoing(
                answered(directory, given.link.criteria, day),
                day,
                given.not_understood,
                columns=given.columns,
                read_as=given.link.read_as,
                fields=given.fields,
            )

        if export.paged:
            coding = content_coding(request)
            page = self.kept.coded(
                key, lambda: b"".join(export.chunks(outgoing())).decode(), coding, quick(coding)
            )
            return content_reply(request, page, coding, export.media_type, directory)
        # Sent while it is made: its tag is that of what it is made from.
        parts = write(given.link.criteria), export.name, ",".join(given.columns)
        tag = entity_tag(
            *key.served, *parts, ",".join(given.fields), language(), *given.not_understood
        )
        known = not_modified(request, directory, tag)
        return known or export_reply(export, outgoing(), tag, spoken_language(given.link))
