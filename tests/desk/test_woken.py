"""A server that saves does not wait for its next look."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from builders import a_directory, a_facility, a_program
from finder.desk.following import Following
from finder.desk.reports import add
from finder.desk.said import Report
from finder.pages.frame.served import Served
from finder.web.server import reports

DAY = date(2026, 11, 20)


def test_what_this_process_saves_is_served_without_waiting(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = a_directory(a_facility(a_program("iop")))
    place = base.facility(0).id
    following = Following(address, "Team", lambda: DAY)
    serving = Served(lambda: base, following.over)
    before = serving.directory
    ready = asyncio.Event()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(
            reports.follow(following, serving, lambda _one: loop.call_soon_threadsafe(ready.set))
        )
        await asyncio.sleep(0)
        following.look()  # as at the start of a server
        report = Report(place, "phone", DAY, care="iop", facts={"hours_low": 9})
        await asyncio.to_thread(
            following.desk.saving, lambda connection: add(connection, report, DAY)
        )
        await asyncio.wait_for(ready.wait(), 60)
        task.cancel()

    # So far apart that nothing but the waking can do it in time.
    monkeypatch.setattr(reports, "LOOK_EVERY_SECONDS", 3_600.0)
    asyncio.run(run())
    assert serving.directory is not before
    following.desk.close()
