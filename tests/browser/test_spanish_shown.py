"""The finder in the browser of somebody who reads Spanish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from find_driver import PHONE, expect_query, listed, live, map_of, opened, served_finder
from pressing import press
from test_accessibility import DESKTOP, broken_rules

Check = Callable[[], None]

SPANISH: dict[str, Any] = {**DESKTOP, "locale": "es-MX"}
SPANISH_PHONE = {**PHONE, "locale": "es-MX", "color_scheme": "dark"}
SEARCH = "near=22903&care=iop"

# The words that are broken over two lines, and the links of the head that lie on one another.
BROKEN = """() => {
    const found = [];
    for (const one of document.querySelectorAll(".shortlist .ways a")) {
        const text = one.firstChild;
        for (const word of text.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            if (range.getClientRects().length > 1) found.push(word[0]);
        }
    }
    const boxes = [...document.querySelectorAll(".top nav a, .tongues a")]
        .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect());
    boxes.forEach((box, place) => boxes.slice(place + 1).forEach((other) => {
        if (box.left < other.right && other.left < box.right
            && box.top < other.bottom && other.top < box.bottom) found.push([box, other]);
    }));
    return found;
}"""

in_spanish = pytest.mark.parametrize("context_options", [SPANISH], ids=["desktop"])
on_a_spanish_phone = pytest.mark.parametrize("context_options", [SPANISH_PHONE], ids=["phone"])


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@in_spanish
def test_find_is_spanish_before_and_after_its_scripts_and_can_be_used(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    heading = live(page).locator("#results")
    expect(heading).to_have_text(
        "Programas de tratamiento ambulatorio intensivo a menos de 25 millas de 22903"
    )
    assert broken_rules(page) == []
    page.locator("#root").get_by_label("A menos de", exact=True).select_option(label="50 millas")
    expect(heading).to_contain_text("a menos de 50 millas de 22903")
    expect_query(page, "near=22903&within=50&care=iop")
    page_is_clean()


@in_spanish
def test_the_frame_of_the_map_speaks_spanish_as_its_page_does(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    frame = map_of(page)
    expect(frame.locator("html")).to_have_attribute("lang", "es")
    assert frame.title() == "Mapa de los programas encontrados"
    assert broken_rules(frame) == []


@in_spanish
def test_who_chooses_english_keeps_it(page: Page, finder: str, page_is_clean: Check) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    live(page).get_by_role("link", name="English").click()
    heading = live(page).locator("#results")
    expect(heading).to_have_text("Intensive outpatient programs within 25 miles of 22903")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_query(page, f"{SEARCH}&hl=en")
    live(page).get_by_role("link", name="Without map").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Intensive outpatient programs")
    expect_query(page, f"{SEARCH}&hl=en")
    page_is_clean()


@on_a_spanish_phone
def test_the_plain_page_is_spanish_and_breaks_no_rule(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_text("Ningún hablante nativo ha revisado")).to_be_visible()
    assert broken_rules(page) == []
    press(page, page.get_by_role("link", name="English"), how="touch")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page_is_clean()


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_no_spanish_word_is_broken_and_nothing_in_the_head_lies_on_another(
    page: Page, finder: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    picks = ",".join(listed(finder, SEARCH)[:2])
    page.goto(f"{finder}/plain?{SEARCH}&pick={picks}&hl=es")
    expect(page.locator(".shortlist .ways a")).to_have_count(3)
    assert page.evaluate(BROKEN) == []
    page.goto(f"{finder}/tonight?{SEARCH}&hl=es")
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
