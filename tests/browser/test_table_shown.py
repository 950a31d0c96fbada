"""The dense table on a phone and by keyboard alone, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from find_driver import PHONE, is_in_order, served_finder

Serve = Callable[..., str]
Check = Callable[[], None]
SEARCH = "near=22903&care=iop,outpatient"


@pytest.fixture
def context_options() -> dict[str, Any]:
    return PHONE


@pytest.fixture(scope="module")
def finder(serve: Serve, national_folder: Path) -> str:
    """The finder on the national directory."""
    return served_finder(serve, national_folder)


def test_columns_and_places_are_chosen_by_keyboard_on_a_phone(
    finder: str, page: Page, page_is_clean: Check
) -> None:
    page.goto(f"{finder}/table?{SEARCH}")
    rows = page.locator("tbody tr")
    expect(rows.first).to_be_visible()
    is_in_order(page)

    page.get_by_text("Columns", exact=True).press("Enter")
    page.get_by_label("Therapies", exact=True).press("Space")
    page.get_by_role("button", name="Show these columns").press("Enter")
    expect(rows.first.locator("td[data-label=Therapies]")).to_be_visible()

    places = page.locator("tbody th a").evaluate_all("all => all.map(one => one.textContent)")
    two = list(dict.fromkeys(places))[:2]
    for name in two:
        page.get_by_role("row").filter(has_text=name).get_by_role("checkbox").first.press("Space")
    page.get_by_role("button", name="Add to shortlist").press("Enter")
    expect(page.locator("#shortlist")).to_have_text("Shortlist: 2 places")
    expect(page.get_by_role("link", name="Compare")).to_be_visible()
    expect(rows.first.locator("td[data-label=Therapies]")).to_be_visible()

    page.get_by_text("Same as this, but…").press("Enter")
    is_in_order(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Residential", exact=True).press("Enter")
    expect(opened.value.locator("h1")).to_contain_text("esidential")
    expect(page.locator("#shortlist")).to_have_text("Shortlist: 2 places")
    page_is_clean()
