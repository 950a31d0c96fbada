"""A plan in a real browser: from the card of a program to the calendar, and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from find_driver import PHONE, live, opened, served_finder
from test_accessibility import broken_rules

Check = Callable[[], None]

SEARCH = "near=22903&care=iop&within=50&pay=medicaid"
PLAN = "plan?from=iop&near=22903&pay=medicaid&substance=alcohol&start=2026-12-01"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ON_PHONE: dict[str, dict[str, Any]] = {
    "phone": PHONE,
    "dark phone": {**PHONE, "color_scheme": "dark"},
}


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def test_from_a_card_to_a_plan_to_a_calendar(page: Page, finder: str, page_is_clean: Check) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    card = live(page).locator("article").first
    name = card.get_by_role("heading").inner_text()
    card.get_by_role("link", name=re.compile("^Plan from here")).click()
    page.wait_for_url(re.compile(r"/plan\?step="))
    step = page.locator("#step-iop")
    expect(step).to_contain_text(name)
    expect(step).to_contain_text("Listed as taking Medicaid")

    page.get_by_label("First day").fill("2026-12-01")
    step.get_by_label(re.compile("^Weeks")).fill("10")
    page.get_by_role("button", name="Update the plan").click()
    page.wait_for_url(re.compile("start=2026-12-01"))
    expect(page.locator("#step-iop")).to_contain_text("10 weeks")

    with page.expect_download() as download:
        page.get_by_role("link", name="Calendar").click()
    events = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    titles = [str(event["SUMMARY"]) for event in events]
    assert sum("of 10" in title for title in titles) == 10
    assert sum("Check-up call" in title for title in titles) == 5
    page_is_clean()


def test_a_plan_is_changed_without_a_script(browser: Any, finder: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{finder}/{PLAN}")
    page.get_by_role("link", name="Residential instead").click()
    expect(page.locator("#step-residential")).to_contain_text("Lives there")
    page.get_by_role("link", name=re.compile("^Remove this step ?, Detox")).click()
    expect(page.locator("#step-detox")).to_have_count(0)
    page.locator("#step-iop").get_by_label(re.compile("^Place")).select_option(index=2)
    page.get_by_role("button", name="Update the plan").click()
    expect(page.locator("#step-iop")).to_be_visible()
    assert "form" not in urlsplit(page.url).query
    context.close()


@pytest.mark.parametrize(
    "context_options", [ON_PHONE["phone"], ON_PHONE["dark phone"]], ids=["phone", "dark phone"]
)
def test_a_plan_on_a_phone_breaks_no_rule(page: Page, finder: str, page_is_clean: Check) -> None:
    page.goto(f"{finder}/{PLAN}")
    expect(page.locator("svg.plan-picture")).to_have_count(2)
    assert broken_rules(page) == []
    assert page.evaluate(TOO_WIDE) == 0
    page.goto(f"{finder}/plan")
    expect(page.get_by_role("button", name="Make a plan")).to_be_visible()
    assert broken_rules(page) == []
    page_is_clean()


def test_a_plan_on_paper_has_its_steps_and_no_form(page: Page, finder: str) -> None:
    page.goto(f"{finder}/{PLAN}")
    page.emulate_media(media="print")
    expect(page.locator("#step-iop")).to_be_visible()
    expect(page.locator("svg.plan-picture").first).to_be_visible()
    for control in ("select", "input[type=number]", "button"):
        expect(page.locator(f".plan-page {control}").first).to_be_hidden()
