"""All results as a dense table: columns, order, pages, ticks, and the same search changed."""

from __future__ import annotations

import io
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.directory import Directory, Phone
from finder.export import Outgoing, exports
from finder.export.columns import columns as export_columns
from finder.pages.frame.served import Served
from finder.pages.table import endpoint as table
from finder.pages.table.columns import NAME, USUAL, chosen, columns, exported, written
from finder.settings import Settings
from html_tree import Element, tree

KEYS = [one.key for one in columns()]
FEW = a_directory(
    a_facility(a_program("iop", hours=(9, 12), pay=["medicaid"]), a_program("php"), name="Alder"),
    a_facility(a_program("iop", cost=(100, 200), per="week", openings=2), name="Birch"),
)


def client_of(directory: Directory) -> TestClient:
    routes = table.routes("", Settings(), Served(lambda: directory), lambda: TODAY)
    return TestClient(Starlette(routes=routes), follow_redirects=False)


def shown(directory: Directory, query: str = "") -> Element:
    answer = client_of(directory).get(f"/table?{query}")
    assert answer.status_code == 200, answer.text
    return tree(answer.text)


def every(page: Element, outer: str, inner: str) -> list[Element]:
    """The elements `inner` in the elements `outer`."""
    return [one for each in page.all(outer) for one in each.all(inner)]


def lines(page: Element) -> list[str]:
    return [one.text for one in every(page, "tbody", "th")]


def heads(page: Element) -> list[str]:
    return [one.text.rstrip(" ↓↕") for one in every(page, "thead", "th")]


def told(page: Element) -> list[str]:
    return [one.text for one in page.all(".told")]


@pytest.fixture(scope="module")
def three() -> Directory:
    phone = [Phone("intake", "434-555-0101", "+14345550101")]
    return a_directory(
        a_facility(
            a_program("iop", hours=(15, 19), cost=(900, 900), per="month", pay=["medicaid"]),
            a_program("outpatient"),
            name="Cedar",
            phones=phone,
        ),
        a_facility(a_program("iop", hours=(9, 9)), name="Alder", at=(38.2, -78.48)),
        a_facility(a_program("iop", cost=(100, 100), per="month"), name="Birch <b>", at=None),
    )


@pytest.fixture(scope="module")
def many() -> Directory:
    """10,000 programs at 5,000 places."""
    return a_directory(
        *(
            a_facility(a_program("iop"), a_program("outpatient"), name=f"P {at:04}")
            for at in range(5000)
        )
    )


# Columns


@given(st.lists(st.sampled_from(KEYS), unique=True))
def test_columns_have_one_spelling_that_is_read_back(keys: list[str]) -> None:
    read, problems = chosen([",".join(keys)])
    assert not problems
    assert set(read) == ({NAME, *keys} if keys else set(USUAL))
    assert list(read) == [key for key in KEYS if key in read]
    assert chosen([written(read)] if written(read) else []) == (read, ())
    assert chosen(reversed(keys)) == (read, ())


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_for_columns_is_read_and_what_is_no_column_is_told(texts: list[str]) -> None:
    read, problems = chosen(texts)
    assert read[0] == NAME
    given_keys = {one.strip().lower() for text in texts for one in text.split(",")} - {""}
    assert bool(problems) == bool(given_keys - set(KEYS))


def test_every_column_can_be_shown(three: Directory) -> None:
    page = shown(three, f"near=22903&within=any&columns={','.join(KEYS)}")
    assert len(heads(page)) == len(KEYS) + 1
    assert all(len(row.all("td")) == len(KEYS) for row in every(page, "tbody", "tr"))


def test_the_form_of_columns_writes_a_short_link(three: Directory) -> None:
    answer = client_of(three).get("/table?care=iop&form=1&columns=name&columns=pay&columns=care")
    assert answer.status_code == 303
    assert answer.headers["location"] == "./table?columns=name,care,pay&care=iop"
    only = client_of(three).get("/table?form=1&columns=name").headers["location"]
    assert only == "./table?columns=name"
    assert heads(shown(three, "columns=name")) == ["Shortlist", "Name"]


# What stands in it


