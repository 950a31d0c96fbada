"""What a printer gets: every page on either paper, upright or not, at any margin and scale.

The PDFs that the browser prints are read back by another library: their text, and their sheets.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from find_driver import APP, listed, live, opened

SEARCH = "near=22903&within=50&care=iop&hl=en"
PLAN = "near=22903&care=iop&hl=en"
# What can be dialled or texted and is seen, as it stands there.
NUMBERS = """() => [...document.querySelectorAll("a[href^='tel:'], a[href^='sms:']")]
    .filter((link) => link.checkVisibility({visibilityProperty: true}) && !link.closest(".unseen"))
    .map((link) => {
        const seen = link.cloneNode(true);
        seen.querySelectorAll(".unseen").forEach((part) => part.remove());
        return seen.textContent;
    })
    .filter((words) => /\\d/.test(words))"""


@dataclass(frozen=True)
class Paper:
    """One way to print. margin: of a printer's default, or none."""

    landscape: bool
    margin: str
    scale: float
    format: str

    def __str__(self) -> str:
        side = "landscape" if self.landscape else "portrait"
        return f"{self.format}, {side}, margins {self.margin}, {self.scale:.0%}"


EVERY_PAPER = [
    Paper(*choice)
    for choice in itertools.product(
        (False, True), ("default", "none"), (0.8, 1.0, 1.25), ("Letter", "A4")
    )
]
TWO_PAPERS = [Paper(False, "default", 1.0, "Letter"), Paper(True, "none", 1.25, "A4")]
PAPERS = pytest.mark.parametrize(
    "papers", [TWO_PAPERS, pytest.param(EVERY_PAPER, marks=pytest.mark.long)], ids=["two", "every"]
)


def printed(page: Page, paper: Paper) -> list[str]:
    """The text of each sheet."""
    sides = ("top", "right", "bottom", "left")
    content = page.pdf(
        landscape=paper.landscape,
        margin=dict.fromkeys(sides, "0.4in" if paper.margin == "default" else "0"),
        scale=paper.scale,
        format=paper.format,
    )
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(content)).pages]


def closed_up(text: str) -> str:
    """Without spaces: a reader of PDFs guesses them, and breaks of lines move them."""
    return re.sub(r"\s", "", text)


def letters(text: str) -> Counter[str]:
    """How often each is there: columns are read back in no order that could be relied on."""
    return Counter(closed_up(text))


