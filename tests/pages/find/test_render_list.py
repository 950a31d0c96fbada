"""What stands around the cards: heading, chips, ways out, pages, and the frame of every page."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from builders import a_directory, a_facility, a_program, criteria, find
from finder.criteria import Criteria, registry, write
from finder.criteria.criterion import Criterion
from finder.directory import Directory, Manifest
from finder.pages.find import cards
from finder.pages.frame import surroundings as pages
from html_tree import Element, tree


def link(to: Criteria, path: str = "/") -> str:
    return f"{path}?{write(to)}"


MIXED = a_directory(
    a_facility(a_program("iop", hours=(9, 12)), name="Alder House"),
    a_facility(a_program("iop"), name="Birch House"),
    a_facility(a_program("residential"), name="Cedar House"),
)


def heading(query: str) -> Element:
    return tree(cards.heading(find(MIXED, query), link))


def test_the_heading_is_the_search_as_a_sentence() -> None:
    shown = heading("near=22903&care=iop&hours=-12")
    assert shown.one("h1").text == (
        "Intensive outpatient programs within 25 miles of 22903, up to 12 hours a week"
    )


def test_matches_and_possible_ones_are_counted_apart() -> None:
    assert heading("near=22903&care=iop&hours=-12").one(".counts").text == (
        "1 match · 1 possible: ask when you call"
    )
    assert heading("near=22903&care=iop").one(".counts").text == "2 matches"


def test_places_are_only_counted_where_nothing_was_asked_of_them() -> None:
    assert heading("near=22903").one(".counts").text == "3 places"


def test_the_order_is_explained_and_nobody_pays_for_a_place_in_it() -> None:
    shown = heading("near=22903&hours=-12").one(".sort")
    assert shown.one("p").text == (
        "Matches first, then the nearest. Nobody pays for a place in this list."
    )
    assert "Matches first, then by name." in heading("hours=-12").text


def test_every_order_is_a_link_and_the_present_one_is_marked() -> None:
    orders = heading("near=22903&sort=hours").one(".orders").all("a")
    assert [one["href"] for one in orders] == [
        "/?near=22903",
        "/?near=22903&sort=distance",
        "/?near=22903&sort=hours",
        "/?near=22903&sort=cost",
        "/?near=22903&sort=name",
    ]
    assert [one.text for one in orders if "aria-current" in one.attributes] == ["Hours a week"]


def test_without_a_place_there_is_no_order_by_distance() -> None:
    assert "Distance" not in [one.text for one in heading("").one(".orders").all("a")]


def test_without_a_place_the_heading_asks_for_one() -> None:
    assert "ZIP code" in heading("").one(".start").text
    assert heading("near=22903").all(".start") == []


# Chips


def chips(query: str, **options: bool) -> Element:
    return tree(cards.chip_row(find(MIXED, query), link, **options))


def test_each_filter_has_a_chip_that_takes_it_away() -> None:
    shown = chips("near=22903&care=iop,php&hours=-12").one("ul").all("a")
    assert [(one.one(".label").text, one["href"]) for one in shown] == [
        ("Partial hospitalization (PHP)", "/?near=22903&care=iop&hours=-12"),
        ("Intensive outpatient (IOP)", "/?near=22903&care=php&hours=-12"),
        ("Up to 12 hours a week", "/?near=22903&care=php,iop"),
    ]


def test_clear_all_keeps_the_place_and_the_shortlist() -> None:
    shown = chips("near=22903&within=50&care=iop&q=alder&pick=aaaaaaaa&page=2")
    assert shown.one(".all")["href"] == "/?near=22903&within=50&pick=aaaaaaaa"


TEXTS = ("22903", "Albemarle County, VA", "VA", "9-19", "1", "7", "alder")


def text_for(criterion: Criterion[Any]) -> str:
    """Some text that a criterion understands."""
    options = criterion.options
    texts = [*(options.codes if options else ()), *TEXTS]
    return next(text for text in texts if not criterion.read([text]).problems)


def test_clear_all_takes_every_filter() -> None:
    keys = [key for key in registry.filters() if key != "near"]
    asked = "&".join(f"{key}={quote(text_for(registry.criterion(key)))}" for key in keys)
    assert set(criteria(asked)) == set(keys)
    assert chips(asked).one(".all")["href"] == "/?"
    assert chips(f"near=22903&within=50&{asked}").one(".all")["href"] == "/?near=22903&within=50"


def test_without_filters_there_is_nothing_to_take_away() -> None:
    assert chips("near=22903").all("a") == []


def test_every_search_can_be_shared_and_seen_as_a_table_from_its_first_row() -> None:
    links = heading("near=22903&care=iop&page=2").all(".pass-on")
    assert {one.text: one["href"] for one in links} == {
        "Share": "/share?near=22903&care=iop&page=2",
        "As a table": "/table?near=22903&care=iop",
    }


def test_the_link_can_be_copied_where_scripts_run() -> None:
    shown = heading("near=22903")
    assert shown.one("[data-copy]")["data-copy"] == "/?near=22903"
    still = tree(cards.heading(find(MIXED, "near=22903"), link, live=False))
    assert still.all("[data-copy]") == []


# Nothing or little found


def few(query: str) -> Element:
    return tree(cards.card_list(find(MIXED, query), link)).one(".few")


def test_when_nothing_is_found_each_filter_says_what_it_costs() -> None:
    shown = few("near=22903&care=iop&hours=-12&q=cedar")
    assert shown.one("h2").text == "No place fits all of this"
    assert [(one.text, one.one("a")["href"]) for one in shown.all("li")] == [
        ("Leave out ‘named “cedar”’ 2 places", "/?near=22903&care=iop&hours=-12"),
    ]


def test_two_filters_that_only_help_together_are_left_out_together() -> None:
    shown = few("near=22903&care=detox&q=elder")
    assert shown.one("li").text == "Leave out ‘detox’ and ‘named “elder”’ 3 places"


def test_where_all_is_to_be_asked_no_zero_is_counted() -> None:
    counts = heading("near=22903&care=iop&cost=1").one(".counts")
    assert counts.text == "2 places may fit: ask when you call"


def test_the_nearest_beyond_the_radius_says_how_far_it_is() -> None:
    directory = a_directory(
        a_facility(name="Far House", at=(38.03 + 37 / 69.09332, -78.48), city="Culpeper")
    )
    shown = tree(cards.card_list(find(directory, "near=38.03,-78.48"), link)).one(".few")
    assert shown.one("li").text == (
        "The nearest place that fits is 37 miles away: Far House in Culpeper, VA"
    )
    assert shown.one("li").one("a")["href"] == "/?near=38.03,-78.48&within=38"


def test_who_finds_nothing_is_given_a_number_to_call() -> None:
    assert few("q=nothing").one("p").one("a")["href"] == "tel:18006624357"


def test_few_results_that_no_filter_keeps_small_need_no_word() -> None:
    assert tree(cards.card_list(find(MIXED, ""), link)).all(".few") == []


# Pages


@pytest.fixture(scope="module")
def many() -> Directory:
    return a_directory(*(a_facility(name=f"House {number:03}") for number in range(230)))


def numbers(directory: Directory, page: int) -> list[str]:
    shown = tree(pages.pager(find(directory, f"page={page}"), link))
    return [one.seen for one in shown.one("ol").all("li")]


def test_the_pager_shows_the_ends_and_the_neighbours(many: Directory) -> None:
    assert numbers(many, 1) == ["1", "2", "…", "10"]
    assert numbers(many, 5) == ["1", "…", "4", "5", "6", "…", "10"]
    assert numbers(many, 4) == ["1", "2", "3", "4", "5", "…", "10"]
    assert numbers(many, 10) == ["1", "…", "9", "10"]


def test_the_pager_leads_on_and_back(many: Directory) -> None:
    shown = tree(pages.pager(find(many, "page=2"), link))
    assert [(one.text, one["href"]) for one in shown.all(".button")] == [
        ("Previous", "/?"),
        ("Next", "/?page=3"),
    ]


def test_the_list_goes_on_counting_on_the_next_page(many: Directory) -> None:
    shown = tree(cards.card_list(find(many, "page=2"), link))
    assert shown.one("ol")["start"] == "26"
    assert shown.all(".pin")[0].seen == "26"


def test_one_page_has_no_pager() -> None:
    assert pages.pager(find(MIXED, ""), link) == ""


# The frame


def test_the_crisis_lines_can_be_tapped_and_one_can_leave_at_once() -> None:
    shown = tree(pages.strip()).one("aside")
    assert [one["href"] for one in shown.all("a")[1:4]] == ["tel:911", "tel:988", "tel:18006624357"]
    assert shown.all("a")[0]["data-leave"]
    leave = shown.one(".leave")
    assert leave["href"] == leave["data-leave"]
    assert leave["rel"] == "noreferrer"


def test_a_demonstration_says_that_its_programs_are_invented() -> None:
    shown = tree(pages.banner(Manifest("Demonstration", "made up", demonstration=True)))
    assert "invented" in shown.text
    assert "make run DIRECTORY=" in shown.one("code").text
    assert pages.banner(Manifest("National", "SAMHSA")) == ""


def test_the_foot_says_where_the_data_is_from_and_how_old_it_is() -> None:
    manifest = Manifest("National Directory", "SAMHSA", as_of="2023", facilities=12742)
    shown = tree(pages.foot(manifest, link, criteria(""))).text
    assert "National Directory, 2023" in shown
    assert "12,742 places" in shown


@pytest.mark.parametrize(
    ("here", "current"), [("/", "Find"), ("/plain", "Find"), ("/levels/iop", "Care levels")]
)
def test_the_head_leads_to_every_page_and_says_which_one_it_is(here: str, current: str) -> None:
    shown = tree(pages.head(link, criteria("near=22903&care=iop&pay=medicaid&hl=es"), here))
    links = {one.text: one.attributes["href"] for one in shown.one(".top").one("nav").all("a")}
    assert list(links) == ["Find", "Which level?", "Care levels", "Tonight", "About the data"]
    assert links["Tonight"] == "/tonight?near=22903&hl=es"
    assert "medicaid" not in links["About the data"]
    (marked,) = [
        one for one in shown.one(".top").one("nav").all("a") if "aria-current" in one.attributes
    ]
    assert marked.text == current


def test_a_title_names_levels_and_area_and_nothing_else() -> None:
    asked = criteria("near=22903&care=iop&pay=medicaid&hours=-12&for=hiv&q=hope")
    assert pages.title(asked) == "Intensive outpatient programs within 25 miles of 22903"
    assert "Medicaid" not in pages.description(asked)
    assert "HIV" not in pages.description(asked)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Find a program"),
        ("pay=medicaid&for=hiv", "Find a program"),
        ("page=3", "Find a program, page 3"),
        ("state=VA&page=2", "Treatment programs in Virginia, page 2"),
        ("within=50&care=detox", "Detox programs"),
    ],
)
def test_a_title_is_neutral_where_the_address_tells_neither_level_nor_area(
    query: str, title: str
) -> None:
    assert pages.title(criteria(query)) == title


def test_a_facility_is_not_named_in_a_title() -> None:
    directory = a_directory(a_facility(a_program("iop"), a_program("php"), name="Alder House"))
    facility_id = directory.facility(0).id
    assert pages.facility_title(directory, facility_id) == "A program in Charlottesville, VA"
    assert pages.facility_description(directory, facility_id) == (
        "A program in Charlottesville, VA: intensive outpatient and partial hospitalization"
    )
    assert pages.facility_title(directory, "aaaaaaaa") == "A program"
