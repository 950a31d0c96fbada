"""The guide, the page for tonight and the way off a page, in a real browser at phone width."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from find_driver import PATIENT_SECONDS, PHONE, in_the_menu, is_in_order, live, served_finder
from pressing import press

Serve = Callable[..., str]
Check = Callable[[], None]
# In milliseconds, for what the dashboard draws.
PATIENT = PATIENT_SECONDS * 1000


@pytest.fixture
def context_options() -> dict[str, Any]:
    return PHONE


@pytest.fixture(scope="module")
def finder(serve: Serve, national_folder: Path) -> str:
    """The finder on the national directory."""
    return served_finder(serve, national_folder)


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("h1")).to_have_text(text)


def choose(page: Page, *labels: str) -> None:
    for label in labels:
        press(page, page.get_by_label(label, exact=True))
    page.get_by_role("button", name=re.compile("^(Next|See the levels)$")).click()


def choose_bare(page: Page, label: str) -> None:
    """The same by the mouse on the words: where no script runs, nobody can ask the page of them."""
    words = page.locator("label", has_text=re.compile(f"^{label}$"))
    words.first.click(timeout=20_000)
    page.get_by_role("button", name=re.compile("^(Next|See the levels)$")).click()


def question(page: Page, number: int) -> None:
    heading(page, re.compile(f"^Question {number} of 8"))


def to_the_levels(page: Page, address: str) -> None:
    page.goto(address)
    is_in_order(page)
    choose(page, "None of these")
    question(page, 1)
    choose(page, "Someone in my family")
    question(page, 2)
    expect(page.get_by_text("What do they use?")).to_be_visible()
    choose(page, "Alcohol", "Every day or nearly, for weeks or longer")
    for number in range(3, 8):
        question(page, number)
        page.get_by_role("button", name="Skip").click()
    question(page, 8)
    is_in_order(page)
    choose(page, "Medicaid")
    heading(page, "3 levels that might fit")


def test_from_the_guide_to_a_search(page: Page, finder: str, page_is_clean: Check) -> None:
    to_the_levels(page, f"{finder}/guide")
    assert page.url == f"{finder}/guide"
    is_in_order(page)
    detox = page.locator("section", has=page.get_by_role("heading", name="Detox", exact=True))
    page.get_by_label("ZIP code, or town and state").fill("22903")
    detox.locator("button[value='search:detox']").click()
    expect(live(page).locator("#results")).to_contain_text("Detox programs", timeout=PATIENT)
    expect(page).to_have_url(re.compile("care=detox"))
    for part in ("detox_for=alcohol", "substance=alcohol", "pay=medicaid", "near=22903"):
        assert part in page.url
    page_is_clean()


def test_back_leads_to_the_question_before_and_keeps_its_answer(page: Page, finder: str) -> None:
    to_the_levels(page, f"{finder}/guide?near=22903")
    page.go_back()
    question(page, 8)
    expect(page.get_by_label("Medicaid", exact=True)).to_be_checked()
    page.go_back()
    question(page, 7)
    page.go_forward()
    question(page, 8)
    assert page.url == f"{finder}/guide?near=22903"
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert stored == [0, 0, ""]
    assert set(page.evaluate("Object.keys(history.state)")) == {"guide"}


def test_danger_interrupts(page: Page, finder: str) -> None:
    page.goto(f"{finder}/guide")
    choose(page, "Someone took too much, or the wrong thing, and is awake")
    heading(page, "Get help now")
    is_in_order(page)
    expect(page.locator("#main").get_by_role("link", name="Call 911")).to_be_visible()
    page.get_by_role("button", name="Nobody is in danger now").click()
    question(page, 1)


def test_the_page_for_tonight_is_in_order(page: Page, finder: str, page_is_clean: Check) -> None:
    page.goto(f"{finder}/tonight")
    is_in_order(page)
    page.get_by_label("ZIP code, or town and state").fill("Charlottesville, VA")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{finder}/tonight?near=Charlottesville,+VA")
    expect(page.locator("[data-facility]")).to_have_count(6)
    is_in_order(page)
    page_is_clean()


@pytest.mark.parametrize("path", ["/tonight", "/guide", "/plain", "/"])
def test_leave_puts_another_page_in_the_place_of_this_one(
    page: Page, finder: str, path: str
) -> None:
    """Back does not lead to the page that was left."""

    def weather(route: Route) -> None:
        route.fulfill(body="<h1>Weather</h1>", content_type="text/html")

    page.route("https://www.weather.gov/**", weather)
    page.goto("about:blank")
    page.goto(f"{finder}{path}")
    page.locator(".leave").click()
    heading(page, "Weather")
    page.go_back()
    assert page.url == "about:blank"


def test_the_guide_works_without_scripts(page: Page, finder: str) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(**PHONE, java_script_enabled=False)
    try:
        bare = context.new_page()
        bare.goto(f"{finder}/guide")
        choose_bare(bare, "None of these")
        question(bare, 1)
        choose_bare(bare, "A client")
        question(bare, 2)
        bare.get_by_role("button", name="Back").click()
        question(bare, 1)
        expect(bare.get_by_label("A client")).to_be_checked()
    finally:
        context.close()


def test_whom_it_is_for_is_chosen_on_the_find_page(page: Page, finder: str) -> None:
    page.goto(f"{finder}/?near=22903")
    expect(page.locator("#first-paint")).to_have_count(0, timeout=PATIENT)
    before = live(page).locator("#results").inner_text()
    in_the_menu(page).get_by_role("link", name="A client").click()
    expect(page).to_have_url(re.compile("view=client"), timeout=PATIENT)
    chosen = live(page).locator(".audience [aria-current]")
    expect(chosen).to_have_text("A client", timeout=PATIENT)
    expect(live(page).locator("#results")).to_have_text(before)
