"""Every page against the rules of WCAG 2.2 AA that a machine can check, and by keyboard alone.

There are no exceptions: what Streamlit's own widgets got wrong is mended by our styles and scripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from find_driver import (
    PHONE,
    all_filters,
    ids,
    live,
    map_of,
    opened,
    query_of,
    served_finder,
)
from pressing import press

Check = Callable[[], None]
Rules = Callable[..., None]

NEARBY = "?near=22903&care=iop&within=50&hours=-12&cost=600"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1400, "height": 1000}, "reduced_motion": "reduce"}
DRESSES = {
    "desktop": DESKTOP,
    "dark": {**DESKTOP, "color_scheme": "dark"},
    "phone": PHONE,
    "dark phone": {**PHONE, "color_scheme": "dark"},
}
OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}

TWO = ("desktop", "dark phone")

in_two_dresses = pytest.mark.parametrize("context_options", [DRESSES[one] for one in TWO], ids=TWO)
# Two that share no size and no colours, and in `make test-all` the other pairs of them.
in_every_dress = pytest.mark.parametrize(
    "context_options",
    [
        pytest.param(options, id=name, marks=[] if name in TWO else [pytest.mark.long])
        for name, options in DRESSES.items()
    ],
)
on_phone = pytest.mark.parametrize("context_options", [PHONE], ids=["phone"])


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def broken_rules(where: Page | Frame) -> list[str]:
    """Each rule that is broken, with the elements that break it."""
    violations = Axe().run(where, options=OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:200] for node in rule['nodes']]}"
        for rule in violations
    ]


def opened_with_map(page: Page, address: str) -> Frame:
    opened(page, address)
    if page.get_by_role("tab", name="Map").is_visible():
        press(page, page.get_by_role("tab", name="Map"), how="touch")
    return map_of(page)


# Rules that a machine can check


def test_the_check_finds_what_is_wrong(page: Page) -> None:
    page.set_content("<html lang='en'><title>x</title><img src='x.png'><p style='color:#ccc'>pale")
    assert [rule.partition(":")[0] for rule in broken_rules(page)] == [
        "color-contrast",
        "image-alt",
    ]


@in_every_dress
def test_the_find_page_breaks_no_rule(page: Page, finder: str) -> None:
    opened(page, finder + NEARBY)
    assert broken_rules(page) == []


@in_every_dress
def test_the_map_breaks_no_rule(page: Page, finder: str) -> None:
    frame = opened_with_map(page, finder + NEARBY)
    frame.evaluate("() => map.panBy([120, 40], {animate: false})")
    expect(frame.get_by_role("button", name="Search this area")).to_be_visible()
    assert broken_rules(frame) == []


@in_every_dress
def test_all_filters_open_break_no_rule(page: Page, finder: str) -> None:
    opened(page, finder + NEARBY)
    all_filters(page).click()
    expect(live(page).locator(".shelf .f-therapy summary")).to_be_visible()
    assert broken_rules(page) == []


@in_two_dresses
def test_the_details_of_a_facility_break_no_rule(page: Page, finder: str) -> None:
    opened(page, finder + NEARBY)
    live(page).get_by_role("link", name=re.compile("^Details")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert broken_rules(page) == []


@in_two_dresses
def test_a_shortlist_and_an_empty_list_break_no_rule(page: Page, finder: str) -> None:
    opened(page, finder + NEARBY)
    live(page).locator("[data-pick]").first.click()
    expect(live(page).locator(".shortlist")).to_be_visible()
    assert broken_rules(page) == []
    opened(page, finder + "?near=22903&care=iop&medication=methadone&pay=free&x=1")
    assert broken_rules(page) == []


@in_two_dresses
@pytest.mark.parametrize("address", ["/facility", "/plain/facility"])
def test_the_page_of_a_facility_breaks_no_rule(page: Page, finder: str, address: str) -> None:
    page.goto(f"{finder}/plain?near=22903&care=iop")
    facility_id = page.locator("[data-facility]").first.get_attribute("data-facility")
    page.goto(f"{finder}{address}?id={facility_id}&near=22903&care=iop&hours=-12")
    shown = live(page) if address == "/facility" else page.locator("body")
    expect(shown.get_by_text("What to ask when you call")).to_be_visible()
    expect(page.locator("#first-paint")).to_have_count(0)
    assert broken_rules(page) == []


@in_two_dresses
@pytest.mark.parametrize("query", [NEARBY, "", "?near=nowhere&care=iop,xx", "?near=22903&q=zzz"])
def test_the_plain_page_breaks_no_rule(page: Page, finder: str, query: str) -> None:
    page.goto(f"{finder}/plain{query}")
    assert broken_rules(page) == []


@in_every_dress
def test_the_first_paint_breaks_no_rule(page: Page, finder: str) -> None:
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(finder + NEARBY)
    expect(page.locator("#first-paint [data-facility]").first).to_be_visible()
    assert broken_rules(page) == []


# By keyboard, and by ear


def test_the_first_link_leads_past_the_filters(page: Page, finder: str) -> None:
    opened(page, finder + NEARBY)
    skip = live(page).get_by_role("link", name="Skip to the results")
    skip.focus()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(live(page).locator("h1")).to_be_focused()
    assert query_of(page) == "near=22903&within=50&care=iop&hours=-12&cost=600"


def test_focus_goes_from_the_place_through_the_filters_and_the_list_to_the_map(
    page: Page, finder: str
) -> None:
    opened(page, finder + "?near=22903&care=iop")
    order = page.evaluate(
        """() => {
            const parts = ['.skip', '.tonight', '.top', '.c-near', '.c-pay',
                '.more-filters', '.found', '.chips', '.list', '.st-key-map_frame', '.foot'];
            const found = parts.map((part) => document.querySelector(`#root ${part}`));
            return found.map((part, at) => part && (at === 0 || Boolean(
                found[at - 1].compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING)));
        }"""
    )
    assert order == [True] * 11
    raised = page.evaluate("document.querySelectorAll('#root [tabindex]:not([tabindex=\"0\"], "
                           "[tabindex=\"-1\"])').length")  # fmt: skip
    assert raised == 0


def test_the_new_count_is_said_after_a_filter(page: Page, finder: str) -> None:
    opened(page, finder + "?near=22903&care=iop&within=50")
    said = page.locator("#finder-said")
    expect(said).to_have_attribute("role", "status")
    expect(said).to_be_empty()
    said.evaluate("said => { said.markedByTest = true; }")
    live(page).locator("a.chip", has_text="Intensive outpatient").click()
    expect(said).to_have_text(re.compile(r"^\d+ places$"))
    live(page).get_by_label("Can pay").fill("600")
    page.keyboard.press("Enter")
    expect(said).to_have_text(re.compile(r"^\d+ places? may fit: ask when you call$"))
    assert said.evaluate("said => said.markedByTest === true")


def test_what_goes_onto_the_shortlist_is_pressed_and_said_with_their_number(
    page: Page, finder: str
) -> None:
    opened(page, finder + "?near=22903&care=iop&within=50")
    said = page.locator("#finder-said")
    buttons = live(page).locator(".card .pick")
    names = [buttons.nth(place).get_attribute("data-pick") for place in (0, 1)]
    first, second = (live(page).locator(f".card .pick[data-pick='{one}']") for one in names)
    expect(first).to_have_role("button")
    expect(first).to_have_attribute("aria-pressed", "false")
    first.focus()
    page.keyboard.press("Space")
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(first).to_be_focused()
    expect(said).to_have_text("Shortlist: 1 place")
    second.focus()
    page.keyboard.press("Enter")
    expect(said).to_have_text("Shortlist: 2 places")
    for button in (first, second):
        button.focus()
        page.keyboard.press("Space")
        expect(button).to_have_attribute("aria-pressed", "false")
    expect(said).to_have_text("Shortlist: 0 places")


def test_focus_is_not_lost_with_the_chip_that_is_taken_away(page: Page, finder: str) -> None:
    opened(page, finder + "?near=22903&care=iop&within=50")
    live(page).locator("a.chip", has_text="Intensive outpatient").focus()
    page.keyboard.press("Enter")
    expect(live(page).locator("h1")).to_have_text("Treatment programs within 50 miles of 22903")
    expect(live(page).locator("h1")).to_be_focused()


def test_a_page_that_is_turned_by_keyboard_goes_on_at_its_first_place(
    page: Page, finder: str
) -> None:
    opened(page, finder + "?near=10001&care=outpatient")
    live(page).get_by_role("link", name="Next", exact=True).focus()
    page.keyboard.press("Enter")
    expect(live(page).locator(".card .pin").first).to_contain_text("26")
    expect(live(page).locator(".card h2 a").first).to_be_focused()


def test_the_dialog_has_a_name_takes_the_focus_and_gives_it_back(page: Page, finder: str) -> None:
    opened(page, finder + "?near=22903&care=iop&within=50")
    link = live(page).get_by_role("link", name=re.compile("^Details")).nth(2)
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    name = dialog.get_by_role("heading", level=1).inner_text()
    expect(page.get_by_role("dialog", name=name)).to_be_visible()
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_the_list_and_its_places_are_read_as_such(page: Page, finder: str) -> None:
    opened(page, finder + "?near=22903&care=iop&within=50")
    assert len(live(page).get_by_role("article").all()) == len(ids(page))
    first = live(page).get_by_role("article").first
    expect(first).to_have_accessible_name(first.get_by_role("heading", level=2).inner_text())
    expect(page.locator(".st-key-map_frame iframe")).to_have_attribute(
        "title", "Map of the programs found"
    )


@on_phone
def test_the_arrow_keys_go_from_tab_to_tab(page: Page, finder: str, page_is_clean: Check) -> None:
    opened(page, finder + "?near=22903&care=iop&within=50")
    the_list, the_map = page.get_by_role("tab", name="List"), page.get_by_role("tab", name="Map")
    the_list.focus()
    page.keyboard.press("ArrowRight")
    expect(the_map).to_be_focused()
    expect(the_map).to_have_attribute("aria-selected", "true")
    expect(the_list).to_have_attribute("tabindex", "-1")
    expect(page.get_by_role("tabpanel", name="Map")).to_be_visible()
    expect(page.locator("#list-view")).to_be_hidden()
    page.keyboard.press("Home")
    expect(the_list).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(the_map).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel", name="List")).to_be_visible()
    page_is_clean()


@on_phone
@pytest.mark.parametrize("name", ["List", "Map"])
def test_a_tab_names_the_panel_that_it_opens(page: Page, finder: str, name: str) -> None:
    opened(page, finder + "?near=22903&care=iop&within=50")
    tab = page.get_by_role("tab", name=name)
    press(page, tab, how="touch")
    panel = page.locator(f"#{tab.get_attribute('aria-controls')}")
    expect(panel).to_have_role("tabpanel")
    expect(panel).to_have_accessible_name(name)


@on_phone
def test_a_filter_keeps_the_tab_that_is_open(page: Page, finder: str) -> None:
    opened(page, finder + "?near=22903&care=iop&within=50")
    press(page, page.get_by_role("tab", name="Map"), how="touch")
    press(page, live(page).locator("a.chip", has_text="Intensive outpatient"), how="touch")
    expect(live(page).locator("h1")).to_have_text("Treatment programs within 50 miles of 22903")
    expect(page.get_by_role("tab", name="Map")).to_have_attribute("aria-selected", "true")


def test_beside_each_other_list_and_map_are_no_tabs(page: Page, finder: str) -> None:
    opened(page, finder + "?near=22903&care=iop&within=50")
    expect(page.get_by_role("tabpanel")).to_have_count(0)
    expect(page.get_by_role("tab")).to_have_count(0)
