"""The order of results, and its pages of 25."""

from __future__ import annotations

from typing import Any

import pytest

from builders import (
    CHARLOTTESVILLE,
    MILES_A_DEGREE,
    a_directory,
    a_facility,
    a_program,
    criteria,
    find,
    names,
)
from finder.directory import Directory, FacilityRecord
from finder.search import PAGE_SIZE, whole_list


def at(miles: float) -> tuple[float, float]:
    """A point so many miles north of Charlottesville."""
    return CHARLOTTESVILLE[0] + miles / MILES_A_DEGREE, CHARLOTTESVILLE[1]


def known(name: str, miles: float, **fields: Any) -> FacilityRecord:
    """A match when 9 to 12 hours are asked."""
    return a_facility(a_program("iop", hours=(9, 12), **fields), name=name, at=at(miles))


def unknown(name: str, miles: float) -> FacilityRecord:
    """A possible one when 9 to 12 hours are asked."""
    return a_facility(a_program("iop"), name=name, at=at(miles))


def test_best_puts_matches_before_possible_ones_then_the_nearest() -> None:
    directory = a_directory(
        unknown("A", 1), known("B", 20), unknown("C", 0.5), known("D", 3), known("E", 10)
    )
    results = find(directory, "near=38.03,-78.48&hours=9-12")
    assert names(results) == ["D", "E", "B", "C", "A"]
    assert [found.match for found in results.facilities] == [True, True, True, False, False]
    assert [found.number for found in results.facilities] == [1, 2, 3, 4, 5]


def test_at_one_distance_the_name_decides_and_then_the_id() -> None:
    directory = a_directory(*(known(name, 5) for name in ("birch", "Alder", "Cedar")))
    assert names(find(directory, "near=22903")) == ["Alder", "birch", "Cedar"]
    twins = [known("Alder", 5) for _ in range(9)]
    for number, one in enumerate(twins):
        one.street1 = f"{number} Main Street"
    results = find(a_directory(*twins), "near=22903")
    ids = [found.facility.id for found in results.facilities]
    assert ids == sorted(ids)


@pytest.mark.parametrize("sort", ["best", "distance"])
def test_without_a_place_to_be_near_to_names_decide(sort: str) -> None:
    directory = a_directory(known("B", 1), unknown("A", 2), known("C", 0))
    assert names(find(directory, f"sort={sort}")) == ["A", "B", "C"]
    assert names(find(directory, f"hours=9-12&sort={sort}")) == ["B", "C", "A"]


def test_distance_puts_the_nearest_first_whether_a_match_or_not() -> None:
    directory = a_directory(known("A", 9), unknown("B", 2), known("C", 5), unknown("D", 5))
    results = find(directory, "near=38.03,-78.48&hours=9-12&sort=distance")
    assert names(results) == ["B", "C", "D", "A"]


def test_name_puts_names_in_order_whatever_else() -> None:
    directory = a_directory(known("C", 1), unknown("a", 9), known("B", 5))
    assert names(find(directory, "near=22903&hours=9-12&sort=name")) == ["a", "B", "C"]


def test_hours_go_by_the_lowest_program_found_and_unknown_last() -> None:
    directory = a_directory(
        a_facility(a_program("iop", hours=(12, 15)), a_program("php", hours=(20, 25)), name="A"),
        a_facility(a_program("iop", hours=(9, 20)), name="B"),
        # only the high end is published
        a_facility(a_program("iop", hours=(None, 10)), name="C"),
        # the definition of the level: 6
        a_facility(a_program("iop"), name="D"),
        # a level without definition
        a_facility(a_program("sober-living"), name="E"),
        a_facility(a_program("residential"), name="F"),
    )
    assert names(find(directory, "sort=hours")) == ["D", "B", "C", "A", "F", "E"]
    # a program that is ruled out does not count
    assert names(find(directory, "sort=hours&care=php,sober-living")) == ["A", "E"]


