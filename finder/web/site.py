"""What all our HTML pages share: how one is framed, in which language, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from finder.criteria import Link
from finder.directory import Directory
from finder.export.asked import spoken_language
from finder.locale import speaking
from finder.render.plain_pages import Frame
from finder.settings import Settings
from finder.web.codebook import codebook
from finder.web.freshness import entity_tag
from finder.web.page_reply import (
    KeptPages,
    dashboard_link,
    page_reply,
    page_style,
    plain_link,
)
from finder.web.served import Served, served

__all__ = ["Make", "Site", "Today"]

Today = Callable[[], date]
# Makes a page, or a part of one, from the directory that is served on a day.
Make = Callable[[Directory, date], str]


@dataclass(frozen=True)
class Site:
    """Answers requests for pages on one served directory; keeps what it made, compressed."""

    settings: Settings
    serving: Served
    today: Today
    pages: KeptPages = field(default_factory=KeptPages)

    @classmethod
    def of(
        cls,
        settings: Settings | None = None,
        serving: Served | None = None,
        today: Today = date.today,
    ) -> Site:
        """The site as configured, where nothing else is said."""
        return cls(settings or Settings.from_environment(), serving or served(), today)

    def frame(
        self,
        up: str,
        link: Link,
        *,
        live: str = "",
        canonical: str = "",
        styles: tuple[str, ...] = (),
    ) -> Frame:
        """The surroundings of a page. up: the way to the root, `./` or `../`.

        live: the path of the same view in the dashboard. styles: its own sheets beside plain.css.
        """
        return Frame(
            link=plain_link(up),
            live=dashboard_link(up)(link.criteria, f"/{live}"),
            style=page_style(up, "plain", *styles),
            indexed=self.settings.allow_index,
            canonical=canonical,
            contact=self.settings.contact,
            codebook=codebook(),
        )

    def reply(self, request: Request, link: Link, make: Make, status: int = 200) -> Response:
        """The page that `make` makes, in the language of the link, unless the browser has it."""
        directory, day = self.serving.directory, self.today()
        with speaking(spoken_language(link)):
            return page_reply(
                request,
                self.pages,
                self._tag(directory, day, request),
                lambda: make(directory, day),
                indexed=self.settings.allow_index,
                status=status,
            )

    def _tag(self, directory: Directory, day: date, request: Request) -> str:
        address = request.url.path, request.url.query
        return entity_tag(directory.snapshot, day, *address, self.settings.contact)
