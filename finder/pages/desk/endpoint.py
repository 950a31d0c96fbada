"""The doors of the desk: `/desk/invitation/TOKEN` lets somebody in, `/desk/leave` lets them out.

Opening either changes nothing, since mail scanners open links; pressing its button does. Tokens
stand in the path alone: queries go into the logs of proxies and into what is sent as Referer.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from finder.desk.opened import People, people_at
from finder.errors import DeskAway
from finder.locale import _
from finder.pages.desk.cookie import clear_session, sent_session, set_session
from finder.pages.desk.door_page import Door, door_reply
from finder.pages.desk.own_forms import is_own_form
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import folder_of
from finder.settings import Settings

__all__ = ["routes"]

_logger = logging.getLogger(__name__)
_METHODS = ["GET", "HEAD", "POST"]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The routes under `base`, the value of Streamlit's server.baseUrlPath; none without a desk."""
    site = Site.of(settings, serving, today)
    if site.settings.desk is None:
        return []
    doors, folder = _Doors(site, site.settings.desk), f"{folder_of(base)}/desk"
    return [
        Route(
            f"{folder}/invitation/{{token}}", doors.answering(doors.invitation), methods=_METHODS
        ),
        Route(f"{folder}/leave", doors.answering(doors.leave), methods=_METHODS),
    ]


@dataclass(frozen=True)
class _Doors:
    """Answers requests on the desk at an address of a database."""

    site: Site
    address: str

    def answering(
        self, endpoint: Callable[[Request, People], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint on a thread: another site's form is refused, a database away is told."""

        def answer(request: Request) -> Response:
            if request.method == "POST" and not is_own_form(request):
                return self._door(request, 1, _foreign, 403)
            try:
                return endpoint(request, people_at(self.address))
            except DeskAway as error:
                # The driver's words: no token is among them.
                _logger.error("The desk's database does not answer: %s", error)  # noqa: TRY400
                return self._door(request, 1, _away, 503)

        async def on_a_thread(request: Request) -> Response:
            return await run_in_threadpool(answer, request)

        return on_a_thread

    def invitation(self, request: Request, people: People) -> Response:
        """One button, which spends it."""
        token = str(request.path_params["token"])
        if request.method != "POST":
            is_open = people.is_open(token)
            return self._door(request, 2, _invited if is_open else _not_good, _status(is_open))
        session = people.spend(token)
        if session is None:
            return self._door(request, 2, _not_good, 404)
        # Back up to the desk: an address of its own would need to know where a proxy puts us.
        response = RedirectResponse("../../desk", 303, {"Cache-Control": "no-store"})
        set_session(request, response, session)
        return response

    def leave(self, request: Request, people: People) -> Response:
        """One button, which ends the session of this browser."""
        if request.method != "POST":
            return self._door(request, 1, _leaving)
        people.leave(sent_session(request))
        response = self._door(request, 1, _left)
        clear_session(request, response)
        return response

    def _door(
        self, request: Request, folders: int, make: Callable[[], Door], status: int = 200
    ) -> Response:
        return door_reply(request, self.site, "../" * folders, make, status)


def _status(is_open: bool) -> int:
    return 200 if is_open else 404


def _invited() -> Door:
    words = _("You were invited to the desk. Press the button on the device that you work with.")
    return Door(_("Welcome to the desk"), words, _("Open the desk"))


def _not_good() -> Door:
    words = _("This invitation was used already, or is too old. Ask a lead of your team for one.")
    return Door(_("This invitation does not open the desk"), words)


def _leaving() -> Door:
    words = _("To come back you need a new invitation.")
    return Door(_("Leave the desk"), words, _("Leave on this device"), (_("Stay"), "../desk"))


def _left() -> Door:
    words = _("This device no longer opens the desk.")
    return Door(_("You have left the desk"), words, way=(_("Find a program"), "../"))


def _foreign() -> Door:
    words = _("This was not sent from a page of this site. Open the link anew.")
    return Door(_("Nothing was done"), words)


def _away() -> Door:
    words = _("The desk cannot be reached now, so nothing was done. Try again in a minute.")
    return Door(_("The desk is away"), words)
