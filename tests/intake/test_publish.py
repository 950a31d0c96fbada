"""Putting a directory in place: in one step, or not at all."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.directory import Directory, open_directory
from finder.directory.storage import current_snapshot
from finder.errors import DirectoryUnreadable
from finder.intake import take_in
from finder.intake.publishing.publish import KEPT_SNAPSHOTS, PublishRefused, publish

ROOT = Path(__file__).resolve().parents[2]
TableFile = Callable[..., str]


@pytest.fixture
def named(table_file: TableFile) -> Callable[[str], Directory]:
    """Directories of one facility, told apart by its name."""

    def make(name: str) -> Directory:
        return take_in([table_file({"facility_name": name})]).directory

    return make


def served_name(folder: Path) -> str:
    return open_directory(str(folder)).facility(0).name1


def snapshots(folder: Path) -> set[str]:
    return {one.name for one in (folder / "snapshots").iterdir()}


def test_a_published_directory_is_the_same_when_opened(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    made = named("Elm")
    publish(made, str(tmp_path / "deep" / "folder"))
    opened = open_directory(str(tmp_path / "deep" / "folder"))
    assert opened.snapshot == made.snapshot
    assert opened.manifest == made.manifest
    assert opened.facility(0) == made.facility(0)


def test_another_directory_takes_its_place_and_the_older_one_is_kept(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    elm, oak = named("Elm"), named("Oak")
    publish(elm, str(tmp_path))
    publish(oak, str(tmp_path))
    assert served_name(tmp_path) == "Oak"
    assert snapshots(tmp_path) == {elm.snapshot, oak.snapshot}


def test_the_same_content_is_one_snapshot_whenever_it_is_made(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    for name in ("Elm", "Oak", "Elm"):
        publish(named(name), str(tmp_path))
    assert served_name(tmp_path) == "Elm"
    assert len(snapshots(tmp_path)) == 2


def test_a_damaged_snapshot_of_the_same_content_is_written_again(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    elm = named("Elm")
    publish(elm, str(tmp_path))
    (tmp_path / "snapshots" / elm.snapshot / "programs.parquet").write_bytes(b"PAR1")
    with pytest.raises(DirectoryUnreadable, match="damaged"):
        open_directory(str(tmp_path))
    publish(elm, str(tmp_path))
    assert served_name(tmp_path) == "Elm"


def test_only_the_last_ten_snapshots_are_kept(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    made = [named(f"Elm {number}") for number in range(KEPT_SNAPSHOTS + 3)]
    for age, directory in enumerate(made):
        publish(directory, str(tmp_path))
        # Two imports may fall into one tick of the clock; here each is a second after the last.
        os.utime(tmp_path / "snapshots" / directory.snapshot, (age, age))
    assert snapshots(tmp_path) == {one.snapshot for one in made[-KEPT_SNAPSHOTS:]}
    assert served_name(tmp_path) == made[-1].facility(0).name1


def test_the_snapshot_that_is_served_is_kept_also_after_a_clock_that_ran_ahead(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    for number in range(KEPT_SNAPSHOTS):
        older = named(f"Elm {number}")
        publish(older, str(tmp_path))
        os.utime(tmp_path / "snapshots" / older.snapshot, (2**33, 2**33))
    publish(named("Oak"), str(tmp_path))
    assert served_name(tmp_path) == "Oak"


def test_a_second_import_is_refused_while_the_first_is_writing(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    publish(named("Elm"), str(tmp_path))
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(PublishRefused, match="another import is writing here"):
            publish(named("Oak"), str(tmp_path), wait_seconds=0)
    assert served_name(tmp_path) == "Elm"


def test_a_second_import_waits_until_the_first_is_done(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    publish(named("Elm"), str(tmp_path))
    oak = named("Oak")
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = threading.Thread(target=publish, args=(oak, str(tmp_path)))
        second.start()
        assert served_name(tmp_path) == "Elm"
    second.join(timeout=20)
    assert not second.is_alive()
    assert served_name(tmp_path) == "Oak"


def test_a_folder_that_cannot_be_written_is_refused(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishRefused, match="cannot be written"):
        publish(named("Elm"), str(tmp_path / "file"))


def test_what_cannot_be_read_back_is_never_served(
    named: Callable[[str], Directory], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(named("Elm"), str(tmp_path))

    def half(_directory: Directory, _files: object, folder: str) -> None:
        Path(folder).mkdir()
        Path(folder, "facilities.parquet").write_bytes(b"PAR1")

    monkeypatch.setattr("finder.intake.publishing.publish.write_tables", half)
    with pytest.raises(PublishRefused, match="cannot be read back"):
        publish(named("Oak"), str(tmp_path))
    assert served_name(tmp_path) == "Elm"


def test_a_directory_is_published_at_an_address_too(
    named: Callable[[str], Directory], tmp_path: Path
) -> None:
    address = f"file://{tmp_path}/far"
    for name in ("Elm", "Oak"):
        publish(named(name), address)
    assert open_directory(address).facility(0).name1 == "Oak"


def test_an_address_that_nobody_understands_is_refused(named: Callable[[str], Directory]) -> None:
    with pytest.raises(PublishRefused, match="cannot be written"):
        publish(named("Elm"), "gopher://example.org/far")


# Each is a moment at which an import is killed: the function, and whether it has done its work.
MOMENTS = [
    ("write_tables", False),
    ("write_tables", True),
    ("_is_whole", True),
    ("_switch", False),
    ("_switch", True),
    ("_prune", False),
]
KILLED = """
import os, signal, sys
from finder.intake import take_in
import finder.intake.publishing.publish as module
moment, done, source, folder = sys.argv[1], sys.argv[2] == "True", sys.argv[3], sys.argv[4]
whole = getattr(module, moment)
def killed(*arguments):
    if done:
        whole(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(module, moment, killed)
module.publish(take_in([source]).directory, folder)
"""


@pytest.mark.parametrize(("moment", "done"), MOMENTS)
def test_an_import_killed_in_the_middle_leaves_a_whole_directory(
    named: Callable[[str], Directory],
    table_file: TableFile,
    tmp_path: Path,
    moment: str,
    done: bool,
) -> None:
    folder = tmp_path / "directory"
    publish(named("Elm"), str(folder))
    source = table_file({"facility_name": "Oak"}, name="oak.csv")
    command = [sys.executable, "-c", KILLED, moment, str(done), source, str(folder)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    replaced = (moment, done) in [("_switch", True), ("_prune", False)]
    assert served_name(folder) == ("Oak" if replaced else "Elm")
    publish(named("Ash"), str(folder))
    assert served_name(folder) == "Ash"
    left = [one.name for one in folder.rglob("*") if one.name.startswith(".unfinished")]
    assert left == []


def test_a_folder_without_a_directory_serves_none(tmp_path: Path) -> None:
    assert current_snapshot(str(tmp_path)) is None
    with pytest.raises(DirectoryUnreadable, match="no directory is here"):
        open_directory(str(tmp_path))
