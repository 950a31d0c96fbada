"""The map as a still picture."""

from __future__ import annotations

import pytest

from builders import CHARLOTTESVILLE, a_directory, a_facility, a_program, find
from finder.map.land_paths import land_of
from finder.map.map_view import HEIGHT, WIDTH, around, fitting
from finder.map.still_map import still_map
from html_tree import Element, tree

HERE = "near=38.03,-78.48"


def shown(*places: tuple[float, float], query: str = HERE) -> Element:
    houses = (a_facility(name=f"House {number}", at=at) for number, at in enumerate(places))
    return tree(still_map(find(a_directory(*houses), query)))


def test_the_centre_stands_in_the_middle_and_north_is_up() -> None:
    view = around(*CHARLOTTESVILLE, 25)
    assert [float(one) for one in view.pixels(*CHARLOTTESVILLE)] == [WIDTH / 2, HEIGHT / 2]
    _x, north = view.pixels(39.0, CHARLOTTESVILLE[1])
    east, _y = view.pixels(CHARLOTTESVILLE[0], -77.0)
    assert north < HEIGHT / 2
    assert east > WIDTH / 2


@pytest.mark.parametrize("miles", [1, 25, 500])
def test_the_circle_searched_fills_the_picture(miles: float) -> None:
    assert round(around(*CHARLOTTESVILLE, miles).radius(miles)) == 265


def test_a_box_fits_with_room_around_it() -> None:
    view = fitting(37.0, -109.0, 41.0, -102.0)
    west, south, east, north = view.box
    assert west < -109 < -102 < east
    assert south < 37 < 41 < north


def test_across_the_date_line_the_short_way_is_taken() -> None:
    view = around(52.0, 179.5, 100)
    x, _y = view.pixels(52.0, -179.5)
    assert WIDTH / 2 < float(x) < 2 * WIDTH


def test_pins_have_the_numbers_of_the_list_and_lead_to_the_cards() -> None:
    found = shown(CHARLOTTESVILLE, (38.2, -78.3))
    marks = {one.all("text")[0].text: one["href"] for one in found.all(".mark")}
    assert set(marks) == {"1", "2"}
    assert all(href.startswith("#f-") for href in marks.values())


def test_several_at_one_point_share_a_pin() -> None:
    (mark,) = shown(CHARLOTTESVILLE, CHARLOTTESVILLE, CHARLOTTESVILLE).all(".mark")
    assert [one.text for one in mark.all("text")] == ["1", "+2"]
    assert mark["aria-label"] == "1+2, House 0"


def test_possible_ones_are_outlined() -> None:
    directory = a_directory(a_facility(a_program("iop")))
    (mark,) = tree(still_map(find(directory, f"{HERE}&hours=-12"))).all(".mark")
    assert "maybe" in mark.classes


def test_a_place_without_position_is_not_on_the_map() -> None:
    found = tree(still_map(find(a_directory(a_facility(at=None)), "state=VA")))
    assert found.all(".mark") == []


def test_the_radius_is_drawn_with_its_miles() -> None:
    labels = [one.text for one in shown(CHARLOTTESVILLE).one(".rings").all("text")]
    assert labels == ["10 mi", "20 mi", "25 mi"]


def test_what_is_not_on_the_page_is_gathered() -> None:
    houses = [a_facility(name=f"House {number:02}") for number in range(30)]
    found = tree(still_map(find(a_directory(*houses), HERE)))
    assert [one.text for one in found.one(".dots").all("text")] == ["5"]


def test_counties_and_towns_lie_beneath_a_near_view_and_no_counties_beneath_a_wide_one() -> None:
    near = land_of(around(*CHARLOTTESVILLE, 25))
    assert near.outline.startswith("M")
    assert near.counties.startswith("M")
    assert "Charlottesville" in [town.text for town in near.towns]
    wide = land_of(around(*CHARLOTTESVILLE, 1000))
    assert wide.counties == ""
    assert len(wide.outline) < 60_000


@pytest.mark.parametrize("query", ["", "state=VA", "state=AK", "near=99723&within=any"])
def test_every_search_has_a_map(query: str) -> None:
    assert shown(CHARLOTTESVILLE, query=query).one("svg")["aria-label"].startswith("Map of")
