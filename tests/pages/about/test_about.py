"""About the data: sources, counts, what is missing by state, and how to correct a listing."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from finder.directory import Directory
from finder.export import exports
from finder.intake import take_in
from finder.map.state_tiles import Share, tiles
from finder.opening import demonstration
from finder.pages.about import endpoint as about
from finder.pages.about.page import FACTS
from finder.pages.find import plain
from finder.pages.frame.downloads import offered
from finder.pages.frame.served import Served
from finder.settings import Settings
from finder.vocabulary import STATES
from finder.web.api import api
from finder.wording.words import date_words
from html_tree import Element, tree

TableFile = Callable[..., str]


def client(directory: Directory, contact: str | None = None) -> TestClient:
    serving, settings = Served(lambda: directory), Settings(contact=contact)
    pages = [*about.routes("", settings, serving), *plain.routes("", settings, serving)]
    return TestClient(Starlette(routes=[*pages, *api.routes("", serving)]))


def page(directory: Directory, query: str = "", contact: str | None = None) -> Element:
    answer = client(directory, contact).get(f"/about{query}")
    assert answer.status_code == 200
    return tree(answer.text)


def rows(found: Element, table: int = 0) -> list[list[str]]:
    body = list(found.all("table"))[table]
    return [
        [cell.text.strip() for cell in (*row.all("th"), *row.all("td"))] for row in body.all("tr")
    ][1:]


@pytest.fixture
def small(table_file: TableFile) -> Directory:
    """Three places of Virginia, one of Maryland; hours of one, prices of none."""
    virginia = {"facility_name": "Elm", "phone": "434-555-0100", "hours_low": "9"}
    return take_in(
        [
            table_file(
                virginia,
                {"facility_name": "Elm", "care_level": "php"},
                {"facility_name": "Oak"},
                {"facility_name": "Fir", "latitude": "38.03", "longitude": "-78.48"},
                {"facility_name": "Ash", "city": "Baltimore", "state": "MD", "zip": "21201"},
            )
        ],
        as_of="2026-05",
    ).directory


def test_each_fact_is_counted_by_place(small: Directory) -> None:
    told = {label: (count, share) for label, count, share in rows(page(small))}
    assert list(told) == list(FACTS.values())
    assert told["Exact position on the map"] == ("1", "25%")
    assert told["Phone"] == ("1", "25%")
    assert told["Hours a week"] == ("1", "25%")
    assert told["Price without insurance"] == ("0", "0%")


def test_hours_and_prices_are_counted_by_what_they_rest_on(small: Directory) -> None:
    counted = [(row[0], row[2]) for row in rows(page(small), 1)]
    hours = [int(n) for fact, n in counted if fact == "Hours a week"]
    prices = [int(n) for fact, n in counted if fact == "Price without insurance"]
    assert sum(hours) == sum(prices) == len(small.programs)
    assert rows(page(small), 1)[0] == [
        "Hours a week",
        "published by the place, or in a table about it",
        "1",
        "1 by the date of the directory",
    ]


def test_files_and_codes_are_a_basis_of_their_own_with_their_age() -> None:
    found = {(row[0], row[1]): row[2:] for row in rows(page(demonstration()), 1)}
    code = found["Hours a week", "least hours of a billing code in its hospital's price file"]
    # The files of the demonstration are as old on every day as they were on the day it was made.
    filed = date.today() - (date(2026, 11, 23) - date(2026, 4, 1))
    assert code[1] == date_words(filed)
    cash = found["Price without insurance", "cash price in its hospital's price file"]
    assert int(cash[0]) > int(code[0]) > 0
    assert "too old to count" in found["Price without insurance", "not published: ask"][1]
    assert ("Hours a week", "the state's rule, where it is wider than the level's definition") in (
        found
    )


def test_the_table_says_the_same_as_the_tiles(small: Directory) -> None:
    found = page(small, "?fact=hours")
    assert rows(found, 2) == [["Maryland", "1", "0", "0%"], ["Virginia", "3", "1", "33%"]]
    shown = {
        texts[0]: texts[1]
        for tile in found.all("g")
        if len(texts := [one.text for one in tile.all("text")]) == 2
    }
    assert (shown["VA"], shown["MD"], shown["TX"]) == ("33%", "0%", "–")


def test_every_state_and_territory_has_a_tile_of_its_own() -> None:
    placed = tiles({}, {}).tiles
    outside = {code for code in STATES.codes if code} - {one.code for one in placed}
    assert outside <= {"AA", "AE", "AP", "FM", "MH", "PW"}
    assert len({one.code for one in placed}) == len(placed) == len({(t.x, t.y) for t in placed})


@pytest.mark.parametrize(
    ("count", "of", "percent", "shade"),
    [
        (0, 0, None, 0), (0, 9, 0, 0), (1, 1000, 1, 1), (999, 1000, 99, 4), (5, 5, 100, 4),
        (1, 4, 25, 1), (1, 2, 50, 2), (3, 4, 75, 3),
    ],
)  # fmt: skip
def test_some_is_never_shown_as_none_nor_as_all(
    count: int, of: int, percent: int | None, shade: int
) -> None:
    assert (Share(count, of).percent, Share(count, of).shade) == (percent, shade)


def test_sources_dates_and_counts_are_said(national_directory: Directory) -> None:
    text = client(national_directory).get("/about").text
    for words in (
        "1,463 places, 3,352 programs",
        "National Directory of Drug and Alcohol Use Treatment Facilities",
        "Substance Abuse and Mental Health Services Administration",
        "1,160",
        "GeoNames",
        "nobody pays for a place in the list",
    ):
        assert words in text


def test_the_whole_directory_can_be_taken_away_in_every_form() -> None:
    assert {one.name for one in offered()} == {
        export.name for export in exports().all() if export.served and export.file_name
    }


def test_a_file_of_the_whole_directory_has_all_of_it_whatever_was_searched(
    small: Directory,
) -> None:
    links = [one["href"] for one in page(small, "?near=99501&care=php").all("a")]
    files = [one for one in links if "format=" in one]
    assert files == [f"./api/v1/search?format={one.name}" for one in offered()]
    answers = {one: client(small).get(f"/{one}") for one in files}
    assert {answer.status_code for answer in answers.values()} == {200}
    table = answers["./api/v1/search?format=csv"].text
    assert len(list(csv.DictReader(table.splitlines()))) == len(small.programs)


def test_a_wrong_listing_is_reported_where_the_operator_says(small: Directory) -> None:
    one = small.facility(0)
    found = page(small, f"?id={one.id}&near=22903", "listings@example.org")
    links = [link["href"] for link in found.all("a") if "example.org" in link["href"]]
    assert links == [f"mailto:listings@example.org?subject=Listing%20{one.id}"]
    assert one.name1 in found.text
    web = page(small, contact="https://example.org/wrong")
    assert "https://example.org/wrong" in [link["href"] for link in web.all("a")]


def test_without_a_contact_it_is_said_that_there_is_none(small: Directory) -> None:
    assert "has named no address for corrections" in page(small).text


def test_every_card_leads_to_the_correction_of_its_listing(small: Directory) -> None:
    found = tree(client(small).get("/plain?state=VA").text)
    wrong = [link["href"] for link in found.all("a") if link["href"].endswith("#correct")]
    ids = {small.facility(row).id for row in range(4) if small.facility(row).state == "VA"}
    assert wrong == [f"./about?id={one}&state=VA#correct" for one in _in_order(found)]
    assert set(_in_order(found)) == ids


def _in_order(found: Element) -> list[str]:
    return [card["data-facility"] for card in found.all("article")]


def test_an_unknown_fact_and_an_unknown_key_are_told(small: Directory) -> None:
    text = page(small, "?fact=stars&nix=1").text
    assert "There is no such fact here" in text
    assert "nix" in text


def test_no_text_of_the_link_becomes_markup(small: Directory) -> None:
    answer = client(small).get("/about", params={"fact": "<b>x</b>", "id": "<b>y</b>"})
    assert "<b>x" not in answer.text
    assert "<b>y" not in answer.text
