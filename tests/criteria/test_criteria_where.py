"""Counties, minutes by car and confirmations: what is asked, and what programs answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    CHARLOTTESVILLE,
    MILES_A_DEGREE,
    TODAY,
    a_directory,
    a_facility,
    a_program,
    answer_of,
    criteria,
    find,
    names,
)
from finder.criteria import chips, read, sentence, write
from finder.directory import FacilityRecord
from finder.errors import PlaceNotFound
from finder.minutes import minutes_shown
from finder.places import county_of
from oracle_rules import minutes_range

NORTH, EAST = CHARLOTTESVILLE


def miles_north(miles: float, **fields: object) -> FacilityRecord:
    return a_facility(at=(NORTH + miles / MILES_A_DEGREE, EAST), **fields)


# Counties


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("Albemarle County, VA", "Albemarle County, VA"),
        ("albemarle, va", "Albemarle County, VA"),
        ("ALBEMARLE COUNTY, VIRGINIA", "Albemarle County, VA"),
        ("Orleans, LA", "Orleans Parish, LA"),
        ("orleans parish la", "Orleans Parish, LA"),
        ("charlottesville", "Charlottesville city, VA"),
        ("Charlottesville City, VA", "Charlottesville city, VA"),
        ("Doña Ana", "Dona Ana County, NM"),
        ("Dona Ana, New Mexico", "Dona Ana County, NM"),
        ("Miami Dade, FL", "Miami-Dade County, FL"),
        ("Carson City", "Carson City, NV"),
        ("James City County, VA", "James City County, VA"),
        ("San Juan, PR", "San Juan Municipio, PR"),
        ("District of Columbia, DC", "District of Columbia, DC"),
        ("Saint Louis County, MO", "St. Louis County, MO"),
    ],
)
def test_a_county_is_read_without_its_kind_word_accents_and_case(text: str, county: str) -> None:
    assert criteria(f"county={text}").get("county") == (county,)
    assert criteria(f"county={county}").get("county") == (county,)


@pytest.mark.parametrize("name", ["Fairfax, VA", "Baltimore, MD", "St. Louis, MO", "richmond va"])
def test_a_name_that_is_both_county_and_city_asks(name: str) -> None:
    (problem,) = read(f"county={name}").problems
    assert isinstance(problem, PlaceNotFound)
    assert problem.key == "county"
    kinds = {criteria(f"county={choice}").get("county")[0] for choice in problem.choices}
    assert kinds == set(problem.choices)
    assert any("County" in choice for choice in kinds)
    assert any("city" in choice.lower() for choice in kinds)


def test_a_county_that_is_none_is_not_understood() -> None:
    (problem,) = read("county=Nowhere County, VA").problems
    assert "No county “Nowhere County, VA” is known" in problem.reason


def test_several_counties_are_any_of_them_and_have_one_spelling() -> None:
    link = read("county=orleans, la;Albemarle County, VA&county=Albemarle, VA")
    assert write(link.criteria) == "county=Albemarle+County,+VA%3BOrleans+Parish,+LA"
    assert [(one.key, one.given, one.understood) for one in link.read_as] == [
        ("county", "orleans, la", "Orleans Parish, LA"),
        ("county", "Albemarle, VA", "Albemarle County, VA"),
    ]
    assert read(write(link.criteria)).read_as == ()


def test_a_facility_lies_in_the_county_of_its_source_else_of_its_zip_code() -> None:
    directory = a_directory(
        a_facility(name="By ZIP", zip="22901"),
        a_facility(name="By source", zip="22901", county="Fluvanna"),
        a_facility(name="Of neither", zip=""),
    )
    assert names(find(directory, "county=Albemarle County, VA")) == ["By ZIP"]
    assert names(find(directory, "county=Fluvanna, VA")) == ["By source"]
    assert find(directory).facets["county"] == {"Albemarle County, VA": 1, "Fluvanna County, VA": 1}
    assert directory.facility(2).county == ""


def test_a_source_that_leaves_it_open_is_decided_by_the_zip_code() -> None:
    # 22030 lies in the city of Fairfax, which Fairfax County surrounds.
    assert county_of("Fairfax", "VA", "22030") == county_of("", "VA", "22030")
    assert county_of("Nowhere", "VA", "22901") == "Albemarle County, VA"


def test_a_county_and_a_place_both_apply() -> None:
    directory = a_directory(miles_north(1, name="Near"), miles_north(90, name="Far"))
    assert names(find(directory, "county=Charlottesville&near=22903")) == ["Near"]
    assert names(find(directory, "county=Albemarle, VA&near=22903")) == []


def test_at_most_a_hundred_counties_are_counted_those_with_most_first() -> None:
    codes = ["10001", "22901", "22901", *(f"{n}01" for n in range(300, 480))]
    facets = find(a_directory(*(a_facility(zip=code) for code in codes))).facets["county"]
    assert len(facets) == 100
    assert next(iter(facets)) == "Albemarle County, VA"


def test_a_county_has_a_phrase_and_a_chip() -> None:
    asked = criteria("county=Albemarle County, VA;Orleans Parish, LA")
    assert sentence(asked).endswith("in Albemarle County, VA or Orleans Parish, LA")
    assert next(label for label, _less in chips(asked)) == "in Albemarle County, VA"
    assert write(chips(asked)[0][1]) == "county=Orleans+Parish,+LA"


# Minutes by car


@pytest.mark.parametrize(
    ("miles", "low", "high"),
    [
        (1, 2, 4),
        (3, 5, 8),
        (8, 10, 20),
        (12, 15, 30),
        (70, 70, 115),
        # between two points, below the first and above the last
        (2, 3, 6),
        (0, 0, 2),
        (95, 95, 145),
        # to a minute below ten, else to five: from 8.0 to 13.0, and from 9.33 to 15
        (5, 8, 15),
        (6, 9, 15),
    ],
)
def test_minutes_are_shown_rounded_outward(miles: float, low: int, high: int) -> None:
    assert minutes_shown(miles) == (low, high)
    assert minutes_shown(None) is None


@given(st.floats(0, 400))
def test_what_is_shown_holds_the_range(miles: float) -> None:
    shown = minutes_shown(miles)
    low, high = minutes_range(miles)
    assert shown is not None
    assert shown.low <= low + 1e-9
    assert high - 1e-9 <= shown.high
    assert low - shown.low < (1 if low < 10 else 5)
    assert shown.high - high < (1 if high < 10 else 5)


@pytest.mark.parametrize(
    ("miles", "minutes", "answer"),
    [
        (11.9, 26, "yes"),
        (12.1, 26, "not published"),
        (12.1, 18, "not published"),
        (12.1, 17, "no"),
        (0, 5, "yes"),
        (100, 240, "yes"),
    ],
)
def test_the_range_decides(miles: float, minutes: int, answer: str) -> None:
    query = f"near={NORTH},{EAST}&minutes={minutes}"
    assert answer_of(miles_north(miles), query) == answer


def test_what_is_open_asks_for_the_way() -> None:
    results = find(a_directory(miles_north(12.1)), f"near={NORTH},{EAST}&minutes=20")
    assert results.facilities[0].ask == ("minutes",)


def test_without_a_place_it_asks_nothing() -> None:
    assert answer_of(a_facility(at=None), "minutes=5") == "yes"


def test_what_has_no_position_is_no_and_an_approximate_one_counts() -> None:
    query = f"near={NORTH},{EAST}&minutes=60"
    assert answer_of(a_facility(at=None), query) == "no"
    vague = miles_north(10)
    vague.position = "approximate"
    assert answer_of(vague, query) == "yes"


def test_with_minutes_any_distance_is_meant_and_25_is_written() -> None:
    assert criteria("near=22903&minutes=60").get("within") == "any"
    assert criteria("near=22903").get("within") == 25
    assert write(criteria("near=22903&minutes=60&within=any")) == "near=22903&minutes=60"
    assert write(criteria("near=22903&minutes=60&within=25")) == "near=22903&within=25&minutes=60"
    assert write(criteria("near=22903&minutes=60&within=25").without("minutes")) == "near=22903"
    assert write(criteria("near=22903&within=any").replaced(minutes=30)) == "near=22903&minutes=30"


def test_a_facility_beyond_25_miles_is_found_by_minutes() -> None:
    directory = a_directory(miles_north(30))
    assert find(directory, "near=38.03,-78.48&minutes=60").total == 1
    assert find(directory, "near=38.03,-78.48&minutes=60&within=25").total == 0


@pytest.mark.parametrize("text", ["4", "241", "0", "-5", "half an hour", "30.5", ""])
def test_minutes_are_5_to_240(text: str) -> None:
    assert "minutes" not in read(f"minutes={text}").criteria
    assert len(read(f"minutes={text}").problems) == bool(text)


def test_minutes_stand_in_the_sentence() -> None:
    said = sentence(criteria("near=22903&minutes=30"))
    assert said == "Treatment programs near 22903, at most 30 minutes by car, as estimated"


def test_a_near_miss_of_minutes_finds_what_it_says() -> None:
    directory = a_directory(miles_north(40))
    results = find(directory, "near=38.03,-78.48&minutes=20")
    (miss,) = results.near_misses
    assert miss.keys == ("minutes",)
    assert find(directory, write(miss.criteria)).total == miss.total == 1


# Confirmations


@pytest.mark.parametrize(
    ("days_ago", "asked", "answer"),
    [(0, 1, "yes"), (1, 1, "yes"), (2, 1, "no"), (90, 90, "yes"), (91, 90, "no"), (-1, 90, "no")],
)
def test_a_program_is_confirmed_within_so_many_days(days_ago: int, asked: int, answer: str) -> None:
    program = a_program(verified_on=TODAY - timedelta(days_ago))
    assert answer_of(program, f"confirmed={asked}") == answer


def test_one_without_a_date_is_no_where_others_have_one() -> None:
    directory = a_directory(
        a_facility(a_program(verified_on=TODAY), name="Alder"), a_facility(name="Birch")
    )
    results = find(directory, "confirmed=30")
    assert names(results) == ["Alder"]
    assert results.matches == 1
    assert "confirmed" not in results.silent


def test_where_nothing_carries_such_dates_it_is_not_published() -> None:
    results = find(a_directory(a_facility()), "confirmed=30")
    assert (results.total, results.matches) == (1, 0)
    assert results.facilities[0].ask == ("confirmed",)
    assert "confirmed" in results.silent


@pytest.mark.parametrize("text", ["0", "731", "1.5", "lately"])
def test_days_are_1_to_730(text: str) -> None:
    assert len(read(f"confirmed={text}").problems) == 1


def test_they_have_no_counts() -> None:
    facets = find(a_directory(a_facility()), "confirmed=30&near=22903&minutes=30").facets
    assert not {"confirmed", "minutes", "near", "within"} & set(facets)


# Points of ZIP codes


def test_a_zip_code_whose_point_is_elsewhere_than_its_facilities_is_where_they_are() -> None:
    prescott = [(34.54, -112.47), (34.55, -112.48), (34.60, -112.45)]
    there = [a_facility(at=point, zip="86305", state="AZ") for point in prescott]
    two, three = a_directory(*there[:2]), a_directory(*there)
    assert find(two, "near=86305&within=1").total == 0
    found = find(three, "near=86305&within=1&sort=distance")
    assert next(one.miles for one in found.facilities) == pytest.approx(0.57, abs=0.01)
    # and of a ZIP code whose facilities are near its point nothing changes
    near = a_directory(*(miles_north(miles) for miles in (1, 2, 3)))
    assert find(near, "near=22903&sort=distance").facilities[0].miles == pytest.approx(1.0, abs=0.5)


def test_facilities_without_an_exact_position_move_no_zip_code() -> None:
    there = [a_facility(at=(34.54, -112.47), zip="86305", state="AZ") for _n in range(4)]
    for one in there:
        one.position = "approximate"
    assert find(a_directory(*there), "near=86305&within=1").total == 0
