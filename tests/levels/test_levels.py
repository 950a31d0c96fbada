"""The pages that explain the levels of care: what they say, what it rests on, where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import textstat
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import IOP_HOURS, IOP_USUAL, TODAY, a_directory, a_facility
from finder.criteria import read, write
from finder.levels import COMPARED_ON, FIGURES, LEVEL_PAGES, SOURCES, Claim, LevelPage
from finder.pages.frame.served import Served
from finder.pages.levels import endpoint as levels
from finder.pages.levels.pictures import SESSION_HOURS, TAPER, WEEK_DAYS, picture
from finder.reference import facts
from finder.settings import Settings
from finder.vocabulary import CARE_LEVELS
from html_tree import Element, tree

HIGHEST_GRADE = 8

WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "twenty": 20,
    "thirty": 30,
}
# Names that hold a number, and the numbers to call, which finder.helplines declares.
NAMES = re.compile(r"12[- ]steps?\b|\b911\b|\b988\b")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\b(?:" + "|".join(WORDS) + r")\b", re.IGNORECASE)

each_page = pytest.mark.parametrize("page", LEVEL_PAGES.values(), ids=lambda page: page.code)


def claims() -> list[tuple[str, Claim]]:
    return [(page.code, claim) for page in LEVEL_PAGES.values() for claim in page.claims]


each_claim = pytest.mark.parametrize(
    "claim", [one for _code, one in claims()], ids=lambda claim: claim.text[:30]
)


def client() -> TestClient:
    directory = a_directory(a_facility())
    routes = levels.routes("", Settings(), Served(lambda: directory), lambda: TODAY)
    return TestClient(Starlette(routes=routes), follow_redirects=False)


def shown(address: str, status: int = 200) -> Element:
    answer = client().get(address)
    assert answer.status_code == status
    return tree(answer.text)


# Which pages there are


def test_every_care_level_has_a_page_and_aftercare_too() -> None:
    assert set(LEVEL_PAGES) == {*CARE_LEVELS.codes, "aftercare"}
    for code, page in LEVEL_PAGES.items():
        assert page.code == code
        assert {*page.before, *page.after} <= set(LEVEL_PAGES) - {code}


def test_intensive_outpatient_tells_the_whole_story() -> None:
    told = " ".join(claim.text for claim in LEVEL_PAGES["iop"].claims)
    for thing in (
        *(
            f"{IOP_USUAL} hours".replace("–", " to "),
            f"{IOP_HOURS} hours".replace("–", " to "),
            "90 days",
            "session or 2 a week",
            "full days",
        ),
        *("detox", "alcohol or benzodiazepines", "kill", "CBT", "groups", "12 steps"),
        *("SMART Recovery", "family", "medicine", "Most people did as well", "therapist"),
        *("call you", "meetings", "not failure", "step by step", "on site"),
    ):
        assert thing in told, thing


# Plain language


@each_page
def test_a_page_is_of_grade_eight_or_lower(page: LevelPage) -> None:
    text = " ".join(claim.text for claim in page.claims)
    assert textstat.flesch_kincaid_grade(text) <= HIGHEST_GRADE


@each_claim
def test_no_paragraph_is_hard_to_read(claim: Claim) -> None:
    assert textstat.flesch_kincaid_grade(claim.text) <= HIGHEST_GRADE


def test_the_measure_sees_a_hard_text() -> None:
    hard = "Psychosocial interventions necessitate multidimensional individualized assessment."
    assert textstat.flesch_kincaid_grade(hard) > HIGHEST_GRADE


@each_page
def test_the_words_on_the_page_are_of_grade_eight_or_lower(page: LevelPage) -> None:
    """As a visitor sees it, without the lists of sources and figures."""
    paragraphs = shown(f"/levels/{page.code}").one("article").all("p")
    text = " ".join(one.text for one in paragraphs if "back" not in one.classes)
    assert textstat.flesch_kincaid_grade(text) <= HIGHEST_GRADE


# What it rests on


@each_claim
def test_every_paragraph_has_a_source_that_is_declared(claim: Claim) -> None:
    assert claim.compared or claim.known or claim.facts or claim.levels
    assert {*claim.compared, *claim.known} <= set(SOURCES)
    assert set(claim.facts) <= set(facts())
    assert set(claim.levels) <= set(CARE_LEVELS.codes)
    assert not set(claim.compared) & set(claim.known)


def test_every_declared_source_and_number_is_used() -> None:
    cited = {one for _code, claim in claims() for one in (*claim.compared, *claim.known)}
    assert cited == set(SOURCES)
    assert {one for _code, claim in claims() for one in claim.figures} == set(FIGURES)
    for source in SOURCES.values():
        assert source.title
        assert source.address.startswith("http")


def numbers_in(text: str) -> Iterator[float]:
    for found in NUMBER.findall(NAMES.sub("", text)):
        yield float(WORDS.get(found.lower(), found.replace(",", "").lower()))


def numbers_of(claim: Claim) -> set[float]:
    """The numbers that a paragraph may use: of its facts, definitions and declared figures."""
    given = {number for one in claim.facts for number in facts()[one].numbers}
    for one in claim.facts:
        given |= {float(found) for found in re.findall(r"\d+", facts()[one].per)}
    for code in claim.levels:
        level = CARE_LEVELS[code]
        given |= {*(level.hours or ()), *(level.typical or ())}
    return given | {value for one in claim.figures for value in FIGURES[one][0]}


@each_claim
def test_every_number_is_one_of_a_fact_or_a_declared_definition(claim: Claim) -> None:
    assert set(numbers_in(claim.text)) <= numbers_of(claim)


@each_claim
def test_a_paragraph_names_the_source_of_each_number_it_declares(claim: Claim) -> None:
    for one in claim.figures:
        assert FIGURES[one][1] in (*claim.compared, *claim.known)
        assert set(FIGURES[one][0]) & set(numbers_in(claim.text)), one


def test_a_number_out_of_the_air_is_seen() -> None:
    claim = LEVEL_PAGES["iop"].length
    assert set(numbers_in("About 91 days, in three parts.")) == {91, 3}
    assert not {91.0, 3.0} <= numbers_of(claim)


# Where it leads


@each_claim
def test_every_search_is_understood_and_written_in_the_canonical_way(claim: Claim) -> None:
    link = read(claim.query)
    assert link.told == ()
    assert write(link.criteria) == claim.query.replace("%2C", ",")
    assert claim.link


@each_page
def test_every_paragraph_leads_to_its_search_at_the_place_of_the_visitor(page: LevelPage) -> None:
    found = shown(f"/levels/{page.code}?near=22903&within=50&hl=en&care=php&q=alder")
    ways = [way.all("a")[0]["href"] for way in found.all(".claim-ways")]
    told = [claim for section in page.sections for claim in section.claims]
    assert len(ways) == len(told) + 1
    for href, claim in zip(ways, [page.lead, *told], strict=True):
        address = urlsplit(href)
        assert address.path == "../"
        asked = read(address.query)
        assert asked.told == ()
        assert asked.criteria == read(f"{claim.query}&near=22903&within=50&hl=en").criteria


# The pages themselves


@each_page
def test_a_page_shows_everything_with_its_sources_and_the_date(page: LevelPage) -> None:
    found = shown(f"/levels/{page.code}")
    (heading,) = found.all("h1")
    assert heading.text == page.title
    article = found.one("article").text
    for claim in page.claims:
        assert claim.text in article
    assert "No clinician has reviewed this page." in article
    for rests in found.all(".rests"):
        assert rests.all("li")
    dated = f"{COMPARED_ON.day} November {COMPARED_ON.year}"
    assert sum(dated in one.text for one in found.all(".rests")) >= len(page.sections)


def test_what_was_not_compared_says_so_and_never_gives_a_date() -> None:
    found = shown("/levels/iop")
    notes = [one.text for one in found.all("li") if "not compared" in one.text]
    assert notes
    assert all("November" not in one for one in notes)


def test_the_figures_of_a_level_stand_on_its_page_and_only_there() -> None:
    for code in LEVEL_PAGES:
        found = shown(f"/levels/{code}").all(".references")
        given = [fact for fact in facts().values() if fact.care == code]
        assert sum(len(one.all("li")) for one in found) == len(given)
    assert "First assessment: $192.57" in shown("/levels").one(".references").text


def test_side_by_side_all_levels_stand_with_hours_cost_and_year() -> None:
    found = shown("/levels?near=22903&hl=en&care=iop")
    rows = {one["id"]: one for one in found.one("tbody").all("tr")}
    assert list(rows) == list(LEVEL_PAGES)
    iop = rows["iop"].text
    for words in (
        f"{IOP_HOURS}, usual {IOP_USUAL}",
        "About 90 days",
        "$169.51 a day",
        "Maryland, 2022",
    ):
        assert words in iop
    assert rows["iop"].one("th").one("a")["href"] == "./levels/iop?near=22903&hl=en"
    assert "No figure found" in rows["sober-living"].text


def test_an_unknown_level_gets_one_sentence_and_the_way_back() -> None:
    found = shown("/levels/rehab?near=22903", 404)
    assert found.one("h1").text == "There is no such level of care"
    assert found.one("article").one("a")["href"] == "../levels?near=22903"


def test_an_address_with_a_slash_leads_to_the_page() -> None:
    answer = client().get("/levels/?near=22903")
    assert (answer.status_code, answer.headers["location"]) == (308, "../levels?near=22903")


def test_what_a_link_says_wrong_is_told_and_no_markup_of_it_comes_through() -> None:
    found = shown("/levels/iop?near=%3Cscript%3E&x=1")
    assert "“x” is not a filter of this finder." in found.one(".told").text
    assert found.one("article").all("script") == []


# Pictures


@pytest.mark.parametrize("name", ["steps", "week", "taper"])
def test_a_picture_has_its_words(name: str) -> None:
    (drawn,) = tree(picture(name)).all("svg")  # type: ignore[arg-type]
    assert drawn["role"] == "img"
    title, words = drawn.one("title"), drawn.one("desc")
    assert drawn["aria-labelledby"] == f"{title['id']} {words['id']}"
    assert len(words.text) > 40


def test_the_example_week_and_taper_hold_to_the_facts() -> None:
    least = facts()["va-iop-hours"].range.low
    assert len(WEEK_DAYS) * SESSION_HOURS == TAPER[0][1] * SESSION_HOURS == least
    weeks = timedelta(weeks=sum(length for length, _sessions in TAPER))
    assert abs(weeks.days - FIGURES["iop-90-days"][0][0]) <= 1
    sessions = [sessions for _length, sessions in TAPER]
    assert sessions == sorted(sessions, reverse=True)
    assert sessions[-1] <= FIGURES["iop-step-down"][0][0]
