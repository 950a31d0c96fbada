"""Who may use the desk: invitations, sessions and roles.

    people = People(desk)
    token = people.invite("Dana", "reporter", by=None)   # good once, for seven days
    session = people.spend(token)                         # None where it is not good
    person = people.session_of(session)                   # None where nobody is signed in by it

Tokens are shown once and never stored: the database has their hashes alone. A session is asked for
at every step, so that one that was ended does nothing more, wherever its page is open.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from sqlalchemy import Connection, Select, Table, insert, select, update

from finder.desk.database import Desk, now
from finder.desk.schema import ROLES, invitations, log, people, sessions
from finder.errors import DeskRefused, FinderError
from finder.locale import _

__all__ = [
    "INVITATION_DAYS",
    "SESSION_DAYS",
    "Open",
    "People",
    "Person",
    "Role",
    "SessionEnded",
    "hashed",
    "must_lead",
]

T = TypeVar("T")
Role = Literal["reporter", "lead"]
INVITATION_DAYS = 7
SESSION_DAYS = 30
_LONGEST_NAME = 80
# Of secrets.token_urlsafe: 256 bits, which nobody guesses.
_TOKEN_BYTES = 32


class SessionEnded(FinderError):
    """A session that no longer holds: nothing was saved."""


@dataclass(frozen=True)
class Person:
    """Somebody of the team. since: when they first came."""

    id: int
    name: str
    role: Role
    since: datetime

    @property
    def is_lead(self) -> bool:
        """Whether they invite, decide on what others propose, and export."""
        return self.role == "lead"


@dataclass(frozen=True)
class Open:
    """An invitation that is not spent yet."""

    name: str
    role: Role
    expires_at: datetime


class People:
    """The team of one desk. clock: the moment, in UTC."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime] = now) -> None:
        self._desk = desk
        self._clock = clock

    def invite(self, name: str, role: Role = "reporter", *, by: Person | None = None) -> str:
        """A token that makes somebody one of the team, or lets them in again.

        by: the lead who invites; None for the command line. Raises DeskRefused.
        """
        name = " ".join(name.split())
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            reason = _("A name has between 1 and {n} letters.")
            raise DeskRefused(reason.format(n=_LONGEST_NAME))
        if role not in ROLES:
            raise DeskRefused(_("A role is one of {roles}.").format(roles=", ".join(ROLES)))
        token, at = secrets.token_urlsafe(_TOKEN_BYTES), self._clock()

        def work(connection: Connection) -> str:
            must_lead(connection, by)
            if _is_there(connection, invitations, token):
                return token
            connection.execute(
                insert(invitations).values(
                    token_hash=hashed(token),
                    name=name,
                    role=role,
                    made_by=by.id if by else None,
                    made_at=at,
                    expires_at=at + timedelta(days=INVITATION_DAYS),
                )
            )
            _write(connection, at, by, "invite", role)
            return token

        return self._desk.saving(work)

    def is_open(self, token: str) -> bool:
        """Whether an invitation could be spent now. Changes nothing."""
        good = _good(token, self._clock())
        return self._desk.reading(lambda one: one.execute(good).first()) is not None

    def spend(self, token: str) -> str | None:
        """The token of a new session; None for an invitation that is not good, or spent already.

        Of two who spend it at once one gets a session: who saves at the desk is alone.
        """
        session, at = secrets.token_urlsafe(_TOKEN_BYTES), self._clock()

        def work(connection: Connection) -> str | None:
            if _is_there(connection, sessions, session):
                return session
            invited = connection.execute(_good(token, at)).first()
            if invited is None:
                return None
            spent = invitations.c.token_hash == hashed(token)
            connection.execute(update(invitations).where(spent).values(spent_at=at))
            person = _arrived(connection, invited.name, invited.role, at)
            connection.execute(
                insert(sessions).values(
                    token_hash=hashed(session),
                    person_id=person,
                    made_at=at,
                    expires_at=at + timedelta(days=SESSION_DAYS),
                )
            )
            connection.execute(insert(log).values(at=at, person_id=person, what="come", subject=""))
            return session

        return self._desk.saving(work)

    def session_of(self, token: str) -> Person | None:
        """Who is signed in by a session's token; None where it is forged, ended or too old."""
        at = self._clock()
        return self._desk.reading(lambda connection: _signed_in(connection, token, at))

    def saving_as(self, token: str, work: Callable[[Connection, Person], T]) -> T:
        """What a function does for the person of a session, all of it or nothing.

        Whether the session holds is asked in the same transaction. Raises SessionEnded, DeskAway
        and what the function raises.
        """
        at = self._clock()

        def mine(connection: Connection) -> T:
            person = _signed_in(connection, token, at)
            if person is None:
                raise SessionEnded(_("You are no longer signed in at the desk."))
            return work(connection, person)

        return self._desk.saving(mine)

    def leave(self, token: str) -> None:
        """End one session."""
        at = self._clock()

        def work(connection: Connection) -> None:
            mine = sessions.c.token_hash == hashed(token), sessions.c.ended_at.is_(None)
            person = connection.execute(select(sessions.c.person_id).where(*mine)).scalar()
            if person is not None:
                connection.execute(update(sessions).where(*mine).values(ended_at=at))
                entry = {"at": at, "person_id": person, "what": "leave", "subject": ""}
                connection.execute(insert(log).values(entry))

        self._desk.saving(work)

    def revoke(self, name: str, *, by: Person | None = None) -> bool:
        """Take somebody out of the team: their sessions and invitations end, their name goes.

        What they reported stays. False where nobody of that name is of the team or invited.
        Raises DeskRefused.
        """
        at = self._clock()

        def work(connection: Connection) -> bool:
            must_lead(connection, by)
            of_name = people.c.name == name, people.c.left_at.is_(None)
            ids = connection.execute(select(people.c.id).where(*of_name)).scalars().all()
            waiting = connection.execute(
                update(invitations)
                .where(invitations.c.name == name, invitations.c.spent_at.is_(None))
                .values(expires_at=at)
            )
            connection.execute(
                update(invitations).where(invitations.c.name == name).values(name="")
            )
            for one in ids:
                mine = sessions.c.person_id == one, sessions.c.ended_at.is_(None)
                connection.execute(update(sessions).where(*mine).values(ended_at=at))
                left = {"left_at": at, "name": "", "address": ""}
                connection.execute(update(people).where(people.c.id == one).values(left))
                _write(connection, at, by, "revoke", str(one))
            return bool(ids) or waiting.rowcount > 0

        return self._desk.saving(work)

    def team(self) -> list[Person]:
        """Everybody of the team, by name."""
        columns = people.c.id, people.c.name, people.c.role, people.c.made_at
        asked = select(*columns).where(people.c.left_at.is_(None)).order_by(people.c.name)
        rows = self._desk.reading(lambda connection: connection.execute(asked).all())
        return [Person(*row) for row in rows]

    def invited(self) -> list[Open]:
        """The invitations that could still be spent, the newest first."""
        asked = (
            select(invitations.c.name, invitations.c.role, invitations.c.expires_at)
            .where(invitations.c.spent_at.is_(None), invitations.c.expires_at > self._clock())
            .order_by(invitations.c.made_at.desc())
        )
        rows = self._desk.reading(lambda connection: connection.execute(asked).all())
        return [Open(*row) for row in rows]

    def signed_in(self, address: str, name: str) -> Person:
        """The person whom an identity provider has signed in; of the team from then on.

        The first one is a lead: somebody has to invite and decide.
        """
        at = self._clock()

        def work(connection: Connection) -> Person:
            columns = people.c.id, people.c.name, people.c.role, people.c.made_at
            known = people.c.address == address, people.c.left_at.is_(None)
            row = connection.execute(select(*columns).where(*known)).first()
            if row is not None:
                return Person(*row)
            anybody = connection.execute(select(people.c.id).where(people.c.left_at.is_(None)))
            role: Role = "reporter" if anybody.first() else "lead"
            shown = " ".join(name.split())[:_LONGEST_NAME] or address[:_LONGEST_NAME]
            new = {"name": shown, "role": role, "address": address, "made_at": at}
            made = connection.execute(insert(people).values(new)).inserted_primary_key
            if made is None:
                raise AssertionError("a person was made without a number")
            entry = {"at": at, "person_id": made[0], "what": "come", "subject": "sign-in"}
            connection.execute(insert(log).values(entry))
            return Person(made[0], shown, role, at)

        return self._desk.saving(work)


