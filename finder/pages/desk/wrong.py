"""`/wrong?id=…`: a visitor says what is wrong with a listing; a hint for whom the team calls.

No account, no contact, no script. What identifies the sender is neither kept nor logged: limits
are held in memory alone (finder/desk/flood.py), and a signed proof says that the form was opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from math import ceil
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from finder.desk.database import now
from finder.desk.flood import Flood
from finder.desk.hints import Hint, add_hint, check_hint
from finder.desk.opened import desk_at
from finder.desk.proof import key_of, proof_holds, proof_of
from finder.desk.schema import HINTS
from finder.directory import Facility
from finder.errors import DeskRefused
from finder.locale import _, plural
from finder.pages.desk.said_page import Said, SaidPages, Visit, foreign
from finder.pages.desk.sender import sender_of
from finder.pages.frame.form_posts import form_routes
from finder.pages.frame.page_asked import pairs_of
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.settings import Settings
from finder.templating import html
from finder.wording.hint_words import HINT_WORDS
from finder.wording.statements import level_name
from finder.wording.words import address

__all__ = ["routes"]

_UP = "./"
_MINUTE = 60
_NOTHING: Mapping[str, str] = MappingProxyType({})


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
    clock: Callable[[], datetime] = now,
) -> list[BaseRoute]:
    """The route under `base`; none without a desk, or where FINDER_DESK_REPORTS is 0."""
    site = Site.of(settings, serving, today)
    if site.settings.desk is None or not site.settings.hints:
        return []
    wrong = _Wrong(SaidPages(site, _UP), site.settings.desk, clock)
    return form_routes(base, {"/wrong": wrong.reply})


@dataclass(frozen=True)
class _Wrong:
    """Answers requests with the desk at an address of a database."""

    pages: SaidPages
    address: str
    clock: Callable[[], datetime]
    flood: Flood = field(default_factory=Flood)

    def reply(self, request: Request) -> Response:
        """The form, or what became of what it sent."""
        return self.pages.reply(request, self._page)

    def _page(self, visit: Visit) -> Said:
        given = dict(pairs_of(visit.request) if visit.sent is None else visit.sent)
        directory = self.pages.site.serving.directory
        row = directory.row_of(given.get("id", "").strip().lower())
        if row is None:
            return _no_place(visit)
        facility = directory.facility(row)
        if visit.sent is None:
            return self._form(facility, visit)
        return foreign(visit.request) or self._taken(facility, visit, given)

    def _taken(self, facility: Facility, visit: Visit, given: Mapping[str, str]) -> Said:
        desk, at = desk_at(self.address), self.clock()
        if not proof_holds(key_of(desk), facility.id, given.get("proof", ""), at):
            told = _("The form was open for too long: look through it, and send it again.")
            return self._form(facility, visit, given, told=told, status=422)
        care, kind = given.get("care", ""), given.get("kind", "")
        hint = Hint(
            facility.id,
            kind,
            at.date(),
            care if care in {program.care for program in facility.programs} else None,
            " ".join(given.get("words", "").split()),
        )
        try:
            check_hint(hint)
        except DeskRefused as error:
            wrong = {"words" if kind in HINTS else "kind": str(error)}
            return self._form(facility, visit, given, wrong=wrong, status=422)
        sender = sender_of(visit.request)
        if wait := self.flood.take(sender):
            return _too_many(wait)
        if not self.flood.said_before(sender, hint.facility_id, hint.kind, hint.care or ""):
            once = sha256(given["proof"].encode()).hexdigest()
            desk.saving(lambda connection: add_hint(connection, hint, once))
        return _thanks(facility, visit)

    def _form(
        self,
        facility: Facility,
        visit: Visit,
        given: Mapping[str, str] = _NOTHING,
        *,
        wrong: Mapping[str, str] = _NOTHING,
        told: str = "",
        status: int = 200,
    ) -> Said:
        levels = dict.fromkeys(program.care for program in facility.programs if program.care)
        main = html(
            "wrong.html",
            facility=facility,
            address=address(facility),
            proof=proof_of(key_of(desk_at(self.address)), facility.id, self.clock()),
            kinds=[(code, _(words)) for code, words in HINT_WORDS.items()],
            kind=given.get("kind", ""),
            levels=[(code, level_name(code)) for code in levels],
            care=given.get("care", ""),
            words=given.get("words", ""),
            wrong={"kind": "", "words": "", **wrong},
            back=_back(facility, visit),
        )
        if wrong:
            told = _("Nothing was sent yet: mend the fields that are marked.")
        return Said(_("What is wrong?"), main, status, told=told)


def _back(facility: Facility, visit: Visit) -> str:
    return visit.to(f"/facility?id={facility.id}")


def _no_place(visit: Visit) -> Said:
    title = _("This place is not listed now")
    words = _("Its link may be old. Search for it by name or town.")
    way = _("Find a program"), visit.to()
    return Said(title, SaidPages.words(title, words, way=way), 404)


def _thanks(facility: Facility, visit: Visit) -> Said:
    title = _("Thank you")
    words = _("It is with the team, who call the place before anything is changed.")
    way = _("Back to the place"), _back(facility, visit)
    return Said(title, SaidPages.words(title, words, way=way))


def _too_many(wait: float) -> Said:
    title = _("This cannot be taken now")
    minutes = max(1, ceil(wait / _MINUTE))
    words = plural(
        "Too much has come in at once. Try again in {n} minute.",
        "Too much has come in at once. Try again in {n} minutes.",
        minutes,
    )
    return Said(title, SaidPages.words(title, words), 429, minutes * _MINUTE)
