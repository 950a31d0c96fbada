"""Taking all of a desk to another database, and what is seen of it from a server."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from builders import a_directory, a_facility, a_program
from finder.desk import schema
from finder.desk.database import Desk, open_desk
from finder.desk.following import Following
from finder.desk.leaving import faults, lines, overlay_table, take_in
from finder.desk.reports import add, take_back
from finder.desk.said import Report
from finder.errors import DeskRefused

DAY = date(2026, 11, 20)


def heard(hours: float, place: str = "aaaaaaaa") -> Report:
    return Report(place, "phone", DAY, care="iop", facts={"hours_low": hours, "openings": 2})


def fill(desk: Desk) -> None:
    first = desk.saving(lambda connection: add(connection, heard(9), DAY))
    desk.saving(lambda connection: add(connection, heard(10), DAY))
    desk.saving(lambda connection: take_back(connection, first, None))


def all_lines(desk: Desk) -> list[str]:
    return desk.reading(lambda connection: list(lines(connection)))


def test_all_of_it_goes_to_another_database_of_either_kind(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    told = all_lines(desk)
    other = open_desk(f"sqlite:///{tmp_path}/other.db")
    for new in (3, 0):
        counted = other.saving(lambda connection: take_in(connection, told))
        assert counted["reports"] == new
    assert all_lines(other) == told
    other.close()


def test_it_comes_from_another_database_and_goes_on_counting(desk: Desk, tmp_path: Path) -> None:
    other = open_desk(f"sqlite:///{tmp_path}/other.db")
    fill(other)
    told = all_lines(other)
    other.close()
    desk.saving(lambda connection: take_in(connection, told))
    assert all_lines(desk) == told
    assert desk.saving(lambda connection: add(connection, heard(11), DAY)) == 4


def test_what_is_no_export_is_refused_whole(desk: Desk) -> None:
    fill(desk)
    told = all_lines(desk)
    for wrong in ("{", "[]", '{"table": "x", "row": {}}', '{"table": "reports", "row": {}}'):
        with pytest.raises(DeskRefused, match="Line 4"):
            desk.saving(lambda connection, w=wrong: take_in(connection, [*told[:3], w]))  # type: ignore[misc]
    assert all_lines(desk) == told


def test_what_holds_is_an_overlay(desk: Desk) -> None:
    fill(desk)
    header, row = desk.reading(overlay_table).splitlines()
    told = dict(zip(header.split(","), row.split(","), strict=True))
    assert {name: cell for name, cell in told.items() if cell} == {
        "facility_id": "aaaaaaaa",
        "care_level": "iop",
        "hours_low": "10",
        "openings": "2",
        "openings_on": "2026-11-20",
        "verified_on": "2026-11-20",
    }


def test_a_fault_is_found(desk: Desk) -> None:
    fill(desk)
    assert desk.reading(faults) == []
    table = schema.reports
    change = update(table).where(table.c.number == 2).values(facts={"hours_low": 900})
    desk.saving(lambda connection: connection.execute(change))
    [fault] = desk.reading(faults)
    assert "Report 2" in fault
    assert "is above 168" in fault


def test_a_server_sees_what_another_saves_and_goes_on_when_the_database_is_away(
    address: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = a_directory(a_facility(a_program("iop")))
    place = base.facility(0).id
    following = Following(address, "Team", lambda: DAY)
    assert following.over(base) is base
    desk.saving(lambda connection: add(connection, heard(9, place), DAY))
    assert following.look()
    laid = following.over(base)
    assert laid.facility(0).programs[0].hours is not None
    assert not following.look()
    from finder.errors import DeskAway

    def away(_work: object) -> None:
        raise DeskAway("gone")

    monkeypatch.setattr(following.desk, "reading", away)
    assert not following.look()
    assert following.problem
    assert following.over(base).snapshot == laid.snapshot
    monkeypatch.undo()
    assert not following.look()
    assert not following.problem
