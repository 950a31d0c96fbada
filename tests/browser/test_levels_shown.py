"""The pages on levels of care in a real browser, without scripts, in two dresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from find_driver import PHONE, served_finder

Check = Callable[[], None]

DESKTOP: dict[str, Any] = {"viewport": {"width": 1400, "height": 1000}}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_ALL = "all => all.forEach(one => { one.open = true; })"


@pytest.mark.parametrize(
    "context_options",
    [DESKTOP, {**PHONE, "color_scheme": "dark"}],
    ids=["desktop", "dark phone"],
)
def test_from_all_levels_to_one_and_into_its_search(
    page: Page, serve: Callable[..., str], national_folder: Path, page_is_clean: Check
) -> None:
    finder = served_finder(serve, national_folder)
    page.goto(f"{finder}/levels?near=22903")
    assert broken(page) == []
    page.get_by_role("main").get_by_role("link", name="Intensive outpatient (IOP)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Intensive outpatient (IOP)")
    expect(page.get_by_role("img", name="An example of a week")).to_be_visible()
    page.locator("details.rests").evaluate_all(OPEN_ALL)
    assert broken(page) == []
    page.get_by_role("link", name="Find IOPs with evening sessions", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("within 25 miles of 22903")
    page_is_clean()


def broken(page: Page) -> list[str]:
    """Rules of WCAG 2.2 AA that the page breaks, and whether it scrolls sideways."""
    found = [one["id"] for one in Axe().run(page, options=RULES).response["violations"]]
    return [*found, *(["sideways"] if page.evaluate(SIDEWAYS) > 0 else [])]
