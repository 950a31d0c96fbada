"""What is measured: the finder and its peers, how each is started, asked and clicked."""

from __future__ import annotations

import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, TimeoutError

from benchmarks.page.places import Place
from benchmarks.page.rows import Prepared
from benchmarks.page.servers import ROOT, Process, free_port, leaflet_host, running, slow_line

__all__ = ["DatasetteTable", "Finder", "Running", "Subject", "UsualApp"]

_PEERS = ROOT / "benchmarks" / "peers"
_MILES_A_DEGREE = 69.09
_RADIUS_MILES = 25
# A box holds as much ground as the circle when its half side is this part of the radius.
_HALF_SIDE = 0.886
_ATTEMPTS, _ATTEMPT_MS = 5, 5_000


@dataclass(frozen=True)
class Running:
    """A subject that answers. address: as the browser reaches it."""

    address: str
    process: Process


class Subject(ABC):
    """One way to build such a page. The selectors say what the browser is watched for."""

    name: str
    item: str
    """Selector of what stands once for each facility of the live list."""
    first: str
    """Selector of a first result, before the page is alive too."""
    ready: str
    """Selector of what stands once a filter can be clicked, and is answered."""

    @abstractmethod
    def link(self, place: Place, care: str = "iop", pay: str = "") -> str:
        """The path and query that ask for one care level around a place."""

    @abstractmethod
    def serve(self, slow: bool = False) -> AbstractContextManager[Running]:
        """A context in which it runs. slow: reached over the slow line."""

    @abstractmethod
    def open_payment(self, page: Page) -> None:
        """Come to where a click chooses Medicaid."""

    @abstractmethod
    def choose_medicaid(self, page: Page) -> None:
        """Choose Medicaid with one click."""

    @abstractmethod
    def turn_page(self, page: Page) -> None:
        """Click on the way to the next page."""

    zip_field = ""
    """Selector of the field for a ZIP code, empty where there is none."""

    def type_zip(self, page: Page, zip_code: str) -> None:
        """Type another ZIP and press Enter."""
        field = page.locator(self.zip_field)
        field.fill(zip_code)
        field.press("Enter")


class _StreamlitSubject(Subject):
    zip_field = ".st-key-near input"

    def link(self, place: Place, care: str = "iop", pay: str = "") -> str:
        asked = {"near": place.zip_code, "care": care, "pay": pay}
        return "/?" + urlencode({key: text for key, text in asked.items() if text})

    def open_payment(self, page: Page) -> None:
        field = page.get_by_role("combobox", name=re.compile("^Payment"))
        field.scroll_into_view_if_needed()
        for _attempt in range(_ATTEMPTS):
            field.focus()
            field.press("ArrowDown")
            # A page that is drawn again meanwhile closes what was opened.
            with suppress(TimeoutError):
                self._medicaid(page).wait_for(timeout=_ATTEMPT_MS)
                break

    def choose_medicaid(self, page: Page) -> None:
        self._medicaid(page).click()

    def _medicaid(self, page: Page) -> Locator:
        return page.get_by_role("option", name=re.compile("^Medicaid"))


class Finder(_StreamlitSubject):
    """This finder, on the directory or on the synthetic one."""

    item = "#root .st-key-list_side [data-facility]"
    first = "#first-paint [data-facility], " + item
    # Set by the script that answers a field, whether the first paint's or the dashboard's.
    ready = "html[data-finder=ready]"
    zip_field = "#root [data-ask] [name=near]"

    def __init__(self, directory: Path, name: str = "this finder") -> None:
        self.name = name
        self._directory = directory

    @contextmanager
    def serve(self, slow: bool = False) -> Iterator[Running]:
        env = {
            "FINDER_DIRECTORY": str(self._directory),
            "FINDER_TILES": "none",
            "FINDER_GEOCODER": "none",
        }
        with ExitStack() as stack:
            port = free_port()
            command = streamlit(ROOT / "app.py", port)
            process = stack.enter_context(running(command, health(port), env))
            entry = stack.enter_context(slow_line([port]))[0] if slow else port
            yield Running(f"http://127.0.0.1:{entry}", process)

    def open_payment(self, page: Page) -> None:
        page.locator("#root .f-pay summary").click()
        self._medicaid(page).wait_for()

    def _medicaid(self, page: Page) -> Locator:
        return page.locator("#root .f-pay").get_by_role("checkbox", name=re.compile("^Medicaid"))

    def turn_page(self, page: Page) -> None:
        page.locator("#root a[rel=next]").click()


