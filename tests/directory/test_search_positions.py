"""Near, within, and facilities that are nowhere or only about somewhere."""

from __future__ import annotations

import numpy as np
import pytest

from builders import CHARLOTTESVILLE, a_directory, a_facility, a_program, find, names
from finder import places
from finder.geo import miles_between


def test_the_radius_is_25_miles_unless_another_is_asked() -> None:
    directory = a_directory(
        a_facility(name="Near", at=(38.03 + 24 / 69.1, -78.48)),
        a_facility(name="Far", at=(38.03 + 26 / 69.1, -78.48)),
    )
    assert names(find(directory, "near=38.03,-78.48")) == ["Near"]
    assert names(find(directory, "near=38.03,-78.48&within=30")) == ["Near", "Far"]
    assert names(find(directory, "near=38.03,-78.48&within=5")) == []
    assert names(find(directory, "near=38.03,-78.48&within=any")) == ["Near", "Far"]


def test_the_radius_is_inclusive_to_the_last_digit() -> None:
    place = places.find("38.03,-78.48")
    there = (38.4, -78.9)
    miles = float(
        miles_between(place.latitude, place.longitude, np.array([there[0]]), np.array([there[1]]))[
            0
        ]
    )
    directory = a_directory(a_facility(at=there))
    for limit, total in ((miles, 1), (np.nextafter(miles, 0), 0)):
        text = np.format_float_positional(limit, trim="-")
        results = find(directory, f"near=38.03,-78.48&within={text}")
        assert results.total == total
        # what is not within the radius is beyond it
        assert (results.beyond is None) == bool(total)


def test_a_facility_at_the_very_point_is_0_miles_away() -> None:
    results = find(a_directory(a_facility(at=CHARLOTTESVILLE)), "near=38.03,-78.48&within=0.001")
    assert results.facilities[0].miles == 0


def test_a_facility_without_position_is_never_within_a_number_of_miles() -> None:
    directory = a_directory(a_facility(at=None), a_facility(name="Birch House"))
    assert names(find(directory, "near=22903&within=12000")) == ["Birch House"]


def test_a_facility_without_position_is_found_by_its_state() -> None:
    directory = a_directory(a_facility(at=None))
    results = find(directory, "state=VA")
    assert results.total == 1
    assert results.facilities[0].miles is None


@pytest.mark.parametrize("sort", ["best", "distance"])
def test_a_facility_without_position_comes_after_all_others(sort: str) -> None:
    directory = a_directory(
        a_facility(a_program("iop", hours=(9, 12)), name="Alder", at=None),
        a_facility(a_program("iop", hours=(9, 12)), name="Birch", at=(61.2, -149.9)),
        a_facility(a_program("iop"), name="Cedar", at=(38.1, -78.5)),
    )
    listed = names(find(directory, f"near=22903&within=any&hours=9-12&sort={sort}"))
    assert listed[-1] == "Alder"
    # where there is nothing to be near to, it stands by its answer and its name
    assert names(find(directory, "hours=9-12")) == ["Alder", "Birch", "Cedar"]


def test_an_approximate_position_has_a_distance_and_says_so() -> None:
    record = a_facility()
    record.position = "approximate"
    found = find(a_directory(record), "near=22903").facilities[0]
    assert found.facility.position == "approximate"
    assert found.miles is not None


def test_the_box_is_no_limit_where_meridians_meet() -> None:
    directory = a_directory(
        a_facility(at=(89.9, 10.0)), a_facility(name="Birch", at=(89.9, -170.0))
    )
    assert find(directory, "near=89.95,10.00&within=15").total == 2


def test_a_search_reaches_across_the_date_line() -> None:
    directory = a_directory(
        a_facility(at=(52.0, -179.9)), a_facility(name="Birch", at=(52.0, 179.9))
    )
    assert find(directory, "near=52.00,179.80&within=15").total == 2
