"""The tables of the desk.

Tokens are never stored, only their hashes (SHA-256, hex). Days are those of UTC, times are UTC.
Reports are only ever added: that one is taken back, or a level or place accepted, is a report too
(`about` names the one it is about), so a server that reads on after the last number misses nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

__all__ = [
    "DECIDED",
    "HINTS",
    "HOW",
    "KINDS",
    "METADATA",
    "OUTCOMES",
    "PROPOSED",
    "ROLES",
    "Moment",
    "calls",
    "hints",
    "holds",
    "invitations",
    "links",
    "log",
    "people",
    "proposals",
    "reports",
    "secrets",
    "sessions",
]

ROLES = ("reporter", "lead")
# How it was learnt.
HOW = ("phone", "facility", "visit", "document")
# facts: of a level or place. closed, open: the place. level, place: what no source lists, proposed.
# same: a place that is gone is another one, listed under the id in facility_id of its facts.
# take_back, accept, decline: of the report that `about` names.
KINDS = ("facts", "closed", "open", "level", "place", "same", "take_back", "accept", "decline")
OUTCOMES = ("answered", "voice mail", "no answer", "wrong number", "closed", "does not say")

# What a place answers through its link (facts: cells of an own table), and what became of it.
PROPOSED = ("facts", "closed", "moved")
DECIDED = ("open", "accepted", "declined", "replaced")
# What a visitor can say of a place.
HINTS = ("number", "closed", "level", "hours", "price", "other")


class Moment(TypeDecorator[datetime]):
    """A time of UTC that knows so, also in a database whose times know no zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# SQLite counts up by itself only where the column is a plain INTEGER.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_HASH = String(64)
_FACILITY = String(64)


def _person(name: str = "person_id", *, optional: bool = False) -> Column[int]:
    return Column(name, _NUMBER, ForeignKey("people.id"), nullable=optional)


# Who left has left_at, and a name of "": named no longer, what they reported stays.
people = Table(
    "people",
    METADATA,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    # Of the identity provider, where that signs in; else "".
    Column("address", String(320), nullable=False, server_default=""),
    Column("made_at", Moment, nullable=False),
    Column("left_at", Moment),
    sqlite_autoincrement=True,
)
# made_by: None of one that the command line made.
invitations = Table(
    "invitations",
    METADATA,
    Column("token_hash", _HASH, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    _person("made_by", optional=True),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("spent_at", Moment),
)
sessions = Table(
    "sessions",
    METADATA,
    Column("token_hash", _HASH, primary_key=True),
    _person(),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_sessions_person_id", "person_id"),
)
# once: a text that the one who saves makes up, so that what is sent twice is kept once. person_id:
# None of a facility's own answer through a link. facts: cells of an own table by column, as they
# were checked. care: of the level they are about; None of the place, or of its only level.
reports = Table(
    "reports",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("once", String(64), nullable=False, unique=True),
    _person(optional=True),
    Column("made_at", Moment, nullable=False),
    Column("how", String(16), nullable=False),
    Column("learned_on", Date, nullable=False),
    Column("facility_id", _FACILITY, nullable=False),
    Column("care", String(16)),
    Column("program_name", String(300), nullable=False, server_default=""),
    Column("kind", String(16), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("about", _NUMBER, ForeignKey("reports.number")),
    Index("ix_reports_facility_id", "facility_id"),
    sqlite_autoincrement=True,
)
# again_on: the day on which to call again, None for none. once: as of a report.
calls = Table(
    "calls",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("once", String(64), nullable=False, unique=True),
    Column("facility_id", _FACILITY, nullable=False),
    _person(),
    Column("at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("again_on", Date),
    Column("taken_back_at", Moment),
    Index("ix_calls_facility_id", "facility_id"),
    sqlite_autoincrement=True,
)
# Who is calling a place right now.
holds = Table(
    "holds",
    METADATA,
    Column("facility_id", _FACILITY, primary_key=True),
    _person(),
    Column("until", Moment, nullable=False),
)
# Every change with its person; None where the command line made it. subject: what it is about.
log = Table(
    "log",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    _person(optional=True),
    Column("what", String(40), nullable=False),
    Column("subject", String(200), nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
# A facility's link to its own page of questions. token_hash: None of one that another desk made.
# opened_on: the day of a press on it; opening it is not noted, since mail scanners open links.
links = Table(
    "links",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("token_hash", _HASH, unique=True),
    Column("facility_id", _FACILITY, nullable=False),
    _person("made_by", optional=True),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("opened_on", Date),
    Column("answered_on", Date),
    Index("ix_links_facility_id", "facility_id"),
    sqlite_autoincrement=True,
)
# What a facility answered, a fact a row. cells: of an own table by column. person_id: who decided;
# report: what accepting made of it; why: of one that was declined.
proposals = Table(
    "proposals",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("link", _NUMBER, ForeignKey("links.number"), nullable=False),
    Column("facility_id", _FACILITY, nullable=False),
    Column("care", String(16)),
    Column("program_name", String(300), nullable=False, server_default=""),
    Column("kind", String(16), nullable=False),
    Column("fact", String(32), nullable=False, server_default=""),
    Column("cells", JSON, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("given_on", Date, nullable=False),
    Column("state", String(16), nullable=False),
    Column("why", String(200), nullable=False, server_default=""),
    Column("decided_on", Date),
    _person(optional=True),
    Column("report", _NUMBER, ForeignKey("reports.number")),
    Index("ix_proposals_facility_id", "facility_id"),
    sqlite_autoincrement=True,
)
# What visitors say is wrong. Nothing of who said it: a day, no time; no address. words: what they
# wrote, kept 90 days at most. once: so that a form that is sent twice counts once; kept two days.
hints = Table(
    "hints",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("once", String(64), unique=True),
    Column("facility_id", _FACILITY, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("care", String(16)),
    Column("words", Text, nullable=False, server_default=""),
    Column("day", Date, nullable=False),
    Column("closed_on", Date),
    _person(optional=True),
    Index("ix_hints_facility_id", "facility_id"),
    sqlite_autoincrement=True,
)
# Keys that all servers of the database share, and that never leave it.
secrets = Table(
    "secrets",
    METADATA,
    Column("name", String(16), primary_key=True),
    Column("value", String(64), nullable=False),
)
