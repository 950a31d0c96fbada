"""Detox at the facility, or there or within 25 miles of it, for which substances."""

from __future__ import annotations

from typing import Any

import pytest

from builders import (
    CHARLOTTESVILLE,
    MILES_A_DEGREE,
    a_directory,
    a_facility,
    a_program,
    answer_of,
    criteria,
    find,
)
from finder.criteria import sentence
from finder.directory import FacilityRecord
from finder.geo import miles_between


def miles_north(miles: float) -> tuple[float, float]:
    """A point so many miles north of Charlottesville."""
    return CHARLOTTESVILLE[0] + miles / MILES_A_DEGREE, CHARLOTTESVILLE[1]


def answer_beside(query: str, *others: FacilityRecord, **fields: Any) -> str:
    """What an outpatient facility answers in a directory with these others."""
    directory = a_directory(a_facility(a_program("iop"), name="Here", **fields), *others)
    results = find(directory, f"care=iop&{query}")
    if not results.total:
        return "no"
    return "yes" if results.matches else "not published"


def with_detox(miles: float, detox_for: tuple[str, ...] = ()) -> FacilityRecord:
    """A facility with a detox program, so many miles north."""
    return a_facility(a_program("detox"), name="There", at=miles_north(miles), detox_for=detox_for)


UNKNOWN_THERE = a_facility(a_program("php"), name="There", at=miles_north(5), detox=None)


@pytest.mark.parametrize(
    ("facility", "answer"),
    [
        # a program of level detox
        (a_facility(a_program("detox"), a_program("iop"), detox=None), "yes"),
        (a_facility(a_program("detox"), a_program("iop"), detox=False), "yes"),
        # a row of the facility's table that says onsite
        (a_facility(a_program("iop"), detox=True), "yes"),
        # referral and none are no
        (a_facility(a_program("iop"), detox=False), "no"),
        # neither a detox program nor a word about it
        (a_facility(a_program("iop"), detox=None), "not published"),
    ],
)
def test_detox_on_site(facility: FacilityRecord, answer: str) -> None:
    assert answer_of(facility, "care=iop&detox=onsite") == answer


@pytest.mark.parametrize(
    ("named", "asked", "answer"),
    [
        # a detox that names no substance has not published it
        ((), "alcohol", "not published"),
        # one that names some is yes or no; it has to be for all that are asked
        (("alcohol", "opioids"), "alcohol", "yes"),
        (("alcohol", "opioids"), "opioids,alcohol", "yes"),
        (("alcohol", "opioids"), "alcohol,cocaine", "no"),
        (("alcohol",), "benzodiazepines", "no"),
    ],
)
def test_detox_for_some_substances(named: tuple[str, ...], asked: str, answer: str) -> None:
    facility = a_facility(a_program("detox"), a_program("iop"), detox_for=named)
    assert answer_of(facility, f"care=iop&detox=onsite&detox_for={asked}") == answer
    # alone it means detox on site
    assert answer_of(facility, f"care=iop&detox_for={asked}") == answer


@pytest.mark.parametrize(
    ("detox", "named", "answer"),
    [
        # without detox there is none for any substance
        (False, (), "no"),
        (False, ("alcohol",), "no"),
        # not a word about detox
        (None, (), "not published"),
        (None, ("alcohol",), "not published"),
        (None, ("cocaine",), "no"),
        (True, (), "not published"),
    ],
)
def test_detox_for_a_substance_asks_for_a_detox_at_all(
    detox: bool | None, named: tuple[str, ...], answer: str
) -> None:
    facility = a_facility(a_program("iop"), detox=detox, detox_for=named)
    assert answer_of(facility, "detox_for=alcohol") == answer


@pytest.mark.parametrize(
    ("others", "fields", "answer"),
    [
        # itself is included
        ([], {"detox": True}, "yes"),
        ([], {"detox": False}, "no"),
        ([], {"detox": None}, "not published"),
        # one within 25 miles of the facility
        ([with_detox(24.9)], {}, "yes"),
        ([with_detox(25.1)], {}, "no"),
        ([with_detox(0)], {}, "yes"),
        # a sure one outweighs one that is not known
        ([with_detox(20), UNKNOWN_THERE], {}, "yes"),
        ([with_detox(20)], {"detox": None}, "yes"),
        # else not published if one is
        ([UNKNOWN_THERE], {}, "not published"),
        ([with_detox(30), UNKNOWN_THERE], {}, "not published"),
        # without a position it is nearby only by its own
        ([with_detox(0)], {"at": None}, "no"),
        ([with_detox(0)], {"at": None, "detox": True}, "yes"),
        ([with_detox(0)], {"at": None, "detox": None}, "not published"),
    ],
)
def test_detox_nearby(others: list[FacilityRecord], fields: dict[str, Any], answer: str) -> None:
    assert answer_beside("detox=nearby", *others, **fields) == answer


def test_a_detox_without_a_position_is_near_nobody_else() -> None:
    unplaced = a_facility(a_program("detox"), name="There", at=None)
    assert answer_beside("detox=nearby", unplaced) == "no"


