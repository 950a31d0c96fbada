"""Every test of the desk runs on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from finder.desk.database import Desk, open_desk
from postgres_server import PostgresServer, running_postgres

NewAddress = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> NewAddress:
    """Makes addresses of empty databases."""
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        return server.new_database
    numbers = count(1)
    return lambda: f"sqlite:///{tmp_path}/desk{next(numbers)}.db"


@pytest.fixture
def address(new_address: NewAddress) -> str:
    return new_address()


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    opened = open_desk(address)
    yield opened
    opened.close()
