"""A real PostgreSQL for tests, on a socket in a folder of its own: no port, no other's data.

Taken from where the machine has one (Debian's `postgresql`), else from the wheel of pgserver.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_numbers = count(1)


def programs() -> Path:
    """The folder of initdb and pg_ctl."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    of_debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if of_debian:
        return of_debian[-1].parent
    import pgserver

    return Path(pgserver.__file__).parent / "pginstall" / "bin"


class PostgresServer:
    """A server that runs. Each database of it is another test's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bin = programs()
        # initdb refuses root.
        self._as: dict[str, Any] = {"user": _other_than_root()} if os.geteuid() == 0 else {}

    def start(self) -> None:
        """Make its files where there are none, and run it."""
        data = self.folder / "data"
        if not data.exists():
            if self._as:
                shutil.chown(self.folder, self._as["user"])
            self._run("initdb", "-D", str(data), "-U", "finder", "-A", "trust", "-E", "UTF8")
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=200"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(data), "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """End it at once, as a machine that fails does."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")

    def new_database(self) -> str:
        """The address of an empty one."""
        name = f"desk_{next(_numbers)}"
        where = f"host={self.folder} user=finder dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        return f"postgresql+psycopg://finder@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        # Its log keeps an open pipe open: what it says goes to a file.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                command, cwd="/", stdout=said, stderr=said, check=False, **self._as
            )
            said.seek(0)
            assert done.returncode == 0, said.read().decode()


def _other_than_root() -> str:
    names = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """A server inside the `with` block; its files go with it."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path may not be long
    server = PostgresServer(folder)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