def test_prices_go_by_the_lowest_program_found_and_unknown_last() -> None:
    directory = a_directory(
        a_facility(a_program("iop", cost=(900, None), per="month"), name="A"),
        a_facility(a_program("iop", cost=(100, None), per="week"), name="B"),
        a_facility(a_program("iop"), name="C"),
        a_facility(a_program("iop", pay=["free"]), name="D"),
        a_facility(a_program("iop", cost=(50, None), per="day"), name="E"),
        a_facility(
            a_program("iop", cost=(2000, None), per="month"),
            a_program("php", cost=(10, None), per="month"),
            name="F",
        ),
        a_facility(a_program("iop", cost=(None, 500), per="month"), name="G"),
    )
    assert names(find(directory, "sort=cost")) == ["D", "F", "B", "G", "A", "C", "E"]
    assert names(find(directory, "sort=cost&care=iop")) == ["D", "B", "G", "A", "F", "C", "E"]


def test_a_tie_in_hours_or_price_is_broken_as_in_best() -> None:
    directory = a_directory(
        a_facility(a_program("iop", hours=(9, 12)), name="A", at=at(9)),
        a_facility(a_program("iop", hours=(9, 12), therapy=["cbt"]), name="B", at=at(12)),
        a_facility(a_program("iop", hours=(9, 12)), name="C", at=at(3)),
    )
    query = "near=22903&therapy=cbt&sort=hours"
    assert names(find(directory, query)) == ["B", "C", "A"]
    assert names(find(directory, query.replace("hours", "cost"))) == ["B", "C", "A"]


@pytest.fixture(scope="module")
def sixty() -> Directory:
    """60 facilities, 0 to 59 miles away, every other one a match for 9 to 12 hours."""
    made = (known if number % 2 else unknown for number in range(60))
    return a_directory(*(make(f"Place {n:02}", n) for n, make in enumerate(made)))


@pytest.mark.parametrize(
    ("page", "shown", "first"),
    [
        (1, 25, "Place 00"),
        (2, 25, "Place 25"),
        (3, 10, "Place 50"),
        # beyond the last: the last
        (4, 10, "Place 50"),
        (10**15, 10, "Place 50"),
    ],
)
def test_a_page_holds_25(sixty: Directory, page: int, shown: int, first: str) -> None:
    results = find(sixty, f"near=38.03,-78.48&within=100&page={page}")
    assert (results.total, results.pages, results.page) == (60, 3, min(page, 3))
    assert len(names(results)) == shown
    assert names(results)[0] == first
    assert results.facilities[0].number == (results.page - 1) * PAGE_SIZE + 1


@pytest.mark.parametrize("page", [1, 2, 3])
def test_every_page_goes_on_where_the_last_ended(sixty: Directory, page: int) -> None:
    # Matches have odd numbers, and the number is the distance.
    matches, possible = list(range(1, 60, 2)), list(range(0, 60, 2))
    expected = {
        "best": matches + possible,
        "distance": list(range(60)),
        # all the same hours by definition or as published: 6 for the possible ones, 9
        "hours": possible + matches,
        "cost": matches + possible,
        "name": list(range(60)),
    }
    for sort, order in expected.items():
        results = find(sixty, f"near=38.03,-78.48&within=100&hours=9-12&sort={sort}&page={page}")
        shown = order[25 * (page - 1) : 25 * page]
        assert names(results) == [f"Place {n:02}" for n in shown], sort


def test_a_page_of_nothing_is_the_first_of_one() -> None:
    results = find(a_directory(a_facility()), "care=php&page=7")
    assert (results.total, results.page, results.pages, results.facilities) == (0, 1, 1, ())


@pytest.mark.parametrize("sort", ["best", "distance", "hours", "cost", "name"])
def test_the_pages_together_are_the_whole_list_without_a_repeat(
    sixty: Directory, sort: str
) -> None:
    results = find(sixty, f"near=22903&within=any&hours=9-12&sort={sort}")
    listed = [one.facility.name for one in whole_list(results)]
    assert sorted(listed) == [f"Place {n:02}" for n in range(60)]


def test_exactly_25_make_one_page() -> None:
    directory = a_directory(*(known(f"Place {n:02}", n) for n in range(25)))
    assert find(directory, "near=22903").pages == 1


def test_the_order_of_criteria_does_not_change_what_is_asked_of_a_program() -> None:
    found = find(a_directory(unknown("A", 1)), "q=a&cost=5&hours=9-12&therapy=cbt").facilities[0]
    assert found.programs[0].ask == ("hours", "cost", "therapy")
    assert criteria("therapy=cbt&hours=9-12&cost=5&q=a") == criteria(
        "q=a&cost=5&hours=9-12&therapy=cbt"
    )