def stacked_share(text: str) -> float:
    """The share of lines that are one letter: near 1 where a column has no width."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return sum(len(line) == 1 and line.isalpha() for line in lines) / len(lines)


@pytest.fixture
def finder(serve: Callable[..., str]) -> str:
    """The demonstration, without streets and geocoder."""
    return serve(APP, {"FINDER_TILES": "none", "FINDER_GEOCODER": "none"})


@pytest.fixture
def ids(finder: str) -> list[str]:
    """The places of the search that is printed."""
    return listed(finder, SEARCH)


def shown_and_printed(page: Page, papers: Sequence[Paper]) -> Iterator[tuple[Paper, str, int]]:
    for paper in papers:
        sheets = printed(page, paper)
        yield paper, "\n".join(sheets), len(sheets)


PAGES = {
    "find": "/?{search}",
    "facility": "/facility?id={one}&{search}",
    "plain": "/plain?{search}",
    "plain facility": "/plain/facility?id={one}&{search}",
    "tonight": "/tonight?near=22903&hl=en",
    "plan": "/plan?{plan}",
    "shortlist": "/shortlist?{search}&pick={picks}",
    "call sheet": "/calls?{search}&pick={picks}",
    "compare": "/compare?{search}&pick={picks}",
    "table": "/table?{search}",
    "levels": "/levels/iop?{search}",
    "about": "/about?{search}",
}


@PAPERS
@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_every_number_that_it_shows(
    page: Page, finder: str, ids: list[str], name: str, papers: Sequence[Paper]
) -> None:
    values = {"search": SEARCH, "plan": PLAN, "one": ids[0], "picks": ",".join(ids[:3])}
    address = finder + PAGES[name].format(**values)
    if name in ("find", "facility"):
        opened_by_scripts(page, address)
    else:
        page.goto(address)
    numbers = {closed_up(number) for number in page.evaluate(NUMBERS)}
    assert len(numbers) > 2
    for paper, text, _sheets in shown_and_printed(page, papers):
        found = closed_up(text)
        assert {number for number in numbers if number not in found} == set(), f"{paper}"
        assert stacked_share(text) < 0.1, f"{paper}"


def opened_by_scripts(page: Page, address: str) -> None:
    page.goto(address)
    expect(live(page).locator("#results, .detail h1").first).to_be_visible()
    expect(page.locator("#first-paint")).to_have_count(0)


def test_a_column_without_a_width_is_noticed(page: Page) -> None:
    """The check of the lines above can fail."""
    page.set_content("<p style='width: 0; overflow-wrap: anywhere'>Willow Bend Recovery</p>")
    assert stacked_share("\n".join(printed(page, TWO_PAPERS[0]))) > 0.9


@PAPERS
def test_the_find_page_prints_as_the_plain_page_does(
    page: Page, finder: str, papers: Sequence[Paper]
) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    plain = {paper: (closed_up(text), n) for paper, text, n in shown_and_printed(page, papers)}
    opened(page, f"{finder}/?{SEARCH}")
    for paper, text, sheets in shown_and_printed(page, papers):
        assert closed_up(text) == plain[paper][0], f"{paper}"
        assert abs(sheets - plain[paper][1]) <= 1, f"{paper}"


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}], ids=["no script"])
def test_before_its_scripts_have_come_it_prints_so_too(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    plain = [closed_up("".join(printed(page, paper))) for paper in TWO_PAPERS]
    page.goto(f"{finder}/?{SEARCH}")
    page.locator("#first-paint noscript").evaluate_all("all => all.forEach(one => one.remove())")
    assert [closed_up("".join(printed(page, paper))) for paper in TWO_PAPERS] == plain


@pytest.mark.parametrize(
    "context_options", [{"viewport": {"width": 390, "height": 844}}], ids=["phone"]
)
def test_from_a_phone_whose_map_is_shown_the_list_is_printed(page: Page, finder: str) -> None:
    page.goto(f"{finder}/plain?{SEARCH}")
    plain = closed_up("".join(printed(page, TWO_PAPERS[0])))
    opened(page, f"{finder}/?{SEARCH}")
    live(page).get_by_role("tab", name="Map").click()
    assert closed_up("".join(printed(page, TWO_PAPERS[0]))) == plain


@PAPERS
def test_a_facility_prints_itself_whole_and_once(
    page: Page, finder: str, ids: list[str], papers: Sequence[Paper]
) -> None:
    query = f"id={ids[0]}&{SEARCH}"
    page.goto(f"{finder}/plain/facility?{query}")
    plain = {paper: (letters(text), n) for paper, text, n in shown_and_printed(page, papers)}
    opened_by_scripts(page, f"{finder}/facility?{query}")
    question = closed_up(live(page).locator(".questions li").first.inner_text())
    for paper, text, sheets in shown_and_printed(page, papers):
        assert letters(text) == plain[paper][0], f"{paper}"
        assert closed_up(text).count(question) == 1, f"{paper}"
        assert abs(sheets - plain[paper][1]) <= 1, f"{paper}"


@PAPERS
def test_a_facility_opened_from_the_list_prints_without_the_list(
    page: Page, finder: str, ids: list[str], papers: Sequence[Paper]
) -> None:
    opened(page, f"{finder}/?{SEARCH}")
    others = [closed_up(name) for name in live(page).locator(".list h2").all_text_contents()[1:]]
    live(page).locator(f"[data-facility='{ids[0]}'] h2 a").click()
    opened_place = page.locator(f".detail[data-facility='{ids[0]}'] .questions li")
    expect(opened_place.first).to_be_visible()
    questions = [closed_up(words) for words in opened_place.all_inner_texts()]
    for paper, text, sheets in shown_and_printed(page, papers):
        found = closed_up(text)
        assert [found.count(question) for question in questions] == [1] * len(questions), f"{paper}"
        assert [words for words in others if words in found] == [], f"{paper}"
        assert sheets < 9, f"{paper}"
