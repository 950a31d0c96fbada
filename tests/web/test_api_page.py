"""docs/api.md: each snippet is run as it stands there, against a server of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from starlette.applications import Starlette

from finder.directory import Directory
from finder.pages.frame.served import Served
from finder.web.api import api

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
SNIPPETS = re.findall(
    r"^```(bash|python|javascript)\n(.*?)^```", PAGE.read_text("utf-8"), re.S | re.M
)
# What each says, in the order of the page.
SAID = [
    *('"query":"near=22903&care=iop"', "found as of", " "),
    *('"status":"match"', "facilities with an intensive outpatient program"),
    *("changes in 0 updates", "304"),
    "422 near",
]


@pytest.fixture(scope="module")
def address(demonstration: Directory) -> Iterator[str]:
    """The address of a server with the API of the demonstration."""
    app = Starlette(routes=api.routes("", Served(lambda: demonstration)))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    socket = server.config.bind_socket()
    # Who comes before it has started waits in line.
    socket.listen()
    thread = Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_the_page_shows_all_three_languages() -> None:
    assert {kind for kind, _text in SNIPPETS} == {"bash", "python", "javascript"}
    assert len(SNIPPETS) == len(SAID)


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_a_snippet_runs_as_it_stands(number: int, address: str) -> None:
    kind, text = SNIPPETS[number]
    command = {
        "bash": ["bash", "-c", text],
        "python": [sys.executable, "-c", text],
        "javascript": ["node", "--input-type=module", "-e", text],
    }[kind]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not on this machine")
    done = subprocess.run(
        command,
        env={**os.environ, "FINDER": address},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert SAID[number] in done.stdout


def test_the_page_names_every_address_of_the_api() -> None:
    text = PAGE.read_text("utf-8")
    paths = api.api(Served(lambda: pytest.fail("nothing is opened"))).openapi()["paths"]
    assert [path for path in paths if f"/api/v1{path}" not in text] == []
