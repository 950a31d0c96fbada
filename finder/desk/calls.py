"""Calls that the team made, and who is calling a place right now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update

from finder.desk.schema import OUTCOMES, calls, holds, people
from finder.desk.worklist import LastCall
from finder.errors import DeskRefused
from finder.locale import _

__all__ = [
    "HOLD_MINUTES",
    "Call",
    "Hold",
    "add_call",
    "calls_a_day",
    "calls_of",
    "hold",
    "holds_now",
    "last_calls",
    "let_go",
    "take_call_back",
]

HOLD_MINUTES = 20
# So far ahead a call can be planned; what is further is a slip.
_MOST_DAYS_AHEAD = 366


@dataclass(frozen=True)
class Call:
    """One call as it was noted. who: the caller's name, empty for one who left the team."""

    number: int
    who: str
    at: datetime
    outcome: str
    again_on: date | None


@dataclass(frozen=True)
class Hold:
    """Somebody is calling a place."""

    person_id: int
    who: str
    until: datetime


def add_call(
    connection: Connection,
    facility_id: str,
    person_id: int,
    outcome: str,
    at: datetime,
    again_on: date | None = None,
    once: str = "",
) -> int:
    """Note a call; its number. One that was saved already, by `once`, is not again.

    Raises DeskRefused.
    """
    if outcome not in OUTCOMES:
        raise DeskRefused(_("Say how the call ended."), {"outcome": _("is missing")})
    if again_on is not None and not at.date() <= again_on <= at.date() + timedelta(
        days=_MOST_DAYS_AHEAD
    ):
        reason = _("is not a day of the next twelve months")
        raise DeskRefused(_("Call again on: {reason}.").format(reason=reason), {"again": reason})
    once = once or uuid4().hex
    known = connection.scalar(select(calls.c.number).where(calls.c.once == once))
    if known is not None:
        return int(known)
    values = {
        "once": once,
        "facility_id": facility_id,
        "person_id": person_id,
        "at": at,
        "outcome": outcome,
        "again_on": again_on,
    }
    key = connection.execute(insert(calls).values(values)).inserted_primary_key
    assert key is not None  # noqa: S101 - one row was inserted
    return int(key[0])


def take_call_back(connection: Connection, number: int, at: datetime) -> None:
    """A call that was not made, or was noted wrongly, counts no longer."""
    unchanged = calls.c.number == number, calls.c.taken_back_at.is_(None)
    connection.execute(update(calls).where(*unchanged).values(taken_back_at=at))


def last_calls(connection: Connection) -> dict[str, LastCall]:
    """The last call to each place, by its id; of a day, that of UTC."""
    newest = (
        select(func.max(calls.c.number))
        .where(calls.c.taken_back_at.is_(None))
        .group_by(calls.c.facility_id)
    )
    columns = calls.c.facility_id, calls.c.at, calls.c.outcome, calls.c.again_on
    rows = connection.execute(select(*columns).where(calls.c.number.in_(newest)))
    return {row.facility_id: LastCall(row.at.date(), row.outcome, row.again_on) for row in rows}


def calls_of(connection: Connection, ids: Iterable[str]) -> list[Call]:
    """The calls to a place, by any of its ids, the last first."""
    columns = calls.c.number, people.c.name, calls.c.at, calls.c.outcome, calls.c.again_on
    asked = (
        select(*columns)
        .join(people, people.c.id == calls.c.person_id)
        .where(calls.c.facility_id.in_(list(ids)), calls.c.taken_back_at.is_(None))
        .order_by(calls.c.number.desc())
    )
    return [Call(*row) for row in connection.execute(asked)]


def calls_a_day(connection: Connection, since: datetime) -> list[tuple[date, str, str]]:
    """Day, facility and outcome of each call since a moment, in their order."""
    columns = calls.c.at, calls.c.facility_id, calls.c.outcome
    counted = calls.c.at >= since, calls.c.taken_back_at.is_(None)
    rows = connection.execute(select(*columns).where(*counted).order_by(calls.c.number))
    return [(row.at.date(), row.facility_id, row.outcome) for row in rows]


def hold(connection: Connection, facility_id: str, person_id: int, at: datetime) -> Hold | None:
    """Say that somebody is calling a place; who else is already, to be told before both ring.

    One person holds one place at a time.
    """
    other = holds_now(connection, at).get(facility_id)
    if other is not None and other.person_id != person_id:
        return other
    mine = (holds.c.person_id == person_id) | (holds.c.facility_id == facility_id)
    connection.execute(delete(holds).where(mine))
    until = at + timedelta(minutes=HOLD_MINUTES)
    row = {"facility_id": facility_id, "person_id": person_id, "until": until}
    connection.execute(insert(holds).values(row))
    return None


def let_go(connection: Connection, person_id: int) -> None:
    """Say that somebody has finished calling."""
    connection.execute(delete(holds).where(holds.c.person_id == person_id))


def holds_now(connection: Connection, at: datetime) -> dict[str, Hold]:
    """Who is calling which place, by the place's id."""
    columns = holds.c.facility_id, holds.c.person_id, people.c.name, holds.c.until
    asked = (
        select(*columns).join(people, people.c.id == holds.c.person_id).where(holds.c.until > at)
    )
    return {row.facility_id: Hold(*row[1:]) for row in connection.execute(asked)}
