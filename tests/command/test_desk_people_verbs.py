"""`desk invite`, `people` and `revoke`: who is let in from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from finder.command import main
from finder.desk.opened import desk_at, people_at


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    made = f"sqlite:///{tmp_path / 'desk.db'}"
    monkeypatch.setenv("FINDER_DESK", made)
    monkeypatch.setenv("FINDER_URL", "https://finder.example")
    return made


def test_an_invitation_is_the_only_thing_on_stdout(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["desk", "invite", "Dana Lee", "--lead"]) == 0
    told = capsys.readouterr()
    start = "https://finder.example/desk/invitation/"
    assert told.out.startswith(start)
    token = told.out.removeprefix(start).strip()
    assert token not in told.err
    people = people_at(address)
    session = people.spend(token)
    assert session is not None
    person = people.session_of(session)
    assert person is not None
    assert person.is_lead
    desk_at(address).close()


def test_the_team_is_listed_and_somebody_taken_out(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    people = people_at(address)
    people.spend(people.invite("Dana"))
    people.invite("Lee", "lead")
    assert main(["desk", "people"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[:2] for line in lines] == [["Dana", "reporter"], ["Lee", "lead"]]
    assert main(["desk", "revoke", "Dana"]) == 0
    assert [person.name for person in people.team()] == []
    assert main(["desk", "revoke", "Dana"]) == 2
    desk_at(address).close()


def test_a_name_that_is_none_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desk", "invite", "  "]) == 1
    assert "between 1 and 80" in capsys.readouterr().err
    desk_at(address).close()
