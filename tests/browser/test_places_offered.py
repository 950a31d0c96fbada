"""Places as one types, with a mouse, a finger, the keys, and without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from find_driver import APP, PATIENT_SECONDS, PHONE

HELD_MS = 400


@pytest.fixture
def finder(serve: Callable[..., str]) -> str:
    """The address of the finder on the demonstration, without streets and geocoder."""
    return serve(APP, {"FINDER_TILES": "none", "FINDER_GEOCODER": "none"})


@pytest.fixture
def context_options() -> dict[str, Any]:
    return {"viewport": {"width": 1400, "height": 1000}}


def offered(page: Page) -> Locator:
    """The places below the field; the options of other fields are no places."""
    return page.get_by_role("listbox").get_by_role("option")


def typed(page: Page, text: str) -> Locator:
    """The field for a place on the plain page, with what is offered below it."""
    field = page.locator("#i-near")
    field.click()
    field.fill("")
    field.press_sequentially(text, delay=20)
    # A server that has just started reads its towns first.
    expect(offered(page).first).to_be_visible(timeout=PATIENT_SECONDS * 1000)
    return field


def middle_of_the_words(page: Page, words: str) -> tuple[float, float]:
    box = offered(page).get_by_text(words, exact=True).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_place_is_chosen_by_pressing_its_words(
    page: Page, finder: str, page_is_clean: Callable[[], None]
) -> None:
    page.goto(f"{finder}/plain")
    field = typed(page, "charlottesv")
    x, y = middle_of_the_words(page, "Charlottesville, VA")
    # Held for a while: what is offered stays where it is.
    page.mouse.click(x, y, delay=HELD_MS)
    expect(field).to_have_value("Charlottesville, VA")
    expect(field).to_be_focused()
    expect(page.get_by_role("listbox")).to_have_count(0)
    page_is_clean()


@pytest.mark.parametrize("context_options", [PHONE], ids=["phone"])
def test_a_place_is_chosen_with_a_finger(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain")
    field = typed(page, "virgini")
    page.touchscreen.tap(*middle_of_the_words(page, "Virginia"))
    expect(field).to_have_value("Virginia")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0


def test_the_keys_and_a_screen_reader_follow_the_combobox_pattern(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain")
    field = typed(page, "bost")
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    field.press("ArrowDown")
    chosen = page.get_by_role("listbox").get_by_role("option", selected=True)
    expect(chosen).to_have_text("Boston, MA")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    field.press("Enter")
    expect(field).to_have_value("Boston, MA")
    expect(field).to_have_attribute("aria-expanded", "false")
    # The form is sent by the next Enter, not by the choice.
    assert page.url == f"{finder}/plain"
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Boston, MA")


def test_escape_closes_what_is_offered_and_keeps_what_was_typed(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain")
    field = typed(page, "bost")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("bost")


def test_the_live_page_takes_a_place_as_soon_as_it_is_chosen(page: Page, finder: str) -> None:
    page.goto(f"{finder}/?care=iop")
    expect(page.locator("#first-paint")).to_have_count(0)
    field = page.locator("#root [name=near]")
    field.click()
    field.press_sequentially("charlottesv", delay=20)
    expect(offered(page).first).to_be_visible(timeout=PATIENT_SECONDS * 1000)
    page.mouse.click(*middle_of_the_words(page, "Charlottesville, VA"))
    page.wait_for_url("**/?near=Charlottesville*care=iop")
