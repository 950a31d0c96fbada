"""The desk's database: SQLite in a file, or PostgreSQL for several servers.

    desk = open_desk("sqlite:///desk.db")
    number = desk.saving(lambda connection: …)     # one transaction; tried again where it broke off
    rows = desk.reading(lambda connection: …)      # changes nothing

Nobody waits long: who cannot connect, or waits for another's lock, is told within seconds
(DeskAway). What a function does may be done twice where an answer was lost on the way, so what it
adds must say `once` (finder/desk/schema.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
)
from sqlalchemy.exc import (
    TimeoutError as PoolTimeout,
)

from finder.errors import DeskAway, DeskRefused, SettingRefused
from finder.locale import _

__all__ = ["Desk", "now", "open_desk"]

T = TypeVar("T")
Work = Callable[[Connection], T]

KINDS_OF_DATABASE = ("sqlite", "postgresql")
_CONNECT_SECONDS = 3
_WAIT_SECONDS = 5
_TRIES = 3
# Names of ours among the advisory locks of a PostgreSQL that others use too.
_LOCK_OF_SCHEMA, _LOCK_OF_REPORTS = 6_021_601, 6_021_602
_STEPS = Path(__file__).parent / "migrations"


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Desk:
    """An opened database with the schema of this program. Safe to use from several threads."""

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine = engine
        self.address = address
        self._told: list[Callable[[], None]] = []
        self._reader = engine.execution_options(desk_reads=True)

    def reading(self, work: Work[T]) -> T:
        """What a function reads, in one transaction. Raises DeskAway."""
        return self._tried(self._reader, work)

    def saving(self, work: Work[T]) -> T:
        """What a function does and returns, all of it saved or nothing. Raises DeskAway.

        Who saves is alone until it is done: numbers of reports are seen in their order.
        """

        def alone(connection: Connection) -> T:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK_OF_REPORTS})"))
            return work(connection)

        done = self._tried(self._engine, alone)
        for tell in self._told:
            tell()
        return done

    def tell(self, saved: Callable[[], None]) -> None:
        """Call a function, which does not wait, after each time that something was saved here."""
        if saved not in self._told:
            self._told.append(saved)

    def close(self) -> None:
        """Give back its connections."""
        self._engine.dispose()

    def _tried(self, engine: Engine, work: Work[T]) -> T:
        for last in (*[False] * (_TRIES - 1), True):
            try:
                with engine.begin() as connection:
                    return work(connection)
            except (OperationalError, InterfaceError, InternalError, PoolTimeout) as error:
                # Another connection is tried at once; who waited for a lock has waited enough.
                if last or not _broke_off(error):
                    raise DeskAway(_reason(error)) from error
        raise AssertionError


def open_desk(address: str) -> Desk:
    """The desk at an address, its schema brought up to this program's.

    Raises SettingRefused for an address that is none, DeskAway where nothing answers, DeskRefused
    where its schema is newer than this program's.
    """
    engine = create_engine(_url(address), **_bounds(address))
    if engine.dialect.name == "sqlite":
        _as_sqlite_should(engine)
    desk = Desk(engine, engine.url.render_as_string(hide_password=True))
    try:
        desk._tried(engine, _bring_up)
    except BaseException:
        engine.dispose()
        raise
    return desk


def _url(address: str) -> URL:
    try:
        url = make_url(address.strip())
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() not in KINDS_OF_DATABASE:
        # The address is not repeated: it may hold a password.
        raise SettingRefused(
            "FINDER_DESK: a database address, such as sqlite:///desk.db or "
            "postgresql+psycopg://user:password@host/name"
        )
    if url.get_backend_name() == "postgresql" and url.drivername == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    return url


def _bounds(address: str) -> dict[str, Any]:
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": _WAIT_SECONDS}}
    waits = _WAIT_SECONDS * 1000
    options = f"-c statement_timeout={4 * waits} -c lock_timeout={waits}"
    return {
        "pool_pre_ping": True,
        "pool_timeout": _WAIT_SECONDS,
        "pool_size": 5,
        "max_overflow": 5,
        "pool_recycle": 1800,
        "connect_args": {
            "connect_timeout": _CONNECT_SECONDS,
            "options": f"{options} -c idle_in_transaction_session_timeout={4 * waits}",
            "tcp_user_timeout": waits,
            "application_name": "finder",
        },
    }


def _as_sqlite_should(engine: Engine) -> None:
    """What is saved is on disk; who reads waits for nobody; who writes says so when it begins."""

    def connected(connection: Any, _record: Any) -> None:
        # Python would begin transactions late and end them early, so we begin them ourselves.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        reads = connection.get_execution_options().get("desk_reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


_alembic = Lock()  # it keeps what it is at in one place for the whole process


def _bring_up(connection: Connection) -> None:
    """Bring the schema up to this program's; of several servers that start at once one does it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK_OF_SCHEMA})"))
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        reason = _(
            "The desk's database is of a newer version of the finder (schema {there}, this one "
            "knows {here}): update the finder."
        )
        raise DeskRefused(reason.format(there=current, here=known[0]))
    if current != known[0]:
        with _alembic:
            command.upgrade(config, "head")


def _broke_off(error: Exception) -> bool:
    """Whether another connection may do better: this one was cut off, or never made."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _reason(error: Exception) -> str:
    """The driver's own words, for a log: no address and nothing that was to be saved."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return f"{type(cause).__name__}: {cause}".splitlines()[0]