def hashed(token: str) -> str:
    """What is stored of a token. It has 256 random bits, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def _signed_in(connection: Connection, token: str, at: datetime) -> Person | None:
    if not token:
        return None
    asked = (
        select(people.c.id, people.c.name, people.c.role, people.c.made_at)
        .join(sessions, sessions.c.person_id == people.c.id)
        .where(
            sessions.c.token_hash == hashed(token),
            sessions.c.ended_at.is_(None),
            sessions.c.expires_at > at,
            people.c.left_at.is_(None),
        )
    )
    row = connection.execute(asked).first()
    return None if row is None else Person(*row)


def _is_there(connection: Connection, table: Table, token: str) -> bool:
    """Whether a row of this token was made already: an answer can be lost after it was saved."""
    asked = select(table.c.token_hash).where(table.c.token_hash == hashed(token))
    return connection.execute(asked).first() is not None


def _good(token: str, at: datetime) -> Select[tuple[str, str]]:
    return select(invitations.c.name, invitations.c.role).where(
        invitations.c.token_hash == hashed(token),
        invitations.c.spent_at.is_(None),
        invitations.c.expires_at > at,
    )


def _arrived(connection: Connection, name: str, role: str, at: datetime) -> int:
    """The number of the person of a name, who is in the team from now on, in this role."""
    of_name = people.c.name == name, people.c.left_at.is_(None)
    known = connection.execute(select(people.c.id).where(*of_name)).scalar()
    if known is not None:
        connection.execute(update(people).where(people.c.id == known).values(role=role))
        return int(known)
    made = connection.execute(
        insert(people).values(name=name, role=role, made_at=at)
    ).inserted_primary_key
    if made is None:
        raise AssertionError("a person was made without a number")
    return int(made[0])


def must_lead(connection: Connection, by: Person | None) -> None:
    """What only a lead does, as the database has them now. Raises DeskRefused."""
    if by is None:
        return
    asked = select(people.c.role).where(people.c.id == by.id, people.c.left_at.is_(None))
    if connection.execute(asked).scalar() != "lead":
        raise DeskRefused(_("Only a lead can do this."))


def _write(connection: Connection, at: datetime, by: Person | None, what: str, about: str) -> None:
    entry = {"at": at, "person_id": by.id if by else None, "what": what, "subject": about}
    connection.execute(insert(log).values(entry))
