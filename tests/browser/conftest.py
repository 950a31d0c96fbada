"""A real browser against a real server process, on this machine alone.

Nothing here waits for time to pass: a server is ready when its health address answers, a page when
what a test looks for is there. A page remembers every console error and every request that left
the server; `page_is_clean` says that there were none.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from firefox import Firefox, find_firefox, started
from map_driver import APP, Map, opened

ROOT = Path(__file__).resolve().parents[2]

_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
# A machine with other work to do starts it late.
_START_SECONDS = 240
_CRASHED: list[str] = []

Serve = Callable[..., str]

# A machine with other work to do answers late; that is no failure.
expect.set_options(timeout=20_000)


@dataclass
class Conduct:
    """What a page did that it should not have done."""

    host: str = ""
    console_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(message.text)

    def _see(self, request: Request) -> None:
        address = urlsplit(request.url)
        self.host = self.host or address.netloc
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.foreign_requests.append(request.url)


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """A Chromium: FINDER_CHROMIUM, one on the machine, or Playwright's own. Fails if none."""
    try:
        chromium = playwright_driver.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox"]
        )
    except Error as error:
        pytest.fail(f"no Chromium starts; `make test` installs one: {error}", pytrace=False)
    _watch_for_crashes(chromium)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A Firefox: FINDER_FIREFOX, or one on the machine. Fails if none."""
    program = find_firefox()
    if program is None:
        pytest.fail("no Firefox is here; `make test` installs one", pytrace=False)
    with started(program, tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture(autouse=True)
def crashed_tabs() -> Iterator[list[str]]:
    """What was open in each tab that crashed: any of them fails the test in which it happens."""
    _CRASHED.clear()
    yield _CRASHED
    assert _CRASHED == [], "a tab crashed"


def _watch_for_crashes(browser: Browser) -> None:
    """Also in the windows that a test opens for itself."""
    new_context = browser.new_context

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.on("page", lambda page: page.on("crash", _note_crash))
        return context

    browser.new_context = watched  # type: ignore[method-assign]
    browser.new_page = lambda **options: watched(**options).new_page()  # type: ignore[method-assign]


def _note_crash(page: Page) -> None:
    _CRASHED.append(page.url)


def _chromium() -> str | None:
    """The Chromium of this machine; None leaves the choice to Playwright."""
    named = os.environ.get("FINDER_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _CHROMIUMS)), None)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """`serve(app, env, *options)` starts `streamlit run app` and returns its address.

    The same call again gives the server that already runs. All end with the tests.
    """
    running: dict[Any, str] = {}
    with ExitStack() as stack:

        def start(app: Path, env: dict[str, str] | None = None, *options: str) -> str:
            key = (app, tuple(sorted((env or {}).items())), options)
            if key not in running:
                log = tmp_path_factory.mktemp("server") / "log.txt"
                running[key] = _start(stack, app, env or {}, options, log)
            return running[key]

        yield start


def _start(
    stack: ExitStack, app: Path, env: dict[str, str], options: tuple[str, ...], log: Path
) -> str:
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), *options]
    command += [f"--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdout=stack.enter_context(log.open("wb")),
        stderr=subprocess.STDOUT,
    )
    stack.callback(_stop, process)
    base = next((o.partition("=")[2] for o in options if o.startswith("--server.baseUrlPath=")), "")
    address = f"http://127.0.0.1:{port}" + (f"/{base.strip('/')}" if base else "")
    _until_healthy(process, address, log)
    return address


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _until_healthy(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Ask the health address until it answers, or the process has ended, or is too slow."""
    deadline = time.monotonic() + _START_SECONDS
    while not _is_healthy(address):
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the server did not start:\n{log.read_text()[-4000:]}", pytrace=False)


def _is_healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/_stcore/health", timeout=_START_SECONDS).is_success
    except httpx.TransportError:
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def conduct() -> Conduct:
    return Conduct()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """How the browser of `page` is set up; a test parametrizes or overrides it."""
    return {"viewport": {"width": 1400, "height": 1000}, "reduced_motion": "reduce"}


@pytest.fixture
def context(browser: Browser, context_options: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**context_options)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, conduct: Conduct) -> Page:
    """A page whose conduct is watched."""
    page = context.new_page()
    page.set_default_timeout(20_000)
    conduct.watch(page)
    return page


@pytest.fixture
def page_is_clean(conduct: Conduct) -> Callable[[], None]:
    """Assert that there was no console error and that nothing was asked from another host."""

    def check() -> None:
        assert conduct.console_errors == []
        assert conduct.foreign_requests == []

    return check


@pytest.fixture
def on_map(page: Page, serve: Serve) -> Map:
    """The map of apps/map_page.py, its pins drawn; without streets."""
    return opened(page, serve(APP, {"FINDER_TILES": "none"}))
