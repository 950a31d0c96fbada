"""`/answer/TOKEN`: a facility answers itself, by a link that a lead has made for it.

Opening it changes nothing, since mail scanners open links; pressing a button does. The page works
without scripts. What is sent waits at the desk, fact by fact, until a lead accepts it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from finder.desk.database import now
from finder.desk.links import Link, Links
from finder.desk.opened import desk_at
from finder.desk.proposals import propose
from finder.directory import Facility
from finder.locale import _
from finder.pages.desk.answer_form import Answered, answered, blocks_of
from finder.pages.desk.said_page import Said, SaidPages, Visit, foreign
from finder.pages.frame.form_posts import taking_posts
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.under import folder_of
from finder.settings import Settings
from finder.templating import html
from finder.wording.words import address, date_words

__all__ = ["routes"]

_UP = "../"


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
    clock: Callable[[], datetime] = now,
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath; none without a desk."""
    site = Site.of(settings, serving, today)
    if site.settings.desk is None:
        return []
    answer = _Answer(SaidPages(site, _UP), site.settings.desk, clock)
    path = f"{folder_of(base)}/answer/{{token}}"
    return [Route(path, taking_posts(answer.reply), methods=["GET", "HEAD", "POST"])]


@dataclass(frozen=True)
class _Answer:
    """Answers requests with the desk at an address of a database."""

    pages: SaidPages
    address: str
    clock: Callable[[], datetime]

    def reply(self, request: Request) -> Response:
        """The page of the place that the link is for."""
        return self.pages.reply(request, self._page)

    def _page(self, visit: Visit) -> Said:
        links = Links(desk_at(self.address), self.clock)
        token = str(visit.request.path_params["token"])
        if visit.sent is not None and (refused := foreign(visit.request)):
            return refused
        link = links.of(token)
        if link is None:
            return _not_good()
        directory = self.pages.site.serving.directory
        row = directory.row_of(link.facility_id)
        if row is None:
            return _gone()
        facility = directory.facility(row)
        if visit.sent is None:
            return self._form(facility, link, visit)
        if dict(visit.sent).get("do") == "later":
            return _not_good() if links.pressing(token) is None else _later(link)
        return self._taken(links, token, facility, link, visit)

    def _taken(
        self, links: Links, token: str, facility: Facility, link: Link, visit: Visit
    ) -> Said:
        """What became of an answer: kept whole, or shown again with what is wrong."""
        today = self.clock().date()
        given = answered(facility, visit.sent or [], today)
        if given.wrong or not given.says_something:
            pressed = links.pressing(token)
            return _not_good() if pressed is None else self._form(facility, link, visit, given)

        def work(connection: Connection, mine: Link) -> bool:
            return propose(connection, mine, given.told, today, given.moved) > 0

        pressed = links.pressing(token, work)
        return _not_good() if pressed is None else _thanks()

    def _form(
        self, facility: Facility, link: Link, visit: Visit, sent: Answered | None = None
    ) -> Said:
        today = self.clock().date()
        values = sent.values if sent else {}
        seen = link.answered_on
        main = html(
            "answer.html",
            facility=facility,
            address=address(facility),
            who=self._who(),
            shown=visit.to(f"/facility?id={facility.id}"),
            about=visit.to("/for-facilities"),
            waiting=_("You answered on {date}. You can answer again.").format(date=date_words(seen))
            if seen
            else "",
            blocks=blocks_of(facility, today, sent),
            states=[
                ("here", _("Yes, at this address")),
                ("moved", _("We have moved")),
                ("closed", _("Closed for good")),
            ],
            state=values.get("state") or "here",
            moved=values.get("moved", ""),
            moved_wrong=sent.wrong.get("moved", "") if sent else "",
            right=bool(values.get("right")),
            until=_("This link is good until {date}.").format(
                date=date_words(link.expires_at.date())
            ),
        )
        if sent is None:
            return Said(_title(), main)
        if sent.wrong:
            told = _("Nothing was sent yet: mend the fields that are marked.")
            return Said(_title(), main, 422, told=told)
        told = _(
            "Nothing was changed. If all of it is right, tick “All that stands here is right”."
        )
        return Said(_title(), main, 422, told=told)

    def _who(self) -> str:
        who = self.pages.site.settings.team or self.pages.site.settings.operator
        return _("{team} asks for it.").format(team=who) if who else ""


def _title() -> str:
    """Says nothing of the place: a title is seen by whoever looks at the screen."""
    return _("Is this right?")


def _not_good() -> Said:
    title = _("This link does not open a page")
    words = _(
        "It was withdrawn, is older than 30 days, or was not copied whole. Ask who sent it to you "
        "for a new one."
    )
    return Said(title, SaidPages.words(title, words), 404)


def _gone() -> Said:
    title = _("This place is not listed now")
    words = _("Nothing is asked of it. Tell who sent you the link if it should be listed.")
    return Said(title, SaidPages.words(title, words), 404)


def _later(link: Link) -> Said:
    title = _("Thank you")
    words = _("The link stays good until {date}. Nothing was changed.")
    until = date_words(link.expires_at.date())
    return Said(title, SaidPages.words(title, words.format(date=until)))


def _thanks() -> Said:
    title = _("Thank you")
    first = _("Your answer has come in. A person of the team looks at it before it is shown.")
    then = _("You can open the link again, and answer again.")
    return Said(title, SaidPages.words(title, first, then))
