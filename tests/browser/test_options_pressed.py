"""Options chosen as people choose them, and presses that last while the page changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from find_driver import (
    PATIENT_SECONDS,
    PHONE,
    all_filters,
    cards,
    expect_query,
    live,
    opened,
    served_finder,
)
from pressing import How, point, press

NEARBY = "/?near=22903&care=iop&within=50"
DESKTOP: dict[str, Any] = {
    "viewport": {"width": 1400, "height": 1000},
    "has_touch": True,
    "reduced_motion": "reduce",
}

on_both_sizes = pytest.mark.parametrize(
    "context_options", [DESKTOP, PHONE], ids=["desktop", "phone"]
)


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def option(page: Page, key: str, name: str, inside: str = "#root") -> Locator:
    field = page.locator(f"{inside} .f-{key}")
    return field.get_by_role("checkbox", name=re.compile(f"^{name}"))


def open_options(page: Page, key: str, how: How = "mouse", inside: str = "#root") -> None:
    summary = page.locator(f"{inside} .f-{key} summary")
    if not summary.is_visible():
        press(page, all_filters(page), how=how)
    press(page, summary, how=how)


@on_both_sizes
@pytest.mark.parametrize("how", ["mouse", "touch"])
@pytest.mark.parametrize(("hold_ms", "move_px"), [(0, 0), (80, 3), (400, 0)])
def test_an_option_is_chosen_by_its_words(
    page: Page, finder: str, how: How, hold_ms: int, move_px: int
) -> None:
    opened(page, finder + NEARBY)
    open_options(page, "care", how)
    box = option(page, "care", "Residential")
    press(page, box, how=how, hold_ms=hold_ms, move_px=move_px)
    expect(box).to_be_checked()
    expect_query(page, "near=22903&within=50&care=residential,iop")


@on_both_sizes
def test_an_option_of_the_first_paint_is_chosen_by_its_words(page: Page, finder: str) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/static/js/index\..*\.js"), lambda route: held.append(route))
    page.goto(finder + NEARBY, wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-finder", "ready")
    open_options(page, "care", inside="#first-paint")
    press(page, option(page, "care", "Residential", "#first-paint"), hold_ms=80)
    expect_query(page, "near=22903&within=50&care=residential,iop")


def test_the_first_paint_is_not_taken_from_under_a_press(page: Page, finder: str) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/static/js/index\..*\.js"), lambda route: held.append(route))
    page.goto(finder + NEARBY, wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-finder", "ready")
    link = page.locator("#first-paint .card").first.get_by_role("link", name=re.compile("^Details"))
    page.mouse.move(*point(page, link))
    page.mouse.down()
    for route in held:
        route.continue_()
    stands = page.locator("[data-test-script-state=notRunning] [data-part=foot]")
    expect(stands).to_be_attached(timeout=PATIENT_SECONDS * 1000)
    expect(page.locator("#first-paint")).to_be_visible()
    page.mouse.up()
    expect(page).to_have_url(re.compile("/facility"))


def test_an_answer_does_not_draw_the_list_anew_under_a_press(page: Page, finder: str) -> None:
    held: list[Route] = []
    opened(page, finder + NEARBY)
    page.route("**/parts", lambda route: held.append(route))
    live(page).get_by_label("Within", exact=True).select_option("100")
    link = cards(page).nth(1).get_by_role("link", name=re.compile("^Details"))
    name = cards(page).nth(1).get_by_role("heading").inner_text()
    page.mouse.move(*point(page, link))
    page.mouse.down()
    with page.expect_response("**/parts"):
        held[0].continue_()
    heading = live(page).locator("h1")
    expect(heading).to_contain_text("within 50 miles")
    page.mouse.up()
    expect(page.get_by_role("dialog", name=name)).to_be_visible()
    expect(heading).to_contain_text("within 100 miles")


@on_both_sizes
def test_options_that_lie_over_the_page_go_when_something_else_is_pressed(
    page: Page, finder: str
) -> None:
    opened(page, finder + NEARBY)
    box = option(page, "care", "Residential")
    open_options(page, "care")
    expect(box).to_be_visible()
    press(page, cards(page).nth(3).locator(".miles"), where="edge")
    expect(box).to_be_hidden()


@pytest.mark.parametrize("context_options", [PHONE], ids=["phone"])
def test_options_that_stand_in_the_sheet_stay_so_that_nothing_moves_under_a_press(
    page: Page, finder: str
) -> None:
    opened(page, finder + NEARBY)
    press(page, all_filters(page), how="touch")
    open_options(page, "care", "touch")
    press(page, page.locator("#root .f-pay summary"), how="touch", hold_ms=80)
    expect(page.locator("#root .f-pay details[open]")).to_be_attached()
    expect(page.locator("#root .f-care details[open]")).to_be_attached()