def test_25_miles_are_inclusive() -> None:
    exact = next(point for point in map(twenty_five_miles_from, range(1000)) if point)
    there = with_detox(0)
    there.latitude, there.longitude = exact
    assert answer_beside("detox=nearby", there) == "yes"
    there.latitude = exact[0] + 1e-12
    assert answer_beside("detox=nearby", there) == "no"


def twenty_five_miles_from(step: int) -> tuple[float, float] | None:
    """A point 25 miles to the last digit from Charlottesville, if this meridian has one."""
    longitude = CHARLOTTESVILLE[1] + step / 10_000
    low, high = CHARLOTTESVILLE[0], CHARLOTTESVILLE[0] + 26 / MILES_A_DEGREE
    while (middle := (low + high) / 2) not in (low, high):
        inside = miles_between(*CHARLOTTESVILLE, middle, longitude) <= 25
        low, high = (middle, high) if inside else (low, middle)
    return (low, longitude) if miles_between(*CHARLOTTESVILLE, low, longitude) == 25 else None


@pytest.mark.parametrize(
    ("others", "answer"),
    [
        # the detox meant by nearby is the one that is for all of these
        ([with_detox(10, ("alcohol",))], "yes"),
        ([with_detox(10, ("cocaine",))], "no"),
        ([with_detox(10)], "not published"),
        ([with_detox(10, ("cocaine",)), with_detox(20, ("alcohol",))], "yes"),
        ([with_detox(10, ("cocaine",)), with_detox(30, ("alcohol",))], "no"),
        ([with_detox(10), with_detox(30, ("alcohol",))], "not published"),
    ],
)
def test_detox_nearby_for_a_substance(others: list[FacilityRecord], answer: str) -> None:
    assert answer_beside("detox=nearby&detox_for=alcohol", *others) == answer


def test_nearby_looks_at_every_facility_whatever_else_is_asked() -> None:
    # The partner is in another state, beyond the radius and no intensive outpatient program.
    there = a_facility(a_program("detox"), name="There", at=miles_north(20), state="MD")
    here = a_facility(a_program("iop"), name="Here")
    query = "near=38.03,-78.48&within=5&state=VA&care=iop&q=here&detox=nearby"
    assert find(a_directory(here, there), query).matches == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("detox=onsite", "detox on site"),
        ("detox=nearby", "detox on site or nearby"),
        ("detox_for=alcohol,opioids", "detox for alcohol and opioids"),
        ("detox=nearby&detox_for=alcohol", "detox on site or nearby, for alcohol"),
    ],
)
def test_detox_is_said_in_words(query: str, words: str) -> None:
    assert sentence(criteria(query)) == f"Treatment programs, {words}"


def test_a_card_names_the_nearest_other_detox_that_is_sure() -> None:
    directory = a_directory(
        a_facility(a_program("iop"), name="Here"),
        UNKNOWN_THERE,
        a_facility(a_program("detox"), name="Far", at=miles_north(30)),
        a_facility(a_program("detox"), name="Near", at=miles_north(12), detox_for=("opioids",)),
    )
    nearest = find(directory, "care=iop").facilities[0].nearest_detox
    assert nearest is not None
    assert (nearest[0].name, round(nearest[1], 2)) == ("Near", 12.0)
    assert find(directory, "care=detox").facilities[0].nearest_detox is None


def test_a_facility_that_does_not_name_a_substance_is_shown_the_nearest_that_does() -> None:
    # It has a detox, but only the other says that it is for alcohol.
    here = a_facility(a_program("detox"), a_program("iop"), name="Here")
    directory = a_directory(here, with_detox(12, ("alcohol",)))
    nearest = find(directory, "care=iop&detox_for=alcohol").facilities[0].nearest_detox
    assert nearest is not None
    assert nearest[0].name == "There"


def test_the_nearest_other_detox_is_never_the_facility_itself() -> None:
    directory = a_directory(with_detox(0), with_detox(5), a_facility(name="Zinnia"))
    for row in range(2):
        nearest = directory.detox.nearest(row)
        assert nearest is not None
        assert nearest[0] == 1 - row
        assert nearest[1] == pytest.approx(5, abs=1e-3)
    alone = a_directory(with_detox(0))
    assert alone.detox.nearest(0) is None


@pytest.mark.parametrize(
    "directory",
    [
        # nobody else has one; nobody has a position; several stand at one point
        a_directory(a_facility(a_program("iop"))),
        a_directory(a_facility(a_program("iop"), at=None), with_detox(0)),
    ],
)
def test_without_a_sure_partner_no_nearest_detox_is_named(directory: Any) -> None:
    results = find(directory, "care=iop")
    assert results.facilities[0].nearest_detox is None


def test_the_nearest_detox_may_stand_at_the_same_point() -> None:
    here = a_facility(a_program("iop"), name="Here")
    directory = a_directory(here, *(with_detox(0) for _ in range(4)))
    nearest = find(directory, "care=iop").facilities[0].nearest_detox
    assert nearest is not None
    assert (nearest[0].name, nearest[1]) == ("There", 0.0)
