"""Every state of every page without a finding of two engines, in two dresses: light and wide in
English, dark and narrow in Spanish."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from checking import ACCEPTED, findings_of_axe, findings_of_ibm
from find_driver import cards, live, map_of, opened, served_finder
from page_states import DRESSES, FIND, PAGES, SEARCH, address_of, stand
from pressing import press
from site_pages import SITE_PAGES
from turns import in_turn

IN_EACH_DRESS = pytest.mark.parametrize(
    "context_options", list(DRESSES.values()), ids=list(DRESSES)
)


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@pytest.fixture
def ids(page: Page, finder: str) -> list[str]:
    """Two facilities that a search finds."""
    page.goto(f"{finder}/plain?{SEARCH}")
    found: list[str] = page.locator("[data-facility]").evaluate_all(
        "all => all.slice(0, 2).map(one => one.dataset.facility)"
    )
    return found


def test_no_page_of_the_site_is_left_out() -> None:
    looked_at = {address.partition("?")[0] for address in (*PAGES.values(), *FIND.values())}
    # A facility's own page is opened from the list.
    paths = {address.partition("?")[0] for address in SITE_PAGES.values()} - {"/facility"}
    assert paths <= looked_at


def has_no_finding(page: Page) -> None:
    assert findings_of_axe(page) == []
    assert findings_of_ibm(page) == []


def test_both_engines_find_what_is_wrong(page: Page) -> None:
    page.set_content("<html lang='en'><title>x</title><img src='x.png'><p style='color:#ccc'>pale")
    assert [one.partition(":")[0] for one in findings_of_axe(page)] == [
        "color-contrast",
        "image-alt",
    ]
    found = {one.partition(":")[0] for one in findings_of_ibm(page)}
    assert {"img_alt_valid", "text_contrast_sufficient"} <= found


def test_every_finding_that_stays_says_why() -> None:
    assert all(len(why.split()) > 8 for _rule, _start, why in ACCEPTED)


@pytest.mark.parametrize(("state", "context_options"), in_turn(PAGES, DRESSES))
def test_a_page_of_its_own(page: Page, finder: str, ids: list[str], state: str) -> None:
    """As it opens, and with all that can be opened; the slower engine sees it all at once."""
    page.goto(finder + address_of(state, ids))
    assert findings_of_axe(page) == []
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    has_no_finding(page)


@pytest.mark.parametrize(("state", "context_options"), in_turn(FIND, DRESSES))
def test_the_find_page(page: Page, finder: str, ids: list[str], state: str) -> None:
    stand(page, finder + address_of(state, ids))
    has_no_finding(page)


@IN_EACH_DRESS
def test_the_find_page_with_all_filters_and_the_details_of_a_place(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    live(page).locator(".more-filters").click()
    expect(live(page).locator(".shelf .f-therapy summary")).to_be_visible()
    has_no_finding(page)
    # On a phone the filters lie over the list until they are put away.
    put_away = live(page).locator(".filters-foot a")
    if put_away.is_visible():
        put_away.click()
    cards(page).first.locator("h2 a").click()
    expect(page.get_by_role("heading", level=1).last).to_be_visible()
    has_no_finding(page)


@IN_EACH_DRESS
def test_the_map(page: Page, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    tab = page.locator("[role=tab][data-view=map]")
    if tab.is_visible():
        press(page, tab, how="touch")
    frame = map_of(page)
    assert findings_of_axe(frame) == []
    # The main part is that of the page around the frame, which has the skip link as well.
    found = [one for one in findings_of_ibm(frame) if not one.startswith("skip_main_exists")]
    assert found == []


@IN_EACH_DRESS
def test_the_guide_in_danger_at_a_question_and_at_its_levels(page: Page, finder: str) -> None:
    page.goto(f"{finder}/guide")
    page.locator("label", has=page.locator("[value=overdose]")).click()
    page.locator("[name=do][value=next]").click()
    expect(page.locator("article.now")).to_be_visible()
    has_no_finding(page)
    page.locator("[name=do][value=next]").click()
    for number in range(1, 9):
        expect(page.locator("h1.guide-step")).to_contain_text(re.compile(rf"\b{number}\b.*8"))
        if number == 7:
            has_no_finding(page)
        page.locator("[name=do][value=skip]").click()
    expect(page.locator("article.result")).to_be_visible()
    has_no_finding(page)
