"""From a search to a call: pick, compare, fill in the call sheet, print, pass on."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from find_driver import PHONE, live, map_of, opened, served_finder
from pressing import press
from test_accessibility import OPTIONS

SEARCH = "?near=22903&care=iop&within=50&when=evening"
# Storage that a browser refuses: Safari's and Chromium's way, when cookies are blocked.
REFUSED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


def picked(page: Page, finder: str, places: int = 3) -> str:
    """The query of a shortlist of the first places of a search."""
    page.goto(f"{finder}/plain{SEARCH}")
    ids = page.locator("#main .list [data-facility]").evaluate_all(
        "(all, n) => all.slice(0, n).map(one => one.dataset.facility)", places
    )
    return f"{SEARCH}&pick={','.join(ids)}"


def broken_rules(page: Page) -> list[str]:
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:200] for node in one['nodes']]}"
        for one in violations
    ]


def names(page: Page, what: str) -> list[str]:
    found: list[str] = page.locator(what).evaluate_all(
        "all => all.map(one => one.textContent.trim())"
    )
    return found


def test_the_whole_way_from_a_search_to_a_list_passed_on(
    page: Page, browser: Browser, finder: str, page_is_clean: Callable[[], None]
) -> None:
    opened(page, finder + SEARCH)
    for place in range(1, 4):
        live(page).locator(".card .pick:not([aria-pressed=true])").first.click()
        words = "1 place" if place == 1 else f"{place} places"
        expect(live(page).locator(".shortlist h2")).to_have_text(f"Shortlist: {words}")

    live(page).locator(".shortlist").get_by_role("link", name="Compare").click()
    expect(page.get_by_role("heading", name="Compare", level=1)).to_be_visible()
    compared = names(page, ".facts-table thead .name")
    assert len(compared) == 3

    page.get_by_role("link", name="Call sheet").click()
    assert names(page, ".call h2") == compared
    first = page.locator(".call").first
    first.get_by_label("Who answered").fill("Dana, intake")
    press(page, first.get_by_role("checkbox").first)
    first.get_by_label("What else was said").fill("Call back <b>Monday</b>\nбуду")
    page.reload()
    expect(first.get_by_label("Who answered")).to_have_value("Dana, intake")
    expect(first.get_by_role("checkbox").first).to_be_checked()
    expect(first.get_by_label("What else was said")).to_have_value("Call back <b>Monday</b>\nбуду")

    with page.expect_download() as download:
        page.get_by_role("button", name="Save as text").click()
    notes = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Dana, intake" in notes
    assert compared[0] in notes
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as web page").click()
    assert "&lt;b&gt;Monday&lt;/b&gt;" in Path(download.value.path()).read_text(encoding="utf-8")

    page.get_by_role("link", name="Shortlist", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF to print").click()
    sheet = " ".join(one.extract_text() for one in PdfReader(download.value.path()).pages)
    for name in compared:
        assert " ".join(name.split()) in " ".join(sheet.split())

    page.locator(".code summary").first.click()
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.locator(".qr").first.screenshot())))
    assert code.text == page.locator(".share-box .address a").first.get_attribute("href")
    assert "22903" not in code.text
    page_is_clean()

    fresh = browser.new_context()
    try:
        other = fresh.new_page()
        other.goto(code.text)
        assert names(other, ".picks .card h2") == compared
        expect(other.locator(".picks .miles")).to_have_count(0)
        other.goto(code.text.replace("/shortlist?", "/calls?"))
        expect(other.get_by_label("Who answered").first).to_have_value("")
    finally:
        fresh.close()


def test_notes_are_erased_with_one_button(page: Page, finder: str) -> None:
    page.goto(f"{finder}/calls{picked(page, finder, 2)}")
    who = page.get_by_label("Who answered").first
    who.fill("Dana")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase my notes").click()
    expect(page.locator("[data-status]")).to_contain_text("Nothing of it is left")
    expect(who).to_have_value("")
    assert page.evaluate("window.localStorage.length") == 0
    page.reload()
    expect(who).to_have_value("")


def test_where_storage_is_refused_it_is_said_and_the_file_still_has_the_notes(
    page: Page, finder: str
) -> None:
    query = picked(page, finder, 1)
    page.add_init_script(REFUSED)
    page.goto(f"{finder}/calls{query}")
    status = page.locator("[data-status]")
    expect(status).to_contain_text("does not let the page keep notes")
    page.get_by_label("Who answered").fill("Dana")
    expect(status).to_contain_text("gone when you leave")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as text").click()
    assert "Dana" in Path(download.value.path()).read_text(encoding="utf-8")


def test_what_is_typed_goes_onto_paper(page: Page, finder: str) -> None:
    page.goto(f"{finder}/calls{picked(page, finder, 1)}")
    page.get_by_label("Who answered").fill("Dana, intake")
    page.emulate_media(media="print")
    expect(page.locator(".typed", has_text="Dana, intake")).to_be_visible()
    expect(page.get_by_label("Who answered")).to_be_hidden()


def test_nothing_that_is_typed_is_sent(page: Page, finder: str) -> None:
    page.goto(f"{finder}/calls{picked(page, finder, 1)}")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_label("Who answered").fill("Dana")
    page.get_by_label("What else was said").fill("something")
    with page.expect_download():
        page.get_by_role("button", name="Save as text").click()
    assert [one for one in sent if not one.startswith("blob:")] == []


def test_a_link_is_copied(page: Page, finder: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{finder}/shortlist{picked(page, finder, 2)}")
    page.get_by_role("button", name=re.compile("^Copy link.*the list alone")).click()
    expect(page.get_by_role("button", name=re.compile("^Copied"))).to_be_visible()
    link = page.locator(".share-box .address a").first.get_attribute("href")
    assert page.evaluate("navigator.clipboard.readText()") == link


@pytest.mark.parametrize("context_options", [PHONE], ids=["phone"])
def test_a_place_is_picked_on_the_map(page: Page, finder: str) -> None:
    opened(page, finder + SEARCH)
    press(page, page.get_by_role("tab", name="Map"), how="touch")
    frame = map_of(page)
    press(page, frame.locator(".pin").first, how="touch")
    press(page, frame.get_by_role("button", name=re.compile("^Shortlist, ")).first, how="touch")
    expect(live(page).locator(".shortlist h2")).to_have_text("Shortlist: 1 place")


@pytest.mark.parametrize("context_options", [{**PHONE, "java_script_enabled": False}])
def test_the_way_works_without_scripts(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain{SEARCH}")
    for place in (1, 2):
        page.locator(".card .pick:not([aria-current])").first.click()
        expect(page.locator(".shortlist h2")).to_contain_text(f"{place} place")
    page.locator(".shortlist").get_by_role("link", name="Print or share").click()
    order = names(page, ".picks .card h2")
    page.get_by_role("link", name=re.compile("Down")).first.click()
    assert names(page, ".picks .card h2") == order[::-1]
    page.get_by_role("link", name="Call sheet").first.click()
    expect(page.locator("[data-status]")).to_contain_text("nothing is sent to us")


@pytest.mark.parametrize(
    "context_options", [PHONE, {**PHONE, "color_scheme": "dark"}], ids=["phone", "dark phone"]
)
@pytest.mark.parametrize("path", ["/shortlist", "/compare", "/calls", "/share"])
def test_the_pages_break_no_rule_and_nothing_scrolls_sideways(
    page: Page, finder: str, path: str
) -> None:
    page.goto(f"{finder}{path}{picked(page, finder, 4)}")
    page.locator("#main details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    assert broken_rules(page) == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


@pytest.mark.parametrize("context_options", [PHONE], ids=["phone"])
def test_on_a_phone_two_places_stand_side_by_side_and_the_rest_is_swiped_in(
    page: Page, finder: str
) -> None:
    page.goto(f"{finder}/compare{picked(page, finder, 4)}")
    cells = page.locator(".facts-table tbody tr").first.locator("td")
    boxes = [cell.bounding_box() for cell in cells.all()]
    placed = [(round(box["x"]), round(box["y"])) for box in boxes if box]
    assert len({y for _x, y in placed}) == 1
    assert [0 <= x < 390 - 100 for x, _y in placed] == [True, True, False, False]
    page.locator(".swiped").evaluate("(frame) => frame.scrollTo({ left: frame.scrollWidth })")
    cells.last.scroll_into_view_if_needed()
    expect(cells.last).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".facts-table .fact").first).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    # and still a table for who hears it
    expect(page.get_by_role("table", name="What is published of each place")).to_have_count(1)
    expect(page.get_by_role("columnheader")).not_to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/shortlist"])
def test_the_comparison_is_fetched_while_the_pointer_rests_on_its_link(
    page: Page, finder: str, path: str, page_is_clean: Callable[[], None]
) -> None:
    page.goto(finder + path + picked(page, finder))
    link = page.locator(".shortlist, .to-do").get_by_role("link", name="Compare", exact=True).last
    with page.expect_request(
        lambda request: "/compare?" in request.url and "sec-purpose" in request.headers
    ):
        link.hover()
    link.click()
    expect(page.locator(".facts-table")).to_be_visible()
    fetched = "performance.getEntriesByType('navigation')[0].deliveryType"
    assert page.evaluate(fetched) == "navigational-prefetch"
    page_is_clean()


@pytest.mark.parametrize("context_options", [{}, PHONE], ids=["desktop", "phone"])
def test_on_paper_each_call_has_a_sheet_and_the_comparison_is_a_table(
    page: Page, finder: str
) -> None:
    query = picked(page, finder)
    page.goto(f"{finder}/calls{query}")
    compared = names(page, ".call h2")
    sheets = printed(page)
    assert len(sheets) == len(compared) == 3
    assert all(name in sheet for name, sheet in zip(compared, sheets, strict=True))
    # Not the short form of a phone's screen.
    assert "Treatment helpline, day and night: 1-800-662-4357" in sheets[0]
    page.goto(f"{finder}/compare{query}")
    first = printed(page)[0]
    assert all(name in first for name in compared)


def printed(page: Page) -> list[str]:
    """The text of each sheet that the browser prints on letter paper, spaces as one."""
    margin: Any = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
    content = page.pdf(format="Letter", prefer_css_page_size=True, margin=margin)
    sheets = PdfReader(io.BytesIO(content)).pages
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


def test_the_device_s_own_sheet_gets_the_link_where_there_is_one(page: Page, finder: str) -> None:
    page.add_init_script("navigator.share = async (given) => { window.given = given; };")
    page.goto(f"{finder}/shortlist{picked(page, finder)}")
    box = page.locator(".share-box").first
    box.get_by_role("button", name="Share…").click()
    address = box.locator(".address a").get_attribute("href")
    assert page.evaluate("window.given.url") == address
    assert "22903" not in str(page.evaluate("JSON.stringify(window.given)"))


def test_without_such_a_sheet_no_button_offers_it(page: Page, finder: str) -> None:
    page.add_init_script("delete Navigator.prototype.share;")
    page.goto(f"{finder}/shortlist{picked(page, finder)}")
    expect(page.get_by_role("button", name="Copy link").first).to_be_visible()
    expect(page.locator("[data-share]").first).to_be_hidden()
