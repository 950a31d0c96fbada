"""The page shows our own faces: landmarks, titles, and no dialog of Streamlit's."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, WebSocketRoute, expect

from find_driver import PATIENT_SECONDS, PHONE, cards, expect_query, live, opened, served_finder
from site_pages import DASHBOARD, SEARCH, SITE_PAGES, addresses_of

Serve = Callable[..., str]

STREAMLITS = "[data-testid=stDialog], [role=dialog]"
LANDMARKS = {
    "runOnly": {
        "type": "rule",
        "values": [
            "region",
            "bypass",
            "skip-link",
            "landmark-one-main",
            "landmark-main-is-top-level",
            "landmark-banner-is-top-level",
            "landmark-contentinfo-is-top-level",
            "landmark-no-duplicate-banner",
            "landmark-no-duplicate-contentinfo",
            "landmark-no-duplicate-main",
            "landmark-unique",
        ],
    },
    "resultTypes": ["violations"],
}


@pytest.fixture
def finder(serve: Serve, national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def broken(page: Page) -> list[Any]:
    violations = Axe().run(page, options=LANDMARKS).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations]


def facility_address(finder: str) -> str:
    answer = httpx.get(f"{finder}/api/v1/search?{SEARCH}", timeout=PATIENT_SECONDS).json()
    return f"{finder}/facility?id={answer['results'][0]['id']}&{SEARCH}"


def has_landmarks(page: Page) -> None:
    assert broken(page) == []
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)


def first_stop(page: Page) -> str:
    """What the first Tab stop reads, and that its target is there."""
    page.keyboard.press("Tab")
    text: str = page.evaluate("document.activeElement.textContent")
    assert page.evaluate(
        "document.querySelector(document.activeElement.getAttribute('href')) !== null"
    )
    return text


def test_the_find_page_and_a_facilitys_have_their_landmarks(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    has_landmarks(page)
    expect(page.get_by_role("search")).to_have_count(1)
    expect(page.get_by_role("main").locator("#results")).to_have_count(1)
    expect(page.get_by_role("main").get_by_role("banner")).to_have_count(0)
    assert first_stop(page) == "Skip to the results"
    page.goto(facility_address(finder))
    expect(live(page).locator(".detail h1")).to_be_visible()
    expect(page.locator("#first-paint")).to_have_count(0)
    has_landmarks(page)
    assert first_stop(page) == "Skip to the results"


@pytest.mark.parametrize("path", [one for one in SITE_PAGES if one not in DASHBOARD] + ["/nope"])
def test_every_other_page_has_its_landmarks(page: Page, finder: str, path: str) -> None:
    page.goto(addresses_of(finder).get(path, finder + path))
    has_landmarks(page)
    assert first_stop(page) == "Skip to the results"


def test_the_title_stays_and_follows_what_is_asked(page: Page, finder: str) -> None:
    address = f"{finder}/?{SEARCH}"
    served = re.search("<title>(.*?)</title>", httpx.get(address, timeout=PATIENT_SECONDS).text)
    assert served is not None
    opened(page, address)
    assert page.title() == served[1] == "Intensive outpatient programs within 50 miles of 22903"
    live(page).locator("a.chip", has_text="Intensive outpatient").click()
    expect_query(page, "near=22903&within=50")
    expect(page).to_have_title("Treatment programs within 50 miles of 22903")
    page.go_back()
    expect(page).to_have_title(served[1])
    opened(page, f"{finder}/?sort=name")
    expect(page).to_have_title("Find a program")


def test_a_facilitys_title_names_the_town_and_nothing_else(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    cards(page).first.get_by_role("link", name=re.compile("^Details")).click()
    expect(page).to_have_title(re.compile(r"^A program in [\w. ]+, VA$"))
    shown = page.title()
    page.reload()
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(page).to_have_title(shown)


@pytest.mark.parametrize("context_options", [PHONE], ids=["phone"])
def test_a_lost_connection_is_said_in_a_line_and_the_page_goes_on(page: Page, finder: str) -> None:
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        if len(sockets) == 1:
            socket.connect_to_server()
        else:
            socket.close()

    page.route_web_socket("**/_stcore/stream", connect)
    opened(page, f"{finder}/?{SEARCH}")
    line = live(page).locator("[data-lost]")
    expect(line).to_be_hidden()
    sockets[0].close()
    expect(line).to_be_visible()
    live(page).locator("a.chip", has_text="Intensive outpatient").click()
    expect_query(page, "near=22903&within=50")
    expect(line).to_be_visible()
    expect(page.locator(STREAMLITS)).to_have_count(0)


def test_where_it_never_comes_the_first_paint_says_so_and_its_filters_work(
    page: Page, finder: str
) -> None:
    page.clock.install()
    page.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    page.goto(f"{finder}/?{SEARCH}")
    expect(page.locator("html[data-finder=ready]")).to_be_attached()
    page.clock.fast_forward(31_000)
    expect(page.locator("#first-paint [data-lost]")).to_be_visible()
    page.locator("#first-paint a.chip", has_text="Intensive outpatient").click()
    expect_query(page, "near=22903&within=50")
    page.clock.fast_forward(120_000)
    expect(page.locator(STREAMLITS)).to_have_count(0)


@pytest.mark.parametrize("path", ["/nope", "/guide/xyz", "/a/b"])
def test_an_unknown_address_never_shows_streamlits_dialog(
    page: Page, finder: str, path: str
) -> None:
    answer = page.goto(f"{finder}{path}?near=22903")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    expect(page.locator(STREAMLITS)).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Find", exact=True).click()
    page.wait_for_url(f"{finder}/?near=22903")


def test_a_link_that_was_shared_and_mailed_opens_as_it_was_meant(page: Page, finder: str) -> None:
    changed = SEARCH.replace("&", "&amp;")
    opened(page, f"{finder}/?fbclid=abc&{changed}.&utm_source=mail")
    expect(live(page).locator("h1")).to_have_text(
        "Intensive outpatient programs within 50 miles of 22903"
    )
    expect(live(page).locator(".told")).to_have_count(0)
    facility = facility_address(finder).replace("&", "&amp;")
    page.goto(f"{facility}&gclid=1")
    expect(live(page).locator(".detail h1")).to_be_visible()
    live(page).locator("[data-pick]").first.click()
    expect(live(page).locator("[data-pick]").first).to_contain_text("On shortlist")
