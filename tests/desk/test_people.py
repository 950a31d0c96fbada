"""Who may use the desk: invitations good once, sessions that end, hashes alone in the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, Select, select

from finder.desk import schema
from finder.desk.database import Desk
from finder.desk.people import INVITATION_DAYS, SESSION_DAYS, People, Person, SessionEnded
from finder.errors import DeskRefused

START = datetime(2026, 11, 20, 9, tzinfo=UTC)


class Clock:
    """A moment that a test moves."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(desk: Desk, clock: Clock) -> People:
    return People(desk, clock)


def came(people: People, name: str = "Dana", role: str = "reporter") -> tuple[str, Person]:
    """Somebody who was invited and came: their session and who they are."""
    session = people.spend(people.invite(name, role))  # type: ignore[arg-type]
    assert session is not None
    person = people.session_of(session)
    assert person is not None
    return session, person


def test_an_invitation_is_good_once(people: People) -> None:
    token = people.invite("Dana", "lead")
    assert people.is_open(token)
    session = people.spend(token)
    assert session
    assert not people.is_open(token)
    assert people.spend(token) is None
    person = people.session_of(session)
    assert person is not None
    assert (person.name, person.role) == ("Dana", "lead")


def test_of_many_who_spend_it_at_once_one_comes_in(people: People) -> None:
    token = people.invite("Dana")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _one: people.spend(token), range(8)))
    assert len([session for session in found if session]) == 1


def test_an_invitation_and_a_session_end_with_their_days(people: People, clock: Clock) -> None:
    late, token = people.invite("Late"), people.invite("Dana")
    clock.at = START + timedelta(days=INVITATION_DAYS) - timedelta(seconds=1)
    session = people.spend(token)
    assert session is not None
    clock.at = START + timedelta(days=INVITATION_DAYS)
    assert not people.is_open(late)
    assert people.spend(late) is None
    clock.at += timedelta(days=SESSION_DAYS) - timedelta(seconds=2)
    assert people.session_of(session) is not None
    clock.at += timedelta(seconds=1)
    assert people.session_of(session) is None


@pytest.mark.parametrize("forged", ["", "x", "a" * 43, "' OR 1=1 --", "\x00"])
def test_a_forged_token_opens_nothing(people: People, forged: str) -> None:
    came(people)
    people.invite("Other")
    assert people.session_of(forged) is None
    assert people.spend(forged) is None
    assert not people.is_open(forged)


def test_no_token_stands_in_the_database(people: People, desk: Desk) -> None:
    token = people.invite("Dana")
    session = people.spend(token)
    assert session is not None
    for table in schema.METADATA.sorted_tables:
        asked = select(table)
        rows = desk.reading(partial(_all, asked))
        assert token not in str(rows)
        assert session not in str(rows)


def _all(asked: Select[Any], connection: Connection) -> object:
    return connection.execute(asked).all()


def test_who_leaves_ends_one_session_and_no_other(people: People) -> None:
    first, person = came(people)
    second, same = came(people)
    assert same.id == person.id
    people.leave(first)
    assert people.session_of(first) is None
    assert people.session_of(second) is not None


def test_who_is_revoked_is_out_at_once_and_named_no_longer(people: People) -> None:
    session, _person = came(people)
    waiting = people.invite("Dana")
    assert people.revoke("Dana")
    assert people.session_of(session) is None
    assert people.spend(waiting) is None
    assert people.team() == []
    assert people.invited() == []
    assert not people.revoke("Dana")


def test_only_a_lead_invites_and_revokes(people: People) -> None:
    _session, reporter = came(people)
    _lead, lead = came(people, "Lee", "lead")
    assert people.invite("New", by=lead)
    with pytest.raises(DeskRefused, match="Only a lead"):
        people.invite("Other", by=reporter)
    with pytest.raises(DeskRefused, match="Only a lead"):
        people.revoke("Lee", by=reporter)
    # The database says who leads, not what a page was opened with.
    people.spend(people.invite("Lee", "reporter"))
    with pytest.raises(DeskRefused, match="Only a lead"):
        people.invite("Other", by=lead)


@pytest.mark.parametrize("name", ["", "   ", "a" * 81, "A\x07B"])
def test_a_name_is_a_name(people: People, name: str) -> None:
    with pytest.raises(DeskRefused, match="between 1 and 80"):
        people.invite(name)


def test_every_change_is_in_the_log_with_its_person(people: People, desk: Desk) -> None:
    _session, lead = came(people, "Lee", "lead")
    session, reporter = came(people)
    people.invite("New", by=lead)
    people.leave(session)
    people.revoke("Dana", by=lead)
    asked = select(schema.log.c.what, schema.log.c.person_id).order_by(schema.log.c.number)
    rows = desk.reading(lambda connection: connection.execute(asked).all())
    assert [tuple(row) for row in rows] == [
        ("invite", None),
        ("come", lead.id),
        ("invite", None),
        ("come", reporter.id),
        ("invite", lead.id),
        ("leave", reporter.id),
        ("revoke", lead.id),
    ]


def test_whom_a_provider_signs_in_is_of_the_team_and_the_first_one_leads(people: People) -> None:
    first = people.signed_in("lee@example.org", "Lee")
    second = people.signed_in("dana@example.org", "Dana")
    assert (first.role, second.role) == ("lead", "reporter")
    assert people.signed_in("lee@example.org", "Lee").id == first.id


def test_what_a_person_saves_asks_whether_the_session_holds(people: People) -> None:
    session, person = came(people)
    assert people.saving_as(session, lambda _connection, who: who.id) == person.id
    people.revoke("Dana")
    done: list[int] = []
    with pytest.raises(SessionEnded):
        people.saving_as(session, lambda _connection, who: done.append(who.id))
    assert not done
