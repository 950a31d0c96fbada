"""Back means back: what was opened from the list closes, and the list stands where it stood."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from find_driver import PHONE, cards, ids, in_the_menu, live, opened, served_finder
from pressing import point, press
from scripts.ensure_browser import NAMES
from turns import first, in_turn

Serve = Callable[..., str]
Check = Callable[[], None]

DESKTOP: dict[str, Any] = {"viewport": {"width": 1400, "height": 1000}, "reduced_motion": "reduce"}
ON_BOTH = {"desktop": DESKTOP, "phone": PHONE}

# How far the page is scrolled, which card is the first that is seen, and where it stands: once
# nothing has moved for some frames.
STANDS = """() => new Promise((done) => {
    const place = () => {
        const box = document.querySelector("#stMain");
        const cards = [...(box?.querySelectorAll("[data-part=list] [data-facility]") ?? [])];
        const card = cards.find((one) => one.getBoundingClientRect().bottom > 0);
        return [box?.scrollTop, card?.dataset.facility, card?.getBoundingClientRect().top];
    };
    let [last, still] = ["", 0];
    (function look() {
        const now = JSON.stringify(place());
        still = now === last ? still + 1 : 0;
        last = now;
        if (still > 20) done(place());
        else requestAnimationFrame(look);
    })();
})"""
SCROLL = """([share]) => {
    const box = document.querySelector("#stMain");
    box.scrollTop = Math.round((box.scrollHeight - box.clientHeight) * share);
}"""
NEAREST = """(name) => {
    const links = [...document.querySelectorAll("#root .st-key-list_side [data-facility]")]
        .map((card) => [...card.querySelectorAll(".do a")]
            .find((one) => one.textContent.startsWith(name)));
    const off = links.map((one) => one
        ? Math.abs(one.getBoundingClientRect().top - innerHeight / 2) : Infinity);
    return off.indexOf(Math.min(...off));
}"""
COVERED = """() => [".leave", "[href='tel:911']", "[href='tel:988']"].filter((what) => {
    const link = document.querySelector(`#root [data-part=top] ${what}`);
    const { x, y, width, height } = link.getBoundingClientRect();
    return !link.contains(document.elementFromPoint(x + width / 2, y + height / 2));
})"""
# Pages that the results lead to, by the text of the link.
OTHER_PAGES = {"Plan from here": "plan", "Share": "share", "As a table": "table"}
SEARCHES = (
    "near=22903&care=iop&within=50",
    "near=22903&within=100",
    "state=VA&care=outpatient",
    "state=VA&page=2",
    "near=10001&care=outpatient&sort=name",
    "care=residential&pay=medicaid",
    "q=center",
    # The list of all: with nothing asked that is a link away from the start page.
    "sort=name",
)


@pytest.fixture
def finder(serve: Serve, national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@pytest.fixture
def keeping_page(playwright_driver: Playwright, context_options: dict[str, Any]) -> Iterator[Page]:
    """A page of a Chromium that keeps pages for the way back, which Playwright switches off."""
    browser = playwright_driver.chromium.launch(
        executable_path=os.environ.get("FINDER_CHROMIUM")
        or next(filter(None, map(shutil.which, NAMES)), None),
        args=["--no-sandbox"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = browser.new_context(**context_options).new_page()
    page.set_default_timeout(20_000)
    yield page
    browser.close()


def stands(page: Page) -> list[Any]:
    """Where the list stands, once it stands still."""
    place: list[Any] = page.evaluate(STANDS)
    return place


def scrolled(page: Page, share: float, name: str = "Details") -> list[Any]:
    """Scroll through a share of the page, laid out on the way; where it stands then.

    A card is higher than a phone: its links come into view before it is said where all stands.
    """
    for step in (share / 3, share * 2 / 3, share):
        page.evaluate(SCROLL, [step])
        stands(page)
    point(page, card_link(page, name))
    return stands(page)


def card_link(page: Page, name: str) -> Locator:
    """That link of a card which is nearest to the middle of the window."""
    nearest: int = page.evaluate(NEAREST, name)
    return cards(page).nth(nearest).get_by_role("link", name=re.compile(f"^{name}"))


def follow(page: Page, name: str) -> None:
    """Press a link of a card that is seen, without moving the page."""
    press(page, card_link(page, name))


def back_on_the_list(page: Page) -> None:
    page.go_back(wait_until="commit")
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(live(page).locator("#results")).to_be_visible()


@pytest.mark.parametrize("seed", first(6, range(20)))
def test_a_facility_closes_with_back_and_the_list_stands_to_the_pixel(
    page: Page, finder: str, seed: int, page_is_clean: Check
) -> None:
    draw = random.Random(seed)
    query = draw.choice(SEARCHES)
    if seed % 2:
        page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{finder}/?{query}")
    before, address, title = scrolled(page, draw.random()), page.url, page.title()
    follow(page, "Details")
    page.wait_for_url("**/facility?id=*")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert all(pair in page.url for pair in query.split("&"))
    assert page.evaluate(COVERED) == []
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == address
    assert page.title() == title
    assert stands(page) == before
    page_is_clean()


@pytest.mark.parametrize(("way", "context_options"), in_turn(("close", "Escape", "list"), ON_BOTH))
def test_every_way_of_closing_is_a_step_back(page: Page, finder: str, way: str) -> None:
    opened(page, f"{finder}/?{SEARCHES[0]}")
    before, address, steps = scrolled(page, 0.5), page.url, page.evaluate("history.length")
    follow(page, "Details")
    over = page.get_by_role("dialog")
    expect(over).to_be_visible()
    if way == "close":
        over.get_by_role("button", name="Close").click()
    elif way == "Escape":
        # Also after its text was pressed, which takes the focus from its buttons.
        press(page, over.get_by_role("heading", level=1))
        page.keyboard.press("Escape")
    else:
        over.get_by_role("link", name="Back to the list").click()
    expect(over).to_have_count(0)
    assert page.url == address
    assert stands(page) == before
    assert page.evaluate("history.length") == steps + 1


@pytest.mark.parametrize(("name", "context_options"), in_turn(OTHER_PAGES, ON_BOTH))
def test_back_from_another_page_leads_to_the_same_place(page: Page, finder: str, name: str) -> None:
    path = OTHER_PAGES[name]
    opened(page, f"{finder}/?{SEARCHES[1]}")
    before = scrolled(page, 0.4, "Plan from here")
    if path == "plan":
        follow(page, name)
    else:
        link = in_the_menu(page).get_by_role("link", name=name)
        point(page, link)  # brings it into view
        before = stands(page)
        press(page, link)
    page.wait_for_url(f"**/{path}?*")
    back_on_the_list(page)
    assert stands(page) == before


def test_back_from_the_comparison_leads_to_the_same_place(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCHES[0]}")
    picked = ",".join(
        cards(page).evaluate_all("all => all.slice(0, 2).map(one => one.dataset.facility)")
    )
    opened(page, f"{finder}/?{SEARCHES[0]}&pick={picked}")
    before = scrolled(page, 0.5)
    live(page).get_by_role("link", name="Compare").first.click()
    page.wait_for_url("**/compare?*")
    back_on_the_list(page)
    assert stands(page) == before


@pytest.mark.parametrize("context_options", [DESKTOP], ids=["desktop"])
def test_all_of_it_holds_where_the_browser_keeps_pages(keeping_page: Page, finder: str) -> None:
    page = keeping_page
    opened(page, f"{finder}/?{SEARCHES[1]}")
    before = scrolled(page, 0.6, "Plan from here")
    follow(page, "Plan from here")
    page.wait_for_url("**/plan?*")
    back_on_the_list(page)
    assert stands(page) == before
    point(page, card_link(page, "Details"))
    before = stands(page)
    follow(page, "Details")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.go_back(wait_until="commit")  # a page that was kept has no second load
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert stands(page) == before


@pytest.mark.parametrize("path", ["compare", "table", "plan"])
def test_a_facility_opened_elsewhere_leads_back_there(page: Page, finder: str, path: str) -> None:
    opened(page, f"{finder}/?{SEARCHES[1]}")
    picked = ids(page)[:4]
    at = f"&at={picked[0]}" if path == "plan" else ""
    page.goto(f"{finder}/{path}?{SEARCHES[1]}&pick={','.join(picked)}{at}")
    link = page.locator("main a[href*='facility?id=']:not(.shortlist a)").last
    if path == "plan" and not link.count():
        page.goto(f"{finder}/{path}?from=iop&{SEARCHES[1]}")
    link.scroll_into_view_if_needed()
    before = page.evaluate("[scrollX, scrollY]")
    address = page.url
    press(page, link)
    page.wait_for_url("**/facility?id=*")
    expect(live(page).locator(".detail h1")).to_be_visible()
    page.go_back()
    page.wait_for_url(address)
    page.wait_for_function("before => scrollY === before[1]", arg=before)


def test_a_facility_that_is_loaded_again_still_leads_back_to_the_place(
    page: Page, finder: str
) -> None:
    opened(page, f"{finder}/?{SEARCHES[1]}")
    before = scrolled(page, 0.5)
    follow(page, "Details")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.reload()
    expect(live(page).locator(".detail h1")).to_be_visible()
    back_on_the_list(page)
    assert stands(page) == before


def test_forward_opens_it_again(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCHES[0]}")
    follow(page, "Details")
    expect(page.get_by_role("dialog")).to_be_visible()
    name, address = (
        page.get_by_role("dialog").get_by_role("heading", level=1).inner_text(),
        page.url,
    )
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_forward()
    expect(page.get_by_role("dialog", name=name)).to_be_visible()
    assert page.url == address


def test_what_is_picked_in_a_facility_stays_picked_after_back(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCHES[0]}")
    before = scrolled(page, 0.3)
    follow(page, "Details")
    over = page.get_by_role("dialog")
    over.locator("[data-pick]").first.click()
    expect(over.locator("[data-pick]").first).to_contain_text("On shortlist")
    assert "&pick=" in page.url
    page.go_back()
    expect(over).to_have_count(0)
    assert "&pick=" in page.url
    expect(live(page).locator(".shortlist")).to_contain_text("1 place")
    assert stands(page)[1:] == before[1:]


def test_the_map_tab_of_a_phone_is_still_open_after_back(browser: Browser, finder: str) -> None:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    opened(page, f"{finder}/?{SEARCHES[0]}")
    page.get_by_role("tab", name="Map").click()
    page.goto(f"{finder}/tonight")
    back_on_the_list(page)
    expect(page.get_by_role("tab", name="Map")).to_have_attribute("aria-selected", "true")
    context.close()


def test_only_the_facility_and_the_crisis_lines_can_be_reached_while_it_is_open(
    page: Page, finder: str
) -> None:
    opened(page, f"{finder}/?{SEARCHES[0]}")
    follow(page, "Details")
    expect(page.get_by_role("dialog")).to_be_visible()
    reached = set()
    for _step in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.closest('#finder-facility, .tonight, body')"
                ".className || 'outside'"
            )
        )
    assert reached <= {"finder", "tonight", "outside"}
    assert {"finder", "tonight"} <= reached
    assert page.evaluate("document.querySelectorAll('#root .card:not([hidden])').length") > 0
    expect(cards(page).first).to_be_hidden()
