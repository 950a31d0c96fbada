"""A day at the desk: invited, five calls by the keyboard, openings, and in a visitor's open page on
the other server; a session that was ended does nothing more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from checking import findings_of_axe
from find_driver import APP, PATIENT_SECONDS, asked, cards, live, opened
from finder.desk.opened import people_at
from finder.desk.people import People
from pressing import press
from turns import first

Serve = Callable[..., str]

AREA = "near=22903&care=iop&within=50"
FOCUSED = """() => {
    const one = document.activeElement;
    return (one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText
        || one.value || "").trim();
}"""
# The parts of the desk, and what stands there when one is drawn.
PARTS = {
    "calls": "h3",
    "openings": "h3",
    "table": "[data-testid=stForm], [data-testid=stDataFrame], [data-testid=stFileUploader]",
    "place": "h2, h3",
    "progress": "[data-testid=stTable]",
    "people": "h3, [data-testid=stForm]",
    "call": "[data-testid=stForm]",
}
IS_A_MATCH = "async (address) => (await (await fetch(address)).json()).matches === 1"
ALL_ARE_HEARD = """async ([address, places]) => {
    const { results } = await (await fetch(address)).json();
    const heard = results.filter(({ programs }) =>
        programs.some(({ care, hours }) => care === "iop" && hours.basis === "published"));
    return places.every((place) => heard.some(({ id }) => id === place));
}"""
# What a team presses Tab for until it comes to what it wants, at most.
MOST_TABS = 60


@dataclass(frozen=True)
class Desk:
    """Two servers on one database of reports."""

    here: str
    there: str
    people: People


@pytest.fixture
def desk(serve: Serve, national_folder: Path, tmp_path: Path) -> Desk:
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    people = people_at(address)
    settings = {
        "FINDER_DIRECTORY": str(national_folder),
        "FINDER_TILES": "none",
        "FINDER_GEOCODER": "none",
        "FINDER_DESK": address,
        "FINDER_DESK_TEAM": "Example County",
    }
    here, there = (serve(APP, {**settings, "FINDER_OPERATOR": name}) for name in ("one", "two"))
    return Desk(here, there, people)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what begins with these words."""
    for _stop in range(MOST_TABS):
        if re.match(words, page.evaluate(FOCUSED)):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {words}")


def come_in(page: Page, desk: Desk, name: str = "Dana") -> None:
    page.goto(f"{desk.here}/desk/invitation/{desk.people.invite(name, 'lead')}")
    press(page, page.get_by_role("button", name="Open the desk"))
    expect(page.get_by_role("heading", name="The desk")).to_be_visible()


def test_a_day_at_the_desk(page: Page, browser: Browser, desk: Desk) -> None:
    token = desk.people.invite("Dana", "lead")
    # A mail scanner opens the link first.
    scanned = httpx.get(f"{desk.here}/desk/invitation/{token}", timeout=PATIENT_SECONDS)
    assert scanned.is_success
    page.goto(f"{desk.here}/desk/invitation/{token}")
    press(page, page.get_by_role("button", name="Open the desk"))
    expect(page.get_by_role("heading", name="The desk")).to_be_visible()

    visitor = browser.new_context().new_page()
    opened(visitor, f"{desk.there}/?{AREA}")
    page.goto(f"{desk.here}/desk?{AREA}")
    expect(page.get_by_role("heading", name=re.compile("places to call"))).to_be_visible()
    tab_to(page, "Start with")
    page.keyboard.press("Enter")

    called = []
    sheet, before = page.get_by_role("heading", level=2), ""
    for hours in ("9", "10", "11", "12", "15"):
        # A run names the next place first; the sheet of the one before goes with its end.
        expect(sheet.last).not_to_have_text(before)
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
        expect(page.get_by_text("How did the call end?")).to_have_count(1)
        before = sheet.last.inner_text()
        place = page.url.rpartition("at=")[2]
        tab_to(page, "Answered")
        page.keyboard.press("Space")
        tab_to(page, "Hours a week, least")
        page.keyboard.press("Control+A")
        page.keyboard.type(hours)
        page.keyboard.press("Tab")
        page.keyboard.press("Control+A")
        page.keyboard.type(hours)
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, place=place: f"at={place}" not in url)
        called.append((place, float(hours)))
    assert len({place for place, _hours in called}) == 5

    # On the other server, in the page that stood open all the while.
    newer = live(visitor).locator("[data-newer]")
    expect(newer).to_be_visible()
    places = [place for place, _hours in called]
    visitor.wait_for_function(ALL_ARE_HEARD, arg=[f"./api/v1/search?{AREA}", places])
    place, _hours = called[0]
    before = cards(visitor).count()
    press(visitor, newer.get_by_role("button"))
    expect(newer).to_be_hidden()
    assert cards(visitor).count() == before
    told = live(visitor).locator(f"[data-facility='{place}']")
    expect(told).to_contain_text("Told by phone on")
    results = {one["id"]: one for one in asked(desk.there, AREA)["results"]}
    for place, hours in called:
        programs = [one for one in results[place]["programs"] if one["care"] == "iop"]
        said = programs[0]["hours"]
        assert (said["low"], said["high"], said["basis"]) == (hours, hours, "published")

    press(
        page,
        page.get_by_role("radio", name="Openings")
        .or_(page.get_by_role("button", name="Openings"))
        .first,
    )
    expect(page.get_by_role("heading", name=re.compile("^Openings of"))).to_be_visible()
    press(
        page, page.get_by_role("button", name="3+").or_(page.get_by_role("radio", name="3+")).first
    )
    expect(page.get_by_text(re.compile("^Saved: .*, 3 free"))).to_be_visible()
    visitor.wait_for_function(IS_A_MATCH, arg=f"./api/v1/search?{AREA}&openings=1")
    visitor.context.close()


@pytest.mark.parametrize("language", first(1, ("es", "en")))
def test_the_parts_of_the_desk_break_no_rule(page: Page, desk: Desk, language: str) -> None:
    come_in(page, desk)
    at = asked(desk.here, AREA)["results"][0]["id"]
    for part, stands in PARTS.items():
        page.goto(f"{desk.here}/desk?{AREA}&hl={language}&do={part}&at={at}")
        expect(page.locator(stands).first).to_be_visible()
        # Until a run has ended, what it has not drawn yet stands faded.
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
        assert findings_of_axe(page) == [], part


def test_a_session_that_was_ended_saves_nothing_at_the_next_press(page: Page, desk: Desk) -> None:
    come_in(page, desk)
    page.goto(f"{desk.here}/desk?{AREA}&do=openings")
    button = page.get_by_role("button", name="3+").or_(page.get_by_role("radio", name="3+")).first
    expect(button).to_be_visible()
    desk.people.revoke("Dana")
    press(page, button)
    expect(page.get_by_text(re.compile("no longer signed in|is for the team"))).to_be_visible()
    assert asked(desk.here, f"{AREA}&openings=1")["matches"] == 0
