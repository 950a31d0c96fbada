"""A place's price beside those of places around and official figures: in a picture and in words."""

from __future__ import annotations

import pytest

from builders import CHARLOTTESVILLE, a_directory, a_facility, a_program
from finder.directory import FacilityRecord
from finder.pages.find.price_picture import price_picture
from html_tree import Element, tree

NEAR = (CHARLOTTESVILLE[0] + 0.1, CHARLOTTESVILLE[1])
FAR = (CHARLOTTESVILLE[0] + 3, CHARLOTTESVILLE[1])


def picture(*facilities: FacilityRecord) -> str:
    """Of the first program of the place named first."""
    directory = a_directory(*facilities)
    (place,) = [
        one
        for row in range(len(directory.facilities))
        if (one := directory.facility(row)).name1 == facilities[0].name1
    ]
    return price_picture(directory, place, place.programs[0])


def shown(*facilities: FacilityRecord) -> Element:
    return tree(picture(*facilities))


def monthly(low: float, high: float, care: str = "iop") -> FacilityRecord:
    return a_facility(a_program(care, cost=(low, high), per="month"), name="Alder")


def test_this_place_those_around_and_the_official_figure_stand_side_by_side() -> None:
    found = shown(
        monthly(480, 560),
        a_facility(a_program("iop", cost=(900, 900), per="month"), name="Birch", at=NEAR),
        a_facility(a_program("iop", cost=(300, 1500), per="month"), name="Cedar", at=NEAR),
        a_facility(a_program("iop", cost=(9000, 9000), per="month"), name="Far", at=FAR),
        a_facility(a_program("php", cost=(8000, 8000), per="month"), name="Other", at=NEAR),
        a_facility(a_program("iop", cost=(7000, 7000), per="week"), name="Weekly", at=NEAR),
    )
    words = [one.text for one in found.all("li")]
    assert words[0] == "This place: $480–560 a month"
    assert words[1] == "2 places within 50 miles: $300–1,500 a month"
    assert words[2].startswith(
        "Intensive outpatient (IOP), billing code H0015: $1,022.63 for one person in one month, "
        "what Medicaid paid programs in the whole country: not a price to a family, 2018 to 2024"
    )
    assert len(words) == 3
    described = found.one("svg").one("desc").text
    assert all(one in described for one in words)
    assert found.one("svg")["role"] == "img"
    assert [one["class"] for one in found.all("rect")] == ["own", "around", "official"]
    assert "no price of this place" in found.text


def test_bars_are_to_scale_and_within_the_picture() -> None:
    bars = {one["class"]: one for one in shown(monthly(400, 2000)).all("rect")}
    left, width = (float(str(bars["own"][name])) for name in ("x", "width"))
    # 400 and 1,600 of 2,000 on 298, from 1.
    assert (left, width) == (60.6, 238.4)
    for bar in bars.values():
        assert float(str(bar["x"])) + float(str(bar["width"])) <= 299.1


@pytest.mark.parametrize(
    "facility",
    [
        a_facility(a_program("iop"), name="No price"),
        a_facility(a_program("iop", cost=(0, 0), per="month"), name="Free"),
        a_facility(a_program("iop", cost=(50, 50), per="session"), name="No figure by session"),
        a_facility(a_program("iop", cost=(50, 50)), name="No unit"),
        a_facility(a_program("sober-living", cost=(900, 900), per="month"), name="No figure"),
        a_facility(a_program(None, cost=(900, 900), per="month"), name="No level"),
    ],
    ids=lambda one: one.name1,
)
def test_there_is_none_where_one_of_both_is_not_known(facility: FacilityRecord) -> None:
    assert picture(facility) == ""


def test_a_place_without_a_position_has_nothing_around_it() -> None:
    place = a_facility(a_program("iop", cost=(500, 500), per="month"), name="Alder", at=None)
    around = a_facility(a_program("iop", cost=(900, 900), per="month"), name="Birch", at=NEAR)
    assert [one["class"] for one in shown(place, around).all("rect")] == ["own", "official"]
