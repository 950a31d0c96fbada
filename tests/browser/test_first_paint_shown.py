"""The first paint in a real browser: no moment without results, and never in the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from find_driver import PATIENT_SECONDS, expect_ids, listed, served_finder

Check = Callable[[], None]
Serve = Callable[..., str]

SEARCH = "near=22903&care=iop,outpatient&within=50"
PAINTED = Path(__file__).parent / "apps" / "painted_app.py"

TOP = "(element) => element.getBoundingClientRect().top"
# Cards out of sight are laid out when they come near, which moves what stands below them.
STILL_TOP = """card => new Promise((done) => {
    let last = null;
    let still = 0;
    (function look() {
        const { top } = card.getBoundingClientRect();
        still = top === last ? still + 1 : 0;
        last = top;
        if (still > 12) done(top);
        else requestAnimationFrame(look);
    })();
})"""

# Notes for each frame whether a card can be seen, from the first card on.
WATCH = """
window.frames_without = 0;
window.frames_with = 0;
const look = () => {
  const seen = [...document.querySelectorAll("article")].some((one) => one.getClientRects().length);
  if (seen) window.frames_with += 1;
  else if (window.frames_with) window.frames_without += 1;
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@pytest.fixture
def finder(serve: Serve, national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def held(page: Page, pattern: str) -> list[Route]:
    """Hold back what the page asks for; each is let through with `continue_`."""
    routes: list[Route] = []
    page.route(pattern, lambda route: routes.append(route))
    return routes


def test_no_moment_passes_without_results(page: Page, finder: str, page_is_clean: Check) -> None:
    page.add_init_script(WATCH)
    page.goto(f"{finder}/?{SEARCH}")
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(page.locator("#root article").first).to_be_visible()
    assert page.evaluate("window.frames_without") == 0
    page_is_clean()


def test_it_stays_until_the_styles_of_the_page_are_there(page: Page, finder: str) -> None:
    styles = held(page, "**/static/js/Html.*")
    page.goto(f"{finder}/?{SEARCH}")
    expect(page.locator("#root .foot")).to_be_attached()
    expect(page.locator("#first-paint")).to_be_visible()
    assert styles
    for route in styles:
        route.continue_()
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(page.locator("#root .tabs")).to_be_hidden()


def test_the_first_paint_and_the_live_list_are_those_of_the_api(page: Page, finder: str) -> None:
    ids = listed(finder, SEARCH)
    painted = httpx.get(f"{finder}/?{SEARCH}", timeout=PATIENT_SECONDS).text
    assert re.findall(r'<article[^>]* data-facility="(\w+)"', painted) == ids
    page.goto(f"{finder}/?{SEARCH}")
    expect(page.locator("#first-paint")).to_have_count(0)
    expect_ids(page, ids)


def test_what_is_being_read_stays_where_it_is(page: Page, finder: str) -> None:
    routes = held(page, "**/static/js/index.*.js")
    page.goto(f"{finder}/?{SEARCH}", wait_until="commit")
    card = page.locator("#first-paint article").nth(6)
    card.scroll_into_view_if_needed()
    facility_id = card.get_attribute("data-facility")
    before = card.evaluate(STILL_TOP)
    for route in routes:
        route.continue_()
    expect(page.locator("#first-paint")).to_have_count(0)
    live = page.locator(f'#root [data-facility="{facility_id}"]').first
    page.wait_for_function(
        "([id, before]) => Math.abs(document.querySelector(`#root [data-facility='${id}']`)"
        ".getBoundingClientRect().top - before) < 2",
        arg=[facility_id, before],
    )
    expect(live).to_be_in_viewport()


def test_its_links_work_while_the_dashboard_is_on_its_way(page: Page, finder: str) -> None:
    held(page, "**/static/js/index.*.js")
    page.goto(f"{finder}/?{SEARCH}", wait_until="commit")
    page.locator("#first-paint .chip").first.click()
    page.wait_for_url("**/?near=22903&within=50&care=outpatient", wait_until="commit")


def test_it_goes_when_the_dashboard_shows_an_error(
    page: Page, serve: Serve, national_folder: Path
) -> None:
    address = serve(PAINTED, {"FINDER_DIRECTORY": str(national_folder), "PAINTED": "error"})
    page.goto(f"{address}/?{SEARCH}")
    expect(page.locator('[data-testid="stException"]')).to_be_visible()
    expect(page.locator("#first-paint")).to_have_count(0)


def test_it_goes_when_the_dashboard_shows_something_else(
    page: Page, serve: Serve, national_folder: Path
) -> None:
    address = serve(PAINTED, {"FINDER_DIRECTORY": str(national_folder), "PAINTED": "else"})
    page.clock.install()
    page.goto(f"{address}/?{SEARCH}")
    expect(page.get_by_text("Something else")).to_be_attached()
    expect(page.locator("#first-paint")).to_be_visible()
    page.clock.fast_forward(31_000)
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(page.get_by_text("Something else")).to_be_visible()


def test_it_stays_while_the_dashboard_cannot_be_reached(page: Page, finder: str) -> None:
    page.clock.install()
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(f"{finder}/?{SEARCH}")
    page.clock.fast_forward(60_000)
    expect(page.locator("#first-paint article").first).to_be_visible()