def test_a_row_is_a_program_with_what_is_published_and_what_is_not(three: Directory) -> None:
    page = shown(three, "sort=name")
    assert lines(page) == ["Alder", "Birch <b>", "Cedar", "Cedar"]
    rows = [one.text for one in every(page, "tbody", "tr")]
    assert "Not published" in rows[0]
    assert "(by definition of the level)" in rows[1]
    assert "$900 a month" in rows[2]
    assert page.all(".phone")[0].attributes["href"] == "tel:+14345550101"
    assert "Programs 1 to 4 of 4, in 3 places" in page.one("caption").text


def test_only_programs_that_fit_are_rows(three: Directory) -> None:
    assert sorted(lines(shown(three, "care=iop"))) == ["Alder", "Birch <b>", "Cedar"]


@pytest.mark.parametrize(
    ("sort", "first", "header"),
    [
        ("name", "Alder", "Name"),
        ("hours", "Birch <b>", "Hours a week"),
        ("cost", "Birch <b>", "Price without insurance"),
        ("distance", "Cedar", "Distance"),
    ],
)
def test_headers_lead_to_the_orders_of_the_search(
    three: Directory, sort: str, first: str, header: str
) -> None:
    query = "near=22903&within=any&care=iop"
    page = shown(three, f"{query}&columns=name,miles,hours,cost")
    [link] = [one for one in every(page, "thead", "a") if one.text.startswith(header)]
    target = urlsplit(link.attributes["href"])
    assert ("sort", sort) in parse_qsl(target.query)
    again = shown(three, target.query)
    assert lines(again)[0] == first
    [marked] = again.all("[aria-sort]")
    assert marked.text.startswith(header)
    assert marked.attributes["aria-sort"] == "ascending"


def test_ten_thousand_rows_stand_on_pages_of_a_hundred(many: Directory) -> None:
    last = shown(many, "sort=name&page=100")
    assert lines(last)[0::2] == [f"P {at}" for at in range(4950, 5000)]
    assert "Programs 9,901 to 10,000 of 10,000, in 5,000 places" in last.one("caption").text
    assert lines(shown(many, "sort=name&page=999999")) == lines(last)
    first = shown(many, "sort=name&columns=name")
    [following] = [one["href"] for one in first.all("[rel]") if one["rel"] == "next"]
    assert set(parse_qsl(urlsplit(following).query)) == {
        ("columns", "name"), ("sort", "name"), ("page", "2"),
    }  # fmt: skip


def test_a_page_may_end_between_two_programs_of_a_place() -> None:
    directory = a_directory(
        a_facility(a_program("iop"), name="A"),
        *(
            a_facility(a_program("iop"), a_program("outpatient"), name=f"B {at:02}")
            for at in range(60)
        ),
    )
    both = [*lines(shown(directory, "sort=name")), *lines(shown(directory, "sort=name&page=2"))]
    assert both == ["A", *(f"B {at // 2:02}" for at in range(120))]


def test_the_whole_country_is_a_table_that_says_what_follows_from_a_level(
    national_directory: Directory,
) -> None:
    every_key = ",".join(KEYS)
    page = shown(national_directory, f"near=22903&within=any&columns={every_key}")
    programs, places = len(national_directory.programs), len(national_directory.facilities)
    assert f"of {programs:,}, in {places:,} places" in page.one("caption").text
    assert len(lines(page)) == 100
    assert page.all(".by-level")
    assert page.all(".unknown")


# Ticks


def ids(page: Element) -> list[str]:
    return list(dict.fromkeys(one.attributes["value"] for one in every(page, "tbody", "input")))


def test_ticked_places_join_those_picked_before(many: Directory) -> None:
    some = ids(shown(many, "sort=name"))[:8]
    ticks = "&".join(f"pick={one}" for one in some[2:])
    asked = f"/table?pick={some[0]},{some[1]}&sort=name&page=3&columns=name,care&form=1&{ticks}"
    answer = client_of(many).get(asked)
    assert answer.status_code == 303
    pairs = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    assert pairs == {
        "pick": ",".join(some), "sort": "name", "page": "3", "columns": "name,care",
    }  # fmt: skip
    page = shown(many, f"sort=name&pick={','.join(some)}")
    assert page.one("#shortlist").text == "Shortlist: 8 places"
    assert not set(some) & set(ids(page))
    [off] = [
        one for one in every(page, ".tick", "a") if one.attributes["href"].startswith("./table")
    ][:1]
    assert some[0] not in off.attributes["href"]


