"""The lines for a terminal: they fit, and say what is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import (
    CHARLOTTESVILLE,
    IOP_HOURS,
    MILES_A_DEGREE,
    TODAY,
    a_directory,
    a_facility,
    a_program,
    find,
)
from finder.directory import Directory, FacilityRecord, Phone, ProgramRecord
from finder.export import Outgoing, exports
from finder.export.spoken import hours_text, price_text
from finder.export.text_table import TextColumn, TextTable

LINK_INDENT = "  "


def _lines(directory: Directory, query: str = "", width: int = 100) -> list[str]:
    outgoing = Outgoing(find(directory, query), TODAY, width=width)
    return b"".join(exports().named("table").chunks(outgoing)).decode().splitlines()


def _text(*facilities: FacilityRecord, query: str = "", width: int = 100) -> str:
    return "\n".join(_lines(a_directory(*facilities), query, width))


@pytest.mark.parametrize("width", [40, 60, 75, 76, 80, 99, 100, 140, 300])
def test_no_line_is_longer_than_the_screen(demonstration: Directory, width: int) -> None:
    lines = _lines(demonstration, "near=22903&within=100&hours=-12&cost=600", width)
    links = [line for line in lines if line.startswith(LINK_INDENT + "near=")]
    assert max(len(line) for line in lines if line not in links) <= width


def test_every_facility_found_is_listed(demonstration: Directory) -> None:
    results = find(demonstration, "care=iop")
    numbers = [line.split()[0] for line in _lines(demonstration, "care=iop") if line[:3].strip()]
    assert {str(one) for one in range(1, results.total + 1)} <= set(numbers)


def test_the_first_line_says_what_was_asked_and_how_much_was_found() -> None:
    facilities = [a_facility(a_program(hours=(9, 12)), name="A"), a_facility(name="B")]
    first = _text(*facilities, query="near=22903&care=iop&hours=-12", width=300).splitlines()[0]
    assert first == (
        "Intensive outpatient programs within 25 miles of 22903, up to 12 hours a week: "
        "2 facilities found (1 match, 1 possible)."
    )


@pytest.mark.parametrize(
    ("record", "hours", "price"),
    [
        (a_program("iop"), f"{IOP_HOURS}*", "ask"),
        (a_program("php"), "20 or more*", "ask"),
        (a_program("medication"), "up to 8*", "ask"),
        (a_program("residential"), "lives there", "ask"),
        (a_program("detox"), "ask", "ask"),
        (a_program("iop", hours=(9, 12), cost=(480, 560), per="month"), "9–12", "$480–560 a month"),
        (
            a_program("iop", hours=(9, None), cost=(480, None), per="week"),
            "9 or more",
            "from $480 a week",
        ),
        (a_program("iop", pay=["free"], cost=(480, 480), per="week"), f"{IOP_HOURS}*", "free"),
    ],
)
def test_hours_and_price_in_a_few_words(record: ProgramRecord, hours: str, price: str) -> None:
    program = a_directory(a_facility(record)).program(0)
    assert (hours_text(program), price_text(program)) == (hours, price)


def test_a_possible_facility_says_what_to_ask() -> None:
    text = _text(a_facility(), query="care=iop&hours=-12&pay=medicaid")
    assert "possible" in text
    assert "Ask about: hours a week and payment" in text


def test_marks_are_explained_only_where_they_stand() -> None:
    by_level, exact = _text(a_facility()), _text(a_facility(a_program(hours=(9, 12))))
    assert "* by definition of the care level" in by_level
    assert "* by definition" not in exact
    approximate = _text(replace(a_facility(), position="approximate"), query="near=22903")
    assert "~ the position is the center of its ZIP code" in approximate


def test_an_approximate_position_never_claims_no_distance() -> None:
    text = _text(replace(a_facility(), position="approximate"), query="near=38.03,-78.48")
    assert "~1" in text
    assert "0.0" not in text


def test_a_facility_that_lists_no_phone_says_so() -> None:
    assert "not listed" in _text(a_facility())
    phones = [Phone("main", "434-555-0100 ext. 7", "+14345550100,7", "7")]
    assert "434-555-0100" in _text(a_facility(phones=phones))


def test_a_listing_cannot_steer_the_terminal() -> None:
    text = _text(a_facility(name="Alder\x1b[2J\x9bHouse\r\n"))
    assert not [one for one in text if not one.isprintable() and one != "\n"]


def test_nothing_found_says_what_would_be_found() -> None:
    far = (CHARLOTTESVILLE[0] + 60 / MILES_A_DEGREE, CHARLOTTESVILLE[1])
    text = _text(a_facility(at=far), query="near=38.03,-78.48")
    assert "0 facilities found" in text
    assert "The nearest beyond is 60.0 miles away" in text
    assert "near=38.03%2C-78.48&within=61" in text or "near=38.03,-78.48&within=61" in text
    without = _text(a_facility(a_program("iop", pay=["free"])), query="care=iop&pay=medicaid")
    assert "Without payment: 1 facility" in without
    assert "  care=iop" in without.splitlines()


def test_what_nobody_publishes_is_said_once_on_top() -> None:
    assert "No program in reach publishes this: hours a week." in _text(
        a_facility(), query="care=iop&hours=-12"
    )


def test_the_last_lines_name_the_directory_and_its_age(demonstration: Directory) -> None:
    assert "Listings change: call first." in " ".join(_lines(demonstration, "near=22903")[-2:])
    assert "(date not known)" in _text(a_facility())


def test_a_program_without_stated_level_says_so() -> None:
    assert "not stated" in _text(a_facility(a_program(None)))


COLUMNS = [TextColumn("Name", 4, 8, 20), TextColumn("N", 1, 1, 1, right=True)]


@pytest.mark.parametrize(
    ("room", "widths"), [(6, [4, 1]), (9, [7, 1]), (11, [8, 1]), (40, [20, 1])]
)
def test_columns_get_the_room_that_there_is(room: int, widths: list[int]) -> None:
    table = TextTable(COLUMNS, room)
    assert table.widths == widths
    assert max(map(len, table.head())) <= room


def test_rows_within_a_row_begin_level() -> None:
    table = TextTable([TextColumn("A", 5, 5, 5), TextColumn("B", 5, 5, 5)], 12)
    assert table.aligned(0, [["one two", "x"], ["three", "y"]]) == [
        ["one", "two", "three"],
        ["x", "", "y"],
    ]
