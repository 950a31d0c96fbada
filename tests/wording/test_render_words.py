"""Values to words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import a_directory, a_facility
from finder import places
from finder.directory import Facility, Range
from finder.wording import words


def facility(**fields: object) -> Facility:
    return a_directory(a_facility(**fields)).facility(0)


@pytest.mark.parametrize(
    ("miles", "said"),
    [
        (0.0, "less than half a mile"),
        (0.49, "less than half a mile"),
        (0.5, "0.5 miles"),
        (0.96, "1 mile"),
        (2.44, "2.4 miles"),
        (3.0, "3 miles"),
        (9.94, "9.9 miles"),
        (9.96, "10 miles"),
        (23.4, "23 miles"),
        (1234.5, "1,234 miles"),
    ],
)
def test_miles_are_never_said_more_exactly_than_they_are_known(miles: float, said: str) -> None:
    assert words.miles_words(miles) == said


@pytest.mark.parametrize(
    ("miles", "said"), [(0.0, "about 1 mile"), (1.6, "about 2 miles"), (3.2, "about 3 miles")]
)
def test_an_approximate_distance_is_about_a_whole_mile_at_least(miles: float, said: str) -> None:
    assert words.about_miles(miles) == said


def test_an_approximate_position_says_its_zip_and_about_how_far() -> None:
    place = a_directory(a_facility(zip="22903", at=(38.0, -78.0))).facility(0)
    rough = _approximate(place)
    assert words.distance(rough, 3.1, places.find("22901")) == "in ZIP 22903, about 3 miles"


def test_an_approximate_position_in_the_zip_searched_claims_no_distance() -> None:
    rough = _approximate(facility(zip="22903"))
    assert words.distance(rough, 0.0, places.find("22903")) == "in ZIP 22903"


def test_without_a_place_only_an_approximate_position_is_said() -> None:
    assert words.distance(facility(), None, None) == ""
    assert words.distance(_approximate(facility()), None, None) == "in ZIP 22903"


def test_a_place_without_position_has_no_known_distance() -> None:
    assert words.distance(facility(at=None), None, places.find("22903")) == "distance not known"


def _approximate(one: Facility) -> Facility:
    return replace(one, position="approximate")


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (Range(9, 12), "9–12"),
        (Range(9, 9), "9"),
        (Range(0.5, 1), "0.5–1"),
        (Range(None, 12), "up to 12"),
        (Range(9, None), "9 or more"),
    ],
)
def test_a_range_may_have_an_open_end(numbers: Range, said: str) -> None:
    assert words.number_range(numbers) == said


@pytest.mark.parametrize(
    ("prices", "unit", "said"),
    [
        (Range(480, 560), "month", "$480–560 a month"),
        (Range(590, 590), "week", "$590 a week"),
        (Range(12.5, 1200), "session", "$12.50–1,200 a session"),
        (Range(12000, None), "program", "from $12,000 for the whole program"),
        (Range(None, 90), "day", "up to $90 a day"),
        (Range(0, 0), "week", "free"),
        (Range(0, 20), "session", "$0–20 a session"),
        (Range(100, 100), None, "$100"),
    ],
)
def test_a_price_is_said_in_its_own_unit(prices: Range, unit: str | None, said: str) -> None:
    assert words.price(prices, unit) == said


def test_a_date_leaves_out_the_year_that_it_is() -> None:
    assert words.date_words(date(2026, 11, 20), date(2026, 12, 1)) == "20 November"
    assert words.date_words(date(2025, 11, 20), date(2026, 12, 1)) == "20 November 2025"


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2023", "2023"),
        ("2023-05", "May 2023"),
        ("2026-11-23", "23 November 2026"),
        (None, "date not known"),
        ("2023-13", "2023"),
        ("spring", "spring"),
    ],
)
def test_the_date_of_a_directory_is_as_exact_as_it_was_given(as_of: str | None, said: str) -> None:
    assert words.as_of_words(as_of) == said


def test_an_address_leaves_out_what_is_not_published() -> None:
    assert words.address(facility()) == "Charlottesville, VA 22903"
    whole = facility(street1="12 Example Street", street2="Suite 4", zip="22903-1234")
    assert words.address(whole) == "12 Example Street, Suite 4, Charlottesville, VA 22903"
