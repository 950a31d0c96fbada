"""Links by which a facility answers itself: for one place, 30 days, withdrawn when a lead says so.

    links = Links(desk)
    token = links.make(["abcd2345"], by=lead)["abcd2345"]   # shown once, never stored
    link = links.of(token)                                   # None where it is not good

Opening a link changes nothing: only a press on its page is noted.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, RowMapping, insert, select, update

from finder.desk import schema
from finder.desk.database import Desk, now
from finder.desk.people import Person, hashed, must_lead
from finder.desk.reports import record_in_log
from finder.errors import DeskRefused
from finder.locale import _

__all__ = [
    "LINK_DAYS",
    "MOST_LINKS",
    "REMIND_AFTER_DAYS",
    "Link",
    "Links",
    "Standing",
    "standing",
    "to_remind",
]

LINK_DAYS = 30
# Of one press: what a team can send in a day.
MOST_LINKS = 300
# Who was sent a link so long ago, and has not answered, is reminded.
REMIND_AFTER_DAYS = 7
_TOKEN_BYTES = 32
_TABLE = schema.links
Standing = Literal["answered", "opened", "sent", "expired", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in the database, without its token."""

    number: int
    facility_id: str
    made_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None = None
    opened_on: date | None = None
    answered_on: date | None = None

    def is_good(self, at: datetime) -> bool:
        """Whether it opens its page at a moment."""
        return self.withdrawn_at is None and at < self.expires_at


_COLUMNS = [_TABLE.c[name] for name in Link.__dataclass_fields__]


class Links:
    """The links of one desk. clock: the moment, in UTC."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime] = now) -> None:
        self._desk = desk
        self._clock = clock

    def make(self, facility_ids: Sequence[str], *, by: Person | None = None) -> dict[str, str]:
        """A token for each place, by its id. by: the lead; None for the command line.

        Raises DeskRefused.
        """
        if len(facility_ids) > MOST_LINKS:
            reason = _("At most {n} links are made at once: choose a smaller area.")
            raise DeskRefused(reason.format(n=MOST_LINKS))
        tokens = {place: secrets.token_urlsafe(_TOKEN_BYTES) for place in facility_ids}
        at = self._clock()

        def work(connection: Connection) -> dict[str, str]:
            must_lead(connection, by)
            known = [hashed(token) for token in tokens.values()]
            made = select(_TABLE.c.number).where(_TABLE.c.token_hash.in_(known))
            if not known or connection.execute(made).first() is not None:
                return tokens  # an answer can be lost after it was saved
            rows = [
                {
                    "token_hash": hashed(token),
                    "facility_id": place,
                    "made_by": by.id if by else None,
                    "made_at": at,
                    "expires_at": at + timedelta(days=LINK_DAYS),
                }
                for place, token in tokens.items()
            ]
            connection.execute(insert(_TABLE), rows)
            for place in tokens:
                record_in_log(connection, by.id if by else None, "link", place)
            return tokens

        return self._desk.saving(work)

    def of(self, token: str) -> Link | None:
        """The link of a token; None where it is forged, withdrawn or too old. Changes nothing."""
        at = self._clock()
        return self._desk.reading(lambda connection: _good(connection, token, at))

    def pressing(
        self, token: str, work: Callable[[Connection, Link], bool] | None = None
    ) -> Link | None:
        """Note a press, and what a function saves in the same transaction; None for no good link.

        work: says whether it was an answer. Raises what it raises, and then nothing is saved.
        """
        at = self._clock()

        def pressed(connection: Connection) -> Link | None:
            link = _good(connection, token, at)
            if link is None:
                return None
            days = {"opened_on": link.opened_on or at.date()}
            if work is not None and work(connection, link):
                days["answered_on"] = at.date()
            mine = _TABLE.c.number == link.number
            connection.execute(update(_TABLE).where(mine).values(days))
            return link

        return self._desk.saving(pressed)

    def withdraw(self, facility_id: str, *, by: Person | None = None) -> int:
        """End all links of a place; how many there were. Raises DeskRefused."""
        at = self._clock()

        def work(connection: Connection) -> int:
            must_lead(connection, by)
            open_ones = (
                _TABLE.c.facility_id == facility_id,
                _TABLE.c.withdrawn_at.is_(None),
                _TABLE.c.expires_at > at,
            )
            ended = connection.execute(update(_TABLE).where(*open_ones).values(withdrawn_at=at))
            if ended.rowcount:
                record_in_log(connection, by.id if by else None, "withdraw link", facility_id)
            return ended.rowcount

        return self._desk.saving(work)

    def all(self) -> dict[str, list[Link]]:
        """All links by the id of their place, the newest first."""
        asked = select(*_COLUMNS).order_by(_TABLE.c.number.desc())
        rows = self._desk.reading(lambda connection: connection.execute(asked).mappings().all())
        found: dict[str, list[Link]] = {}
        for row in rows:
            found.setdefault(row["facility_id"], []).append(_link(row))
        return found


def standing(links: Sequence[Link], at: datetime) -> Standing:
    """How it stands with the links of one place, the newest first."""
    if any(link.answered_on for link in links):
        return "answered"
    good = [link for link in links if link.is_good(at)]
    if not good:
        return "withdrawn" if links[0].withdrawn_at else "expired"
    return "opened" if any(link.opened_on for link in good) else "sent"


def to_remind(links: Sequence[Link], at: datetime) -> bool:
    """Whether a place should be reminded: no answer, and the last link was sent a week ago."""
    waited = at - links[0].made_at >= timedelta(days=REMIND_AFTER_DAYS)
    return waited and standing(links, at) in ("sent", "opened", "expired")


def _good(connection: Connection, token: str, at: datetime) -> Link | None:
    asked = select(*_COLUMNS).where(_TABLE.c.token_hash == hashed(token))
    row = connection.execute(asked).mappings().first()
    link = None if row is None else _link(row)
    return link if link is not None and link.is_good(at) else None


def _link(row: RowMapping) -> Link:
    return Link(**row)
