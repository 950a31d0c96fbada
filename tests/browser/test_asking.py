"""From a choice to what it changes: at once, in order, whatever else is still on its way."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from find_driver import (
    PATIENT_SECONDS,
    asked,
    cards,
    expect_ids,
    expect_query,
    live,
    opened,
    served_finder,
)
from pressing import press

Check = Callable[[], None]

NEARBY = "/?near=22903&care=iop&within=50"
PAINT = "#first-paint"


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def payment(page: Page, inside: str = "#root") -> Locator:
    return page.locator(f"{inside} .f-pay")


def choose_medicaid(page: Page, inside: str = "#root") -> None:
    payment(page, inside).locator("summary").click()
    press(page, payment(page, inside).get_by_role("checkbox", name=re.compile("^Medicaid")))


def ids_inside(page: Page, inside: str) -> list[str]:
    found: list[str] = page.locator(f"{inside} [data-facility]").evaluate_all(
        "all => all.map(one => one.dataset.facility)"
    )
    return found


def test_a_choice_changes_list_map_counts_and_link_without_a_run(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    frames: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: frames.append(data)))
    opened(page, finder + NEARBY)
    before = len(frames)
    choose_medicaid(page)
    expect_query(page, "near=22903&within=50&care=iop&pay=medicaid")
    answer = asked(finder, "near=22903&within=50&care=iop&pay=medicaid")
    expect_ids(page, [one["id"] for one in answer["results"]])
    expect(payment(page).locator("summary b")).to_have_text("Medicaid")
    count = payment(page).locator("[data-count='pay:medicaid']")
    expect(count).to_contain_text(str(answer["facets"]["pay"]["medicaid"]))
    frame = page.frame_locator(".st-key-map_frame iframe")
    last = frame.get_by_role("button", name=re.compile(rf"\b{answer['total']}\. "))
    expect(last.first).to_be_attached()
    assert len(frames) == before
    page_is_clean()


def test_the_first_paint_answers_before_the_dashboards_scripts_have_come(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/static/js/index\..*\.js"), lambda route: held.append(route))
    page.goto(finder + NEARBY, wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-finder", "ready")
    choose_medicaid(page, PAINT)
    expect_query(page, "near=22903&within=50&care=iop&pay=medicaid")
    answer = asked(finder, "near=22903&within=50&care=iop&pay=medicaid")
    expect(page.locator(f"{PAINT} h1")).to_contain_text("Medicaid")
    assert ids_inside(page, PAINT) == [one["id"] for one in answer["results"]]
    assert page.locator(f"{PAINT} svg.still").count() == 1
    # The payments lie open: the paint stays until they are left.
    for route in held:
        route.continue_()
    expect(cards(page).first).to_be_attached(timeout=PATIENT_SECONDS * 1000)
    expect(page.locator(PAINT)).to_be_visible()
    page.locator(f"{PAINT} h1").click()
    page.evaluate("document.activeElement.blur()")
    expect(page.locator(PAINT)).to_have_count(0)
    expect_ids(page, [one["id"] for one in answer["results"]])
    expect(payment(page).locator("summary b")).to_have_text("Medicaid")
    page_is_clean()


def test_a_run_that_was_on_its_way_does_not_bring_the_old_search_back(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    """The dashboard's first run is asked for with the link that was open; its answer is late."""
    late: list[Callable[[], None]] = []

    def hold(socket: object) -> None:
        server = socket.connect_to_server()  # type: ignore[attr-defined]
        server.on_message(
            lambda message: (
                late.append(lambda: socket.send(message)) if holding else socket.send(message)
            )
        )

    holding = True
    page.route_web_socket(re.compile(r"/_stcore/stream"), hold)
    page.goto(finder + NEARBY, wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-finder", "ready")
    page.wait_for_function("() => document.querySelector('[data-test-connection-state]')")
    choose_medicaid(page, PAINT)
    expect(page.locator(f"{PAINT} h1")).to_contain_text("Medicaid")
    page.locator(f"{PAINT} h1").click()
    page.evaluate("document.activeElement.blur()")
    holding = False
    for message in late:
        message()
    expect(page.locator(PAINT)).to_have_count(0)
    answer = asked(finder, "near=22903&within=50&care=iop&pay=medicaid")
    expect_ids(page, [one["id"] for one in answer["results"]])
    expect(live(page).locator("h1")).to_contain_text("Medicaid")
    page_is_clean()


def test_five_choices_in_a_row_end_in_the_last_state(page: Page, finder: str) -> None:
    opened(page, finder + "/?near=10001&care=iop")
    payment(page).locator("summary").click()
    boxes = payment(page).get_by_role("checkbox")
    for place in (0, 1, 2, 1, 0):
        press(page, boxes.nth(place))
    last = payment(page).locator("input:checked")
    expect(last).to_have_count(1)
    value = last.get_attribute("value")
    expect_query(page, f"near=10001&care=iop&pay={value}")
    answer = asked(finder, f"near=10001&care=iop&pay={value}")
    expect_ids(page, [one["id"] for one in answer["results"]])


def test_an_answer_that_does_not_come_is_told_and_the_choice_is_kept(
    page: Page, finder: str
) -> None:
    opened(page, finder + NEARBY)
    page.route("**/parts", lambda route: route.abort())
    choose_medicaid(page)
    told = live(page).locator("[data-no-answer]")
    expect(told).to_contain_text("No answer came")
    expect_query(page, "near=22903&within=50&care=iop")
    page.unroute("**/parts")
    live(page).get_by_label("Within", exact=True).select_option("100")
    expect_query(page, "near=22903&within=100&care=iop&pay=medicaid")
    expect(told).to_be_hidden()


def test_a_street_address_stands_in_no_address_line(page: Page, finder: str) -> None:
    addresses: list[str] = []
    page.on("request", lambda one: addresses.append(one.url))
    opened(page, finder + "/?care=iop")
    where = live(page).locator("[name=near]")
    where.fill("1200 Example Street, Charlottesville")
    where.press("Enter")
    expect(live(page).locator(".told")).to_contain_text("street address")
    expect(where).to_have_value("1200 Example Street, Charlottesville")
    expect_query(page, "care=iop")
    assert not [one for one in addresses if "Example" in one]


def test_options_open_and_close_by_keyboard(page: Page, finder: str) -> None:
    opened(page, finder + NEARBY)
    summary = payment(page).locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    box = payment(page).get_by_role("checkbox").first
    expect(box).to_be_visible()
    page.keyboard.press("Tab")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect_query(page, "near=22903&within=50&care=iop&pay=medicaid")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    expect(box).to_be_visible()
    live(page).locator("h1").click()
    expect(box).to_be_hidden()


def test_all_filters_are_fetched_when_they_are_opened_and_write_into_the_link(
    page: Page, finder: str, page_is_clean: Check
) -> None:
    opened(page, finder + NEARBY)
    expect(live(page).locator(".f-therapy")).to_have_count(0)
    more = live(page).get_by_role("link", name="More filters")
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    therapies = live(page).locator(".f-therapy")
    therapies.locator("summary").click()
    press(page, therapies.get_by_role("checkbox", name=re.compile("^Cognitive")))
    expect_query(page, "near=22903&within=50&care=iop&therapy=cbt")
    expect(more).to_have_text(re.compile("1 set"))
    expect(therapies.locator("summary b")).to_contain_text("ognitive")
    page_is_clean()


def test_picks_on_a_facilitys_own_page_need_no_reload(page: Page, finder: str) -> None:
    (first, *_others) = [one["id"] for one in asked(finder, NEARBY[2:])["results"]]
    page.goto(f"{finder}/facility?id={first}&near=22903&care=iop")
    expect(page.locator(PAINT)).to_have_count(0)
    page.evaluate("window.stillHere = true")
    live(page).locator(".detail [data-pick]").click()
    expect(live(page).locator(".shortlist")).to_contain_text("1 place")
    expect_query(page, f"near=22903&care=iop&pick={first}")
    assert page.evaluate("window.stillHere")
    page.go_back()
    expect(live(page).locator(".shortlist")).to_have_count(0)


def test_a_location_refused_is_said_below_the_field_and_stays(page: Page, finder: str) -> None:
    page.context.clear_permissions()
    opened(page, f"{finder}/?near=22903&hl=en")
    live(page).locator("[data-locate]").click()
    said = live(page).locator("[data-not-told]")
    expect(said).to_have_text("Your browser does not tell: use a ZIP code.")
    field = live(page).locator("[name=near]")
    expect(field).to_be_focused()
    (beneath, above) = (said.bounding_box(), field.bounding_box())
    assert beneath is not None
    assert above is not None
    assert beneath["y"] >= above["y"] + above["height"] - 1