class UsualApp(_StreamlitSubject):
    """Streamlit and folium as they are usually put together (benchmarks/peers/)."""

    item = '[data-testid="stMain"] h5'
    first = ready = item

    def __init__(self, files: Prepared, script: str, name: str) -> None:
        self.name = name
        self._table = files.table
        self._script = _PEERS / script

    @contextmanager
    def serve(self, slow: bool = False) -> Iterator[Running]:
        with ExitStack() as stack:
            port, leaflet = free_port(), stack.enter_context(leaflet_host())
            entry, leaflet_entry = port, leaflet
            if slow:
                entry, leaflet_entry = stack.enter_context(slow_line([port, leaflet]))
            env = {
                "USUAL_TABLE": str(self._table),
                "USUAL_LEAFLET": f"http://127.0.0.1:{leaflet_entry}",
            }
            command = streamlit(self._script, port)
            process = stack.enter_context(running(command, health(port), env, _PEERS))
            yield Running(f"http://127.0.0.1:{entry}", process)

    def turn_page(self, page: Page) -> None:
        page.get_by_role("button", name="Next", exact=True).click()


class DatasetteTable(Subject):
    """The same rows as a table of Datasette, with facets and its map of clusters.

    It knows no radius: the question is a box that holds as much ground as the circle.
    """

    name = "Datasette"
    item = "table.rows-and-columns td.col-id"
    first = ready = item

    def __init__(self, files: Prepared) -> None:
        self._files = files

    def link(self, place: Place, care: str = "iop", pay: str = "") -> str:
        up = _HALF_SIDE * _RADIUS_MILES / _MILES_A_DEGREE
        across = up / cos(radians(place.latitude))
        asked = {
            "care__arraycontains": care,
            "latitude__gte": f"{place.latitude - up:.4f}",
            "latitude__lte": f"{place.latitude + up:.4f}",
            "longitude__gte": f"{place.longitude - across:.4f}",
            "longitude__lte": f"{place.longitude + across:.4f}",
        }
        asked |= {"pay__arraycontains": pay} if pay else {}
        return "/facilities/facilities?" + urlencode(asked)

    @contextmanager
    def serve(self, slow: bool = False) -> Iterator[Running]:
        with ExitStack() as stack:
            port = free_port()
            command = [sys.executable, "-m", "datasette", "serve", "-i", str(self._files.database)]
            command += ["-m", str(self._files.metadata), "-p", str(port)]
            ready = f"http://127.0.0.1:{port}/-/versions.json"
            process = stack.enter_context(running(command, ready))
            entry = stack.enter_context(slow_line([port]))[0] if slow else port
            yield Running(f"http://127.0.0.1:{entry}", process)

    def open_payment(self, page: Page) -> None:
        self._medicaid(page).wait_for()

    def choose_medicaid(self, page: Page) -> None:
        self._medicaid(page).click()

    def _medicaid(self, page: Page) -> Locator:
        return page.locator('.facet-results a[href*="pay__arraycontains=medicaid"]').first

    def turn_page(self, page: Page) -> None:
        page.get_by_role("link", name="Next page").click()


def streamlit(script: Path, port: int) -> list[str]:
    """The command that serves an app."""
    return [
        sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}",
        "--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false",
        "--server.fileWatcherType=none",
    ]  # fmt: skip


def health(port: int) -> str:
    """Where a Streamlit server says that it is there."""
    return f"http://127.0.0.1:{port}/_stcore/health"
