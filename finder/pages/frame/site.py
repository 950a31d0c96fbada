"""What all our HTML pages share: how one is framed, in which language, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.criteria import Link
from finder.criteria.understood import spoken_language
from finder.directory import Directory
from finder.locale import language, speaking
from finder.pages.frame.codebook import codebook
from finder.pages.frame.document import Frame
from finder.pages.frame.page_asked import target_of
from finder.pages.frame.page_reply import (
    KeptPages,
    Key,
    dashboard_link,
    page_reply,
    page_style,
    plain_link,
)
from finder.pages.frame.served import Served, served
from finder.pages.frame.under import reading_routes
from finder.settings import Settings
from finder.static_files import versioned

__all__ = ["Endpoint", "Make", "Site", "Today", "script_address", "site_routes"]

Today = Callable[[], date]
# Makes a page, or a part of one, from the directory that is served on a day.
Make = Callable[[Directory, date], str]
# Answers a request, at once or when awaited.
Endpoint = Callable[..., Any]


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
        scripts: tuple[str, ...] = (),
        page: str = "/plain",
    ) -> Frame:
        """The surroundings of a page. up: the way to the root, `./` or `../`.

        live: the path of the same view in the dashboard. styles: its own sheets beside plain.css.
        scripts: its own beside those of all, as `share`. page: its path. Pages under /plain lead to
        each other; all others lead to the dashboard, which shows its results without a script.
        """
        return Frame(
            link=plain_link(up) if page == "/plain" else dashboard_link(up),
            page=page,
            live=dashboard_link(up)(link.criteria, f"/{live}"),
            style=page_style("form", "plain", *styles),
            indexed=self.settings.allow_index,
            canonical=canonical,
            contact=self.settings.contact,
            hints=self.settings.hints,
            codebook=codebook(),
            typefaces=f"{up}assets/{versioned('typefaces.css')}",
            scripts=tuple(script_address(name, up) for name in ("leave", "places", *scripts)),
        )

    def reply(
        self,
        request: Request,
        link: Link,
        make: Make,
        status: int | Callable[[Directory], int] = 200,
        *,
        beside: tuple[str, ...] = (),
    ) -> Response:
        """The page that `make` makes, in the language of the link, unless the browser has it.

        status: a number, or what tells it from the directory that the page is made from. beside:
        what it is made from beside directory, day and address, such as the host in it.
        """
        directory, day = self.serving.directory, self.today()
        with speaking(spoken_language(link)):
            return page_reply(
                request,
                self.pages,
                self._key(directory, day, request, *beside),
                lambda: make(directory, day),
                indexed=self.settings.allow_index,
                status=status if isinstance(status, int) else status(directory),
                keep=not link.told,
            )

    def _key(self, directory: Directory, day: date, request: Request, *beside: str) -> Key:
        asked = (
            *target_of(request),
            language(),
            self.settings.contact,
            self.settings.hints,
            *beside,
        )
        return Key.of(directory, day, *asked)


def script_address(name: str, up: str = "./") -> str:
    """The address of one of our scripts, `share`. up: the way to the root."""
    return f"{up}assets/{versioned(f'{name}.js')}"


class Routes(Protocol):
    """The routes of a page under `base`, the value of Streamlit's server.baseUrlPath."""

    def __call__(
        self,
        base: str = "",
        settings: Settings | None = None,
        serving: Served | None = None,
        today: Today = date.today,
    ) -> list[BaseRoute]: ...


def site_routes(
    endpoints: Callable[[Site], Mapping[str, Endpoint]],
    by: Callable[[str, Mapping[str, Endpoint]], list[BaseRoute]] = reading_routes,
) -> Routes:
    """The routes of a page whose endpoints, by path, need nothing but the site.

    by: what makes routes of them; pages with a form of their own take it by POST too.
    """

    def routes(
        base: str = "",
        settings: Settings | None = None,
        serving: Served | None = None,
        today: Today = date.today,
    ) -> list[BaseRoute]:
        return by(base, endpoints(Site.of(settings, serving, today)))

    return routes
