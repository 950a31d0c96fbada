"""The desk's database: reports that stay, on SQLite and on PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, func, select, text

from finder.desk import schema
from finder.desk.database import Desk, open_desk
from finder.desk.reports import add, decide, last_number, of_facility, since, take_back
from finder.desk.said import Report, held, statuses
from finder.errors import DeskAway, DeskRefused, SettingRefused

DAY = date(2026, 11, 20)


def heard(once: str = "", **facts: str | float) -> Report:
    return Report("aaaaaaaa", "phone", DAY, care="iop", facts=facts, once=once)


def saved(desk: Desk, report: Report) -> int:
    return desk.saving(lambda connection: add(connection, report, DAY))


def all_of(desk: Desk) -> list[Report]:
    return desk.reading(lambda connection: since(connection, 0))


def test_the_steps_make_the_tables_that_the_program_knows(desk: Desk) -> None:
    def differences(connection: Connection) -> list[object]:
        found = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(found, schema.METADATA))

    assert desk.reading(differences) == []


def test_a_report_comes_back_as_it_was_checked(desk: Desk) -> None:
    number = saved(
        desk, heard(hours_low="9", therapies="group; CBT", cost_low="$300", cost_per="week")
    )
    [report] = all_of(desk)
    assert report.number == number == desk.reading(last_number)
    assert report.facts == {
        "hours_low": 9,
        "therapies": "cbt;group",
        "cost_low": 300,
        "cost_per": "week",
    }
    assert report.learned_on == DAY
    assert report.made_at is not None
    assert report.made_at.tzinfo == UTC
    assert abs((datetime.now(UTC) - report.made_at).total_seconds()) < 60


def test_what_an_import_refuses_is_refused_here_with_the_same_words(desk: Desk) -> None:
    with pytest.raises(DeskRefused) as refused:
        saved(desk, heard(hours_low=900, pay="cash", cost_low=3))
    assert set(refused.value.fields) == {"hours_low", "pay", "cost_low"}
    assert "is above 168" in refused.value.fields["hours_low"]
    assert all_of(desk) == []


def test_what_is_sent_twice_is_kept_once(desk: Desk) -> None:
    assert saved(desk, heard("x", hours_low=9)) == saved(desk, heard("x", hours_low=9))
    assert len(all_of(desk)) == 1


def test_a_report_is_taken_back_by_another_and_that_by_a_third(desk: Desk) -> None:
    first = saved(desk, heard(hours_low=9))
    back = desk.saving(lambda connection: take_back(connection, first, None))
    assert held(all_of(desk)) == []
    desk.saving(lambda connection: take_back(connection, back, None))
    assert [report.number for report in held(all_of(desk))] == [first]
    assert len(desk.reading(lambda connection: of_facility(connection, ["aaaaaaaa"]))) == 3


def test_a_level_waits_until_it_is_accepted(desk: Desk) -> None:
    number = saved(desk, Report("aaaaaaaa", "phone", DAY, "level", "php"))
    assert statuses(all_of(desk))[number] == "proposed"
    desk.saving(lambda connection: decide(connection, number, None, accept=False))
    assert statuses(all_of(desk))[number] == "declined"
    desk.saving(lambda connection: decide(connection, number, None, accept=True))
    assert statuses(all_of(desk))[number] == "accepted"
    with pytest.raises(DeskRefused):
        desk.saving(lambda connection: decide(connection, number + 1, None, accept=True))


def test_numbers_are_seen_in_their_order_however_many_save(desk: Desk) -> None:
    seen: list[int] = []

    def one(number: int) -> None:
        saved(desk, heard(str(number), hours_low=9))
        # What is seen up to here never grows a number in its middle.
        seen.extend(report.number for report in all_of(desk) if report.number not in seen)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(40)))
    numbers = [report.number for report in all_of(desk)]
    assert len(numbers) == 40
    assert numbers == sorted(numbers)


def test_several_servers_start_at_once_on_one_empty_database(address: str) -> None:
    with ThreadPoolExecutor(6) as threads:
        desks = list(threads.map(lambda _number: open_desk(address), range(6)))
    saved(desks[0], heard(hours_low=9))
    assert [len(all_of(desk)) for desk in desks] == [1] * 6
    for desk in desks:
        desk.close()


def test_a_newer_schema_is_refused_in_one_sentence(address: str) -> None:
    open_desk(address).close()
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DeskRefused, match="newer version of the finder"):
        open_desk(address)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.reports)) == 0
    engine.dispose()


def test_what_breaks_off_in_the_middle_is_not_there(desk: Desk) -> None:
    def half(connection: Connection) -> None:
        add(connection, heard(hours_low=9), DAY)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.saving(half)
    assert all_of(desk) == []


def test_a_connection_that_was_cut_is_made_anew(desk: Desk, address: str) -> None:
    saved(desk, heard(hours_low=9))
    if address.startswith("postgresql"):
        engine = create_engine(address)
        with engine.begin() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        engine.dispose()
    saved(desk, heard(hours_low=10))
    assert len(all_of(desk)) == 2


@pytest.mark.parametrize("wrong", ["", "desk.db", "mysql://x/y", "sqlite", "http://x"])
def test_what_is_no_address_is_refused_and_not_repeated(wrong: str) -> None:
    with pytest.raises(SettingRefused, match="FINDER_DESK: a database address") as refused:
        open_desk(wrong)
    assert "mysql" not in str(refused.value)


def test_nobody_answers_is_told_in_one_sentence() -> None:
    with pytest.raises(DeskAway, match="does not answer"):
        open_desk("postgresql://finder:secret@127.0.0.1:1/desk")
    with pytest.raises(DeskAway):
        open_desk("sqlite:////no/such/folder/desk.db")