def test_a_shortlist_holds_twelve_and_the_rest_is_told(many: Directory) -> None:
    some = ids(shown(many, "sort=name"))[:20]
    answer = client_of(many).get("/table?form=1&" + "&".join(f"pick={one}" for one in some))
    page = shown(many, urlsplit(answer.headers["location"]).query)
    assert page.one("#shortlist").text == "Shortlist: 12 places"
    assert "8 more of the link are left out." in page.one(".shortlist").text


# Bad input


def test_junk_is_told_and_loses_nothing(three: Directory) -> None:
    page = shown(three, "columns=<b>,care,1/0&care=iop&form=1&pick=no,nonsense&page=x&zzz=1")
    words = " ".join(told(page))
    for part in ("zzz", "Page: "):
        assert part in words
    for part in ("<b>", "1/0", "nonsense"):
        assert part not in words
    assert "1 place of the link is not in this directory." in page.one(".shortlist").text
    assert heads(page) == ["Shortlist", "Name", "Care level"]
    assert len(lines(page)) == 3


def test_of_nothing_found_the_ways_out_are_told(three: Directory) -> None:
    page = shown(three, "care=iop&q=zebra")
    assert "Nothing found" in page.one("#main").text
    assert not page.all("table")
    assert "Without one filter" in page.one(".same-but").text


# The same, but


def test_each_change_opens_in_a_new_tab_and_finds_as_many_as_it_says(three: Directory) -> None:
    page = shown(three, "near=22903&within=10&care=iop&pay=medicaid&columns=name")
    links = every(page, ".same-but", "li")
    assert {one.text for one in every(page, ".same-but", "h2")} >= {
        "Within", "Care level", "Without one filter",
    }  # fmt: skip
    for one in links:
        link = one.one("a")
        assert link.attributes["target"] == "_blank"
        assert link.attributes["rel"] == "noreferrer"
        there = shown(three, urlsplit(link.attributes["href"]).query)
        assert f"in {one.one('.quiet').text}" in there.one("caption").text
        assert heads(there) == ["Shortlist", "Name"]


def test_files_are_of_the_same_search(three: Directory) -> None:
    page = shown(three, "care=iop&page=1")
    links = [one["href"] for one in every(page, ".take", "a")]
    assert links == [
        "./api/v1/search?format=xlsx&care=iop",
        "./api/v1/search?format=csv&care=iop",
        "./api/v1/search?format=geojson&care=iop",
        "./api/v1/search?format=hsds&care=iop",
    ]


def test_files_hold_the_columns_that_are_chosen_in_their_order(three: Directory) -> None:
    page = shown(three, "care=iop&columns=phone,name,pay,care")
    workbook, table, *others = [one["href"] for one in every(page, ".take", "a")]
    names = "facility_name,care_level,program_name,payments,intake_phone,phone,hotline"
    assert workbook == f"./api/v1/search?format=xlsx&columns={names}&care=iop"
    assert table == f"./api/v1/search?format=csv&columns={names}&care=iop"
    # Points on a map and HSDS have no columns to choose.
    assert len(others) == 2
    assert not [one for one in others if "columns" in one]


def test_every_column_of_the_table_has_its_columns_in_a_file() -> None:
    names = [one.name for one in export_columns()]
    for column in columns():
        assert column.exported, column.key
        assert set(column.exported) <= set(names), column.key
    every_name = exported(KEYS)
    assert len(every_name) == len(set(every_name))


@pytest.mark.slow
@given(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
def test_a_file_of_chosen_columns_has_those_and_no_other(keys: list[str]) -> None:
    names = exported(chosen([",".join(keys)])[0])
    outgoing = Outgoing(find(FEW, "care=iop"), TODAY, columns=names)
    text = b"".join(exports().named("csv").chunks(outgoing)).decode()
    whole = b"".join(exports().named("csv").chunks(Outgoing(find(FEW, "care=iop"), TODAY))).decode()
    some, every_column = pd.read_csv(io.StringIO(text)), pd.read_csv(io.StringIO(whole))
    assert tuple(some.columns) == names
    pd.testing.assert_frame_equal(some, every_column[list(names)])
