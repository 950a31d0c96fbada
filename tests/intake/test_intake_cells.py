"""Single cells of a table: what is understood, and what is refused."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from finder.intake.rows.cells import (
    CellRefused,
    code_list,
    day,
    number,
    one_code,
    state_code,
    text_of,
    web_address,
    zip_digits,
)
from finder.vocabulary import THERAPIES

TODAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Hope \n House ", "Hope House"),
        ("Hope\u200b\u202eHouse", "HopeHouse"),
        ("Café", "Café"),
        (22903.0, "22903"),
        (22903, "22903"),
        (9.5, "9.5"),
        (math.nan, ""),
        (None, ""),
        (date(2025, 5, 31), "2025-05-31"),
        (datetime(2025, 5, 31), "2025-05-31"),
        (["cbt", "group"], "cbt;group"),
    ],
)
def test_a_cell_is_one_line_of_text(cell: Any, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("9", 9),
        ("9.5", 9.5),
        (" 12 ", 12),
        (9, 9),
        (9.5, 9.5),
        (Decimal("9.5"), 9.5),
        ("$1,200", 1200),
        ("1,200.50", 1200.5),
        ("$ 950", 950),
        ("0", 0),
        ("", None),
        (None, None),
        (math.nan, None),
    ],
)
def test_a_number_is_understood(cell: Any, value: float | None) -> None:
    assert number(cell, 0, 100_000, money=True) == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("call", "is not a number"),
        ("9-12 hrs", "is not a number"),
        ("9 hrs", "is not a number"),
        ("1e3", "is not a number"),
        ("1,5", "is not a number"),
        ("1 200", "is not a number"),
        ("٩", "is not a number"),
        ("inf", "is not a number"),
        (math.inf, "is not a number"),
        (True, "is not a number"),
        (datetime(2025, 9, 12), "is not a number"),
        ("1.200", "may mean dollars and cents or thousands"),
        ("-5", "is below 0"),
        (-5, "is below 0"),
        ("200000", "is above 100,000"),
    ],
)
def test_a_number_is_refused_where_it_could_mean_something_else(cell: Any, reason: str) -> None:
    with pytest.raises(CellRefused, match=reason):
        number(cell, 0, 100_000, money=True)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2025-05-31", date(2025, 5, 31)),
        ("2025-05-31T10:00:00", date(2025, 5, 31)),
        ("2025-06-01", TODAY),
        (date(2025, 5, 31), date(2025, 5, 31)),
        (datetime(2025, 5, 31, 10), date(2025, 5, 31)),
        ("", None),
    ],
)
def test_a_day_is_understood(cell: Any, value: date | None) -> None:
    assert day(cell, TODAY) == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("5/6/2025", "is not a date such as 2025-05-31"),
        ("May 31", "is not a date such as 2025-05-31"),
        ("2025", "is not a date such as 2025-05-31"),
        ("2025-02-30", "is no day of the calendar"),
        ("2025-06-02", "lies in the future"),
        (date(2025, 6, 2), "lies in the future"),
        ("1899-12-30", "lies too long ago"),
    ],
)
def test_a_day_is_refused(cell: Any, reason: str) -> None:
    with pytest.raises(CellRefused, match=reason):
        day(cell, TODAY)


@pytest.mark.parametrize(
    ("cell", "codes", "unknown"),
    [
        ("cbt;group", ("cbt", "group"), ()),
        (" CBT ; Group ;", ("cbt", "group"), ()),
        ("twelve step; Twelve_Step", ("twelve-step",), ()),
        ("cbt;hypnosis", ("cbt",), ("hypnosis",)),
        ("cbt, group", (), ("cbt, group",)),
    ],
)
def test_a_list_of_codes_is_understood_code_by_code(
    cell: str, codes: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert code_list(cell, THERAPIES) == (THERAPIES.bits(codes), unknown)


@pytest.mark.parametrize("cell", ["", None, " ; ; "])
def test_an_empty_list_says_nothing(cell: Any) -> None:
    assert code_list(cell, THERAPIES) is None


def test_one_code_is_understood_in_any_case() -> None:
    assert one_code(" OnSite ", ("onsite", "none")) == "onsite"
    assert one_code("", ("onsite", "none")) is None
    with pytest.raises(CellRefused, match="is not one of onsite, none"):
        one_code("yes", ("onsite", "none"))


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        ("www.example.org", "https://www.example.org"),
        ("", ""),
    ],
)
def test_a_web_address_gets_its_scheme(cell: str, address: str) -> None:
    assert web_address(cell) == address


@pytest.mark.parametrize(
    "cell",
    ["javascript:alert(1)", "javascript://example.org/%0aalert(1)", "none", "see our page",
     "ftp://example.org", "http://[", "data:text/html,x"],
)  # fmt: skip
def test_a_web_address_that_no_link_should_open_is_refused(cell: str) -> None:
    with pytest.raises(CellRefused):
        web_address(cell)


@pytest.mark.parametrize("cell", ["VA", "va", " Virginia ", "VIRGINIA"])
def test_a_state_is_understood_by_code_and_name(cell: str) -> None:
    assert state_code(cell) == "VA"


@pytest.mark.parametrize("cell", ["Ontario", "V", "VX", "12"])
def test_what_is_no_state_is_refused(cell: str) -> None:
    with pytest.raises(CellRefused):
        state_code(cell)


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("22903", "22903"),
        ("22903-1234", "22903"),
        ("229031234", "22903"),
        (22903.0, "22903"),
        # leading zeros that a spreadsheet took away
        ("2903", "02903"),
        (501, "00501"),
        ("2903-1234", "02903"),
        (29031234, "02903"),
    ],
)
def test_a_zip_code_has_five_digits(cell: Any, digits: str) -> None:
    assert zip_digits(cell) == digits


@pytest.mark.parametrize("cell", ["22", "K1A 0B1", "2290312345", "ZIP", "-22903", "22903-12"])
def test_what_is_no_zip_code_is_refused(cell: str) -> None:
    with pytest.raises(CellRefused):
        zip_digits(cell)
