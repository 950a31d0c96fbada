"""`kill -9` at every step that an import takes on the disk leaves the old or the new directory."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.directory import Directory, open_directory
from finder.directory.storage import current_snapshot
from finder.directory.stores import UNFINISHED
from finder.intake import take_in
from finder.intake.publishing.publish import PublishRefused, publish

ROOT = Path(__file__).resolve().parents[2]
TableFile = Callable[..., str]

pytestmark = pytest.mark.slow

# Publishes in one child process after the other; child n kills itself before its n-th step on the
# disk (Python tells of each: PEP 578). Ends with the child that came to its end.
KILLED = """
import json, os, shutil, signal, sys
from finder.intake import take_in
from finder.intake.publishing.publish import publish

source, folder, work = sys.argv[1:]
oak = take_in([source]).directory
STEPS = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.utime", "shutil.rmtree")
n, killed = 0, True
while killed:
    n += 1
    place = f"{work}/{n}"
    shutil.copytree(folder, place)
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        left = n
        def step(event, arguments):
            global left
            reads = event == "open" and arguments[1] in ("r", "rb")
            if event in STEPS and not reads and place in str(arguments):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(step)
        publish(oak, place)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    print(json.dumps([place, os.WTERMSIG(status) if killed else -os.WEXITSTATUS(status)]))
"""


@pytest.fixture
def elm(table_file: TableFile) -> Directory:
    return take_in([table_file({"facility_name": "Elm"})]).directory


def _name(folder: str) -> str:
    return open_directory(folder).facility(0).name1


def test_a_kill_before_any_step_leaves_one_whole_directory(
    elm: Directory, table_file: TableFile, tmp_path: Path
) -> None:
    folder, work = tmp_path / "directory", tmp_path / "work"
    publish(elm, str(folder))
    (folder / "snapshots" / f"{UNFINISHED}older").mkdir()
    work.mkdir()
    source = table_file({"facility_name": "Oak"}, name="oak.csv")
    command = [sys.executable, "-c", KILLED, source, str(folder), str(work)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    *killed, (last, status) = map(json.loads, done.stdout.splitlines())
    assert status == 0
    assert _name(last) == "Oak"
    assert len(killed) > 8  # the lock, the snapshot, the history, CURRENT, and flushing each
    assert {how for _place, how in killed} == {signal.SIGKILL}
    names = [_name(place) for place, _how in killed]
    replaced = names.index("Oak") if "Oak" in names else len(names)
    assert names == ["Elm"] * replaced + ["Oak"] * (len(names) - replaced)
    # What was left lying about hinders nobody.
    for place, _how in killed[:: max(1, len(killed) // 4)]:
        publish(elm, place)
        assert _name(place) == "Elm"
        assert not list(Path(place).rglob(f"{UNFINISHED}*"))


@pytest.mark.parametrize("seen", ["snapshots/" + UNFINISHED + "*", "history.json"])
def test_a_real_import_killed_when_a_file_appears_leaves_a_whole_directory(
    elm: Directory, table_file: TableFile, tmp_path: Path, seen: str
) -> None:
    folder = tmp_path / "directory"
    publish(elm, str(folder))
    there = set(folder.glob(seen)) if "history" not in seen else set()
    (folder / "history.json").unlink()
    source = table_file({"facility_name": "Oak"}, name="oak.csv")
    command = [sys.executable, "-m", "finder", "import", source, "--to", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not set(folder.glob(seen)) - there:
            assert _name(str(folder)) in ("Elm", "Oak")
        process.kill()
    assert _name(str(folder)) in ("Elm", "Oak")
    publish(elm, str(folder))
    assert _name(str(folder)) == "Elm"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EACCES, "this user may not"),
        (errno.EROFS, "this user may not"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_machine_refuses_is_said_in_one_sentence_and_cleared_away(
    elm: Directory,
    table_file: TableFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    said: str,
) -> None:
    publish(elm, str(tmp_path))
    before = current_snapshot(str(tmp_path))

    def fails(_directory: Directory, _files: object, path: str) -> None:
        Path(path).mkdir()
        Path(path, "facilities.parquet").write_bytes(b"half of it")
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("finder.intake.publishing.publish.write_tables", fails)
    oak = take_in([table_file({"facility_name": "Oak"}, name="oak.csv")]).directory
    with pytest.raises(PublishRefused, match=said) as refused:
        publish(oak, str(tmp_path))
    assert "\n" not in str(refused.value)
    assert current_snapshot(str(tmp_path)) == before
    assert list(tmp_path.rglob(f"{UNFINISHED}*")) == []
