"""Back in Firefox: what was opened from the list closes, and the list stands where it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from find_driver import served_finder
from firefox import FirefoxPage, find_firefox, started
from test_back import SCROLL, SEARCHES, STANDS

Serve = Callable[..., str]

IS_LIVE = """() => !document.querySelector("#first-paint")
    && document.querySelector("#root #results") !== null"""
FOLLOW = """(name) => {
    const links = [...document.querySelectorAll("#root [data-part=list] .do a")];
    const named = links.filter((one) => one.textContent.startsWith(name));
    (named.find((one) => one.getBoundingClientRect().top > 60) ?? named.at(-1)).click();
}"""


@pytest.fixture
def finder(serve: Serve, national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@pytest.fixture
def fox(tmp_path: Path) -> Iterator[FirefoxPage]:
    program = find_firefox()
    assert program, "no Firefox on this machine"
    with started(program, tmp_path / "profile") as firefox:
        yield firefox.page()


def opened_and_scrolled(fox: FirefoxPage, address: str) -> object:
    fox.goto(address)
    fox.wait_for(IS_LIVE)
    for share in (0.2, 0.4):
        fox.run(SCROLL, [share])
        fox.run(STANDS)
    return fox.run(STANDS)


def test_a_facility_closes_with_back(fox: FirefoxPage, finder: str) -> None:
    before = opened_and_scrolled(fox, f"{finder}/?{SEARCHES[1]}")
    fox.run(FOLLOW, "Details")
    fox.see("#finder-facility h1")
    assert "/facility?id=" in fox.run("() => location.href")
    fox.back()
    fox.wait_for("() => !document.getElementById('finder-facility')")
    assert fox.run("() => location.search") == f"?{SEARCHES[1]}"
    assert fox.run(STANDS) == before


def test_back_from_a_plan_leads_to_the_same_place(fox: FirefoxPage, finder: str) -> None:
    before = opened_and_scrolled(fox, f"{finder}/?{SEARCHES[1]}")
    fox.run(FOLLOW, "Plan from here")
    fox.wait_for("() => location.pathname.endsWith('/plan')")
    fox.back()
    fox.wait_for(IS_LIVE)
    assert fox.run(STANDS) == before
