"""A server follows its folder: new snapshots are taken up, damaged ones refused."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from finder.directory import Directory, open_directory
from finder.directory.storage import current_snapshot
from finder.intake import take_in
from finder.intake.publishing.publish import publish
from finder.pages.find import plain
from finder.pages.frame.served import Served
from finder.settings import Settings
from finder.web.api import api
from finder.web.server.watching import TRY_AGAIN_SECONDS, Watcher, watch

TableFile = Callable[..., str]


class Site:
    """A folder, a server of it without a port, and a clock that a test moves."""

    def __init__(self, folder: Path, table_file: TableFile) -> None:
        self.folder = folder
        self._table_file = table_file
        self.now = 0.0
        self.ready: list[Directory] = []
        self.put("Elm", "Oak")
        self.serving = Served(lambda: open_directory(str(folder)))
        assert self.serving.directory.manifest.facilities == 2
        self.watcher = Watcher(str(folder), self.serving, self.ready.append, lambda: self.now)
        settings = Settings(directory=str(folder))
        routes = [*plain.routes("", settings, self.serving), *api.routes("", self.serving)]
        self.client = TestClient(Starlette(routes=routes))

    def put(self, *names: str) -> Directory:
        file = self._table_file(*({"facility_name": one} for one in names), name="source.csv")
        directory = take_in([file], as_of="2024").directory
        publish(directory, str(self.folder), accept_drop=True)
        return directory

    def damage(self) -> None:
        name = current_snapshot(str(self.folder))
        (self.folder / "snapshots" / str(name) / "programs.parquet").write_bytes(b"PAR1")

    def health(self) -> dict[str, object]:
        answer = self.client.get("/healthz")
        assert answer.status_code == 200
        content: dict[str, object] = answer.json()
        return content

    def found(self) -> list[str]:
        rows = self.client.get("/api/v1/search?state=VA").json()["results"]
        return [one["name"] for one in rows]


@pytest.fixture
def site(tmp_path: Path, table_file: TableFile) -> Site:
    return Site(tmp_path / "directory", table_file)


def test_a_new_snapshot_is_served_everywhere_from_the_next_request_on(site: Site) -> None:
    assert site.found() == ["Elm", "Oak"]
    before = site.client.get("/plain?state=VA")
    assert not site.watcher.look()
    ash = site.put("Ash", "Elm")
    assert site.found() == ["Elm", "Oak"]
    assert site.watcher.look()
    assert site.found() == ["Ash", "Elm"]
    after = site.client.get("/plain?state=VA", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "Ash" in after.text
    assert "Oak" not in after.text
    assert site.health()["snapshot"] == ash.snapshot
    assert [one.snapshot for one in site.ready] == [ash.snapshot]


def test_a_link_to_a_facility_stays_or_says_since_when_it_is_gone(site: Site) -> None:
    directory = site.serving.directory
    elm, oak = sorted(map(directory.facility, range(2)), key=lambda one: one.name1)
    site.put("Elm", "Ash")
    site.watcher.look()
    assert site.client.get(f"/plain/facility?id={elm.id}").status_code == 200
    page = site.client.get(f"/plain/facility?id={oak.id}")
    since = site.serving.directory.gone[oak.id].since
    assert page.status_code == 404
    assert "listed no more since" in page.text
    assert "Oak in Charlottesville, VA" in page.text
    [problem] = site.client.get(f"/api/v1/facilities/{oak.id}").json()["errors"]
    assert "listed no more since" in problem["reason"]
    assert problem["gone"] == {
        "name": "Oak", "city": "Charlottesville", "state": "VA",
        "last_as_of": "2024", "since": since,
    }  # fmt: skip
    [never] = site.client.get("/api/v1/facilities/zzzzzzzz").json()["errors"]
    assert never["gone"] is None
    assert "not in this directory" in site.client.get("/plain/facility?id=zzzzzzzz").text


def test_a_page_on_what_is_gone_is_not_one_that_was_kept_from_before(site: Site) -> None:
    # Elm, then Elm and Oak, then the same Elm again: one snapshot, another history.
    site.put("Elm")
    site.watcher.look()
    directory = site.put("Elm", "Oak", "Ash")
    ash = next(one for one in map(directory.facility, range(3)) if one.name1 == "Ash")
    assert "not in this directory" in site.client.get(f"/plain/facility?id={ash.id}").text
    site.watcher.look()
    site.put("Elm")
    site.watcher.look()
    assert "listed no more since" in site.client.get(f"/plain/facility?id={ash.id}").text


def test_a_damaged_snapshot_is_refused_and_said_until_a_whole_one_comes(site: Site) -> None:
    old = site.serving.directory.snapshot
    damaged = site.put("Ash")
    site.damage()
    assert not site.watcher.look()
    health = site.health()
    assert (health["status"], health["snapshot"]) == ("degraded", old)
    assert health["problem"] == (
        f"Snapshot {damaged.snapshot} cannot be opened and is refused; the one before is served."
    )
    assert str(site.folder) not in str(health)
    assert site.found() == ["Elm", "Oak"]
    site.put("Yew")
    assert site.watcher.look()
    health = site.health()
    assert (health["status"], health["problem"]) == ("ok", None)
    assert site.found() == ["Yew"]


def test_a_refused_snapshot_is_tried_again_after_a_while(site: Site) -> None:
    site.put("Ash")
    file = site.folder / "snapshots" / str(current_snapshot(str(site.folder))) / "programs.parquet"
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    site.watcher.look()
    file.write_bytes(whole)
    site.now = TRY_AGAIN_SECONDS - 1
    assert not site.watcher.look()
    site.now = TRY_AGAIN_SECONDS + 1
    assert site.watcher.look()
    assert site.found() == ["Ash"]


def test_a_folder_that_vanishes_leaves_what_was_opened(site: Site) -> None:
    site.found()
    (site.folder / "CURRENT").rename(site.folder / "elsewhere")
    assert not site.watcher.look()
    assert site.health()["status"] == "degraded"
    assert site.found() == ["Elm", "Oak"]
    (site.folder / "elsewhere").rename(site.folder / "CURRENT")
    assert not site.watcher.look()
    assert site.health()["status"] == "ok"


def test_whatever_an_object_store_raises_the_old_directory_goes_on(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StrangeError(Exception):
        pass

    def strange(_folder: str) -> str:
        raise StrangeError("bucket/secret")

    monkeypatch.setattr("finder.web.server.watching.current_snapshot", strange)
    assert not site.watcher.look()
    assert site.health()["status"] == "degraded"
    assert "secret" not in str(site.health())


def test_many_replicas_follow_one_object_store(table_file: TableFile) -> None:
    address = "memory://replicas/directory"
    made = [
        take_in([table_file({"facility_name": name}, name=f"{name}.csv")]).directory
        for name in ("Elm", "Oak")
    ]
    publish(made[0], address)
    replicas = [Served(lambda: open_directory(address)) for _each in range(3)]
    watchers = [Watcher(address, one, lambda _new: None) for one in replicas]
    assert {one.directory.snapshot for one in replicas} == {made[0].snapshot}
    publish(made[1], address)
    assert [one.look() for one in watchers] == [True] * 3
    assert {one.directory.snapshot for one in replicas} == {made[1].snapshot}


def test_the_task_looks_again_and_again_until_it_is_cancelled() -> None:
    looks = 0

    class Looking(Watcher):
        def look(self) -> bool:
            nonlocal looks
            looks += 1
            if looks == 3:
                loop.call_soon_threadsafe(task.cancel)
            return False

    async def run() -> None:
        nonlocal loop, task
        loop = asyncio.get_running_loop()
        serving = Served(lambda: pytest.fail("opened"))
        watcher = Looking("nowhere", serving, lambda _new: None)
        task = asyncio.create_task(watch(watcher, every_seconds=0))
        with pytest.raises(asyncio.CancelledError):
            await task

    loop: asyncio.AbstractEventLoop
    task: asyncio.Task[None]
    # In a thread of its own: Playwright's loop runs in this one when browser tests came before.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()
    assert looks >= 3


def test_a_directory_that_was_replaced_is_freed_at_once(site: Site) -> None:
    site.found()
    old = weakref.ref(site.serving.directory)
    site.put("Ash")
    gc.collect()
    gc.disable()
    try:
        site.watcher.look()
        site.found()
        site.client.get("/plain?state=VA")
        assert old() is None
    finally:
        gc.enable()
