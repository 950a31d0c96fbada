"""`python -m finder map FILE` in a browser: under its token alone, with lists to choose from."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from finder.directory import open_directory

ROOT = Path(__file__).resolve().parents[2]
COUNTY = """\
Agency,Town,ST,Postal,Kind of help
Alder House,Charlottesville,VA,22903,Detox
Birch Center,Richmond,VA,23220,Evening groups
"""
_START_SECONDS = 90


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address that the command tells; at the end it is stopped as with Ctrl-C."""
    path = tmp_path / "county.csv"
    path.write_text(COUNTY, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "finder", "map", str(path), "--to", str(tmp_path / "directory")],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    told = re.search(r"http://127\.0\.0\.1:\d+/\S+/", process.stderr.readline())
    try:
        assert told is not None
        _until_ready(told[0])
        yield told[0]
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        process.stderr.close()


def _until_ready(address: str) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}_stcore/health").status_code == 200:
                return
        except httpx.TransportError:
            continue
    raise AssertionError("the page did not start")


def test_columns_are_chosen_from_lists_and_imported(
    address: str, page: Page, tmp_path: Path
) -> None:
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(httpx.URL(request.url).host or None))
    page.goto(address)
    expect(page.get_by_label("Town", exact=True)).to_be_visible()
    level = page.get_by_role("combobox", name=re.compile("Evening groups"))
    level.click()
    page.get_by_role("option", name="Intensive outpatient (IOP)").click()
    page.keyboard.press("Escape")
    expect(page.get_by_text("no level yet")).to_have_count(0)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("The directory is in")).to_be_visible()
    directory = open_directory(str(tmp_path / "directory"))
    assert [directory.facility(row).programs[0].care for row in (0, 1)] == ["detox", "iop"]
    assert hosts <= {"127.0.0.1", None}
    without_token = re.sub(r"/[^/]+/$", "/", address)
    for path in ("", "_stcore/health", "_stcore/host-config"):
        assert httpx.get(without_token + path).status_code == 404
