"""The ten main ways through the finder, walked in Firefox as it is on people's machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from find_driver import listed, served_finder
from firefox import Firefox, FirefoxPage
from pressing import How

SEARCH = "near=22903&care=iop&within=50"
_STANDS = """() => document.querySelector("#root #results, #root .detail")
    && !document.querySelector("#first-paint")"""
_ASKS = "(part) => decodeURIComponent(location.search).includes(part)"


@pytest.fixture
def finder(serve: Callable[..., str], national_folder: Path) -> str:
    return served_finder(serve, national_folder)


@pytest.fixture(params=[1400, 500], ids=["wide", "narrow"])
def page(firefox: Firefox, request: pytest.FixtureRequest) -> Iterator[FirefoxPage]:
    page = firefox.page(width=request.param)
    yield page
    page.close()


def opened(page: FirefoxPage, address: str) -> None:
    page.goto(address)
    page.wait_for(_STANDS)


def test_a_place_is_typed(page: FirefoxPage, finder: str) -> None:
    opened(page, f"{finder}/?care=iop")
    page.press("#root [name=near]")
    page.type("22903", enter=True)
    page.wait_for(_ASKS, "near=22903")
    page.see("#root h1", "22903")


@pytest.mark.parametrize("how", ["mouse", "touch"])
def test_a_care_level_is_chosen_by_its_words(page: FirefoxPage, finder: str, how: How) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    page.press("#root .f-care summary", how=how)
    page.press("#root .f-care input", "Residential", how=how, hold_ms=80, move_px=3)
    page.wait_for(_ASKS, "care=residential,iop")
    page.see("#root .f-care summary", "Residential")


def test_a_payment_is_chosen_by_its_words(page: FirefoxPage, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    sheet = not page.run("() => document.querySelector('#root .f-pay summary').checkVisibility()")
    if sheet:
        page.press("#root .more-filters")
    page.press("#root .f-pay summary")
    page.press("#root .f-pay input", "Medicaid", hold_ms=400)
    page.wait_for(_ASKS, "pay=medicaid")
    if sheet:
        page.press("#root .filters-foot a")
    page.see("#root .chips", "Medicaid")


def test_a_place_is_opened_and_back_leads_to_the_list(page: FirefoxPage, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    page.run("() => { window.stillHere = true; }")
    page.press("#root .card a", "Details")
    page.see("#finder-facility h1")
    page.wait_for("() => location.pathname.endsWith('/facility')")
    page.back()
    page.wait_for("() => !document.querySelector('#finder-facility')")
    page.see("#root .card a", "Details")
    assert page.run("() => window.stillHere")


def test_a_place_is_put_on_the_shortlist(page: FirefoxPage, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    page.press("#root .card .pick", hold_ms=80)
    page.see("#root .shortlist h2", "1 place")
    page.wait_for(_ASKS, "pick=")


def test_places_are_compared(page: FirefoxPage, finder: str) -> None:
    picks = ",".join(listed(finder, SEARCH)[:2])
    opened(page, f"{finder}/?{SEARCH}&pick={picks}")
    page.press("#root .shortlist .ways a", "Compare")
    page.see("h1", "Compare")
    page.wait_for("() => location.pathname.endsWith('/compare')")


def test_a_plan_begins_at_a_place(page: FirefoxPage, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    page.press("#root .card a", "Plan from here")
    page.wait_for(
        "() => location.pathname.endsWith('/plan') && document.querySelector('h1') !== null"
    )


def test_the_guide_goes_from_question_to_question(page: FirefoxPage, finder: str) -> None:
    page.goto(f"{finder}/guide?near=22903")
    page.press(".guide-option input", "None of these")
    page.press("#main button", "Next")
    page.see("#main h1", "Question 1 of")
    page.press(".guide-option input", "Someone in my family", how="touch")
    page.press("#main button", "Next", hold_ms=80)
    page.see("#main h1", "Question 2 of")
    page.back()
    page.see("#main h1", "Question 1 of")


def test_help_for_tonight_is_one_press_away_and_so_is_leaving(
    page: FirefoxPage, finder: str
) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    page.press("nav a", "Tonight")
    page.wait_for("() => location.pathname.endsWith('/tonight')")
    page.see("a[href^='tel:988'], a[href='tel:988']")
    # Where it leads is not on this machine.
    page.run("() => { document.querySelector('.leave').dataset.leave = './about'; }")
    page.press(".leave")
    page.wait_for("() => location.pathname.endsWith('/about')")


def test_the_page_is_read_in_spanish(page: FirefoxPage, finder: str) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    page.press("#root .tongues a", "Español")
    page.wait_for("() => document.documentElement.lang === 'es'")
    page.wait_for(_STANDS)
    page.see("#root .card a", "Detalles")
