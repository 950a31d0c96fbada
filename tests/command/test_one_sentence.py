"""What goes wrong on an operator's machine is one sentence, without where in the code it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from finder.errors import DirectoryUnreadable, SourceRefused

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")


def run(*command: str, stdout: int | None = subprocess.PIPE, **env: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **env},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("FINDER_DIRECTORY", "/nowhere", "no directory is here"),
        ("FINDER_CONTACT", "nobody", "FINDER_CONTACT: a mail address or a web address"),
        ("FINDER_ALLOW_INDEX", "maybe", "FINDER_ALLOW_INDEX: 1 or 0"),
        ("FINDER_GEOCODER", "ftp://x", "FINDER_GEOCODER: a web address, or none"),
        ("FINDER_TILES", "nonsense", "FINDER_TILES"),
    ],
)
def test_a_server_that_cannot_start_says_why_in_one_sentence(
    name: str, value: str, said: str
) -> None:
    options = ("--server.port=0", "--server.headless=true")
    for command in (("finder", "serve"), ("streamlit", "run", "app.py", *options)):
        status, told = run(*command, **{name: value})
        assert status == 2
        assert "Traceback" not in told
        (sentence,) = [line for line in told.splitlines() if line.startswith("finder: ")]
        assert said in sentence


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize("form", ["table", "json", "csv", "geojson", "xlsx", "hsds"])
def test_a_full_disk_is_said_in_one_sentence(form: str) -> None:
    with FULL.open("w") as full:
        status, told = run("finder", "search", "near=22903", "--format", form, stdout=full.fileno())
    assert status == 1
    assert "Traceback" not in told
    assert "finder: the answer: No space left on device" in told


def test_a_file_name_that_steers_a_terminal_is_shown_harmless(tmp_path: Path) -> None:
    file = tmp_path / "list\x1b[31m\x07\u202e.csv"
    file.write_text("facility_name,care_level,city,state,zip\nA,iop,Charlottesville,VA,22903\n")
    status, told = run("finder", "check", str(file))
    assert status == 0
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "list\\x1b[31m\\x07\\u202e.csv" in told
    for error in (SourceRefused(str(file), "no"), DirectoryUnreadable(str(file), "no")):
        assert str(error).isprintable()
