"""Reports whose place an import lists no longer: the nearest guess, and a lead who says which."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from finder.desk.laying import Laying
from finder.desk.reports import checked
from finder.desk.said import Report
from finder.desk.waiting import waiting
from finder.directory import Directory, FacilityRecord, Manifest, ProgramRecord, build
from finder.directory.facility import Gone
from finder.errors import DeskRefused

TODAY = date(2026, 11, 27)
OLD, NEW, OTHER = "oldplace", "newplace", "another2"


def directory(*ids: str) -> Directory:
    names = {OLD: "Blue Ridge Recovery", NEW: "Blue Ridge Recovery Center", OTHER: "Elm House"}
    records = [
        FacilityRecord(
            names[one], "Anytown", "VA", "22903", id=one, programs=[ProgramRecord("iop")]
        )
        for one in ids
    ]
    made = build(records, Manifest("A list", "Somebody"))
    if OLD not in ids:
        made.gone = {OLD: Gone(names[OLD], "Anytown", "VA", "2025", "2026-11-01")}
    return made


def heard(number: int, place: str = OLD, kind: str = "facts", **more: Any) -> Report:
    care = "iop" if kind == "facts" else None
    return Report(place, "phone", TODAY, kind=kind, care=care, number=number, **more)


TOLD = heard(1, facts={"hours_low": 9})
SAME = heard(2, kind="same", facts={"facility_id": NEW})


def test_the_nearest_place_is_guessed_by_the_name_it_had() -> None:
    [lost] = waiting([TOLD], directory(NEW, OTHER))
    assert (lost.name, lost.town, lost.reports) == ("Blue Ridge Recovery", "Anytown, VA", (TOLD,))
    assert lost.guess is not None
    assert lost.guess.id == NEW


def test_what_a_lead_has_said_or_is_listed_again_waits_no_longer() -> None:
    assert waiting([TOLD, SAME], directory(NEW, OTHER)) == []
    assert waiting([TOLD], directory(OLD, OTHER)) == []
    assert waiting([TOLD, heard(2, kind="take_back", about=1)], directory(OTHER)) == []


def test_the_reports_lie_on_the_place_that_a_lead_named_until_it_is_taken_back() -> None:
    base, laying = directory(NEW, OTHER), Laying("Team")
    laying.hear([TOLD])
    assert laying.over(base, TODAY).facility(base.row_of(NEW) or 0).programs[0].hours is None
    laying.hear([SAME])
    laid = laying.over(base, TODAY)
    place = laid.facility(laid.row_of(NEW) or 0)
    assert place.programs[0].hours == (9, None)
    assert place.former_ids == (OLD,)
    assert laid.row_of(OLD) == place.row
    laying.hear([heard(3, facts={"hours_low": 10})])  # by a page that was still open
    laid = laying.over(base, TODAY)
    assert laid.facility(place.row).programs[0].hours == (10, None)
    laying.hear([heard(4, kind="take_back", about=2)])
    laid = laying.over(base, TODAY)
    assert laid.facility(place.row).programs[0].hours is None
    assert laid.row_of(OLD) is None


def test_a_place_that_is_listed_again_has_its_own_reports() -> None:
    base, laying = directory(OLD, NEW), Laying()
    laying.hear([TOLD, SAME])
    laid = laying.over(base, TODAY)
    assert laid.facility(base.row_of(OLD) or 0).programs[0].hours == (9, None)
    assert laid.facility(base.row_of(NEW) or 0).programs[0].hours is None


@pytest.mark.parametrize("there", [OLD, NEW])
def test_places_that_are_said_to_be_each_other_stay_apart(there: str) -> None:
    back = heard(3, NEW, "same", facts={"facility_id": OLD})
    laying = Laying()
    laying.hear([TOLD, SAME, back])
    laid = laying.over(directory(there), TODAY)
    assert laid.facility(0).programs[0].hours == (9, None)
    assert len(laying.over(directory(OTHER), TODAY).facilities) == 1


@pytest.mark.parametrize("named", ["", OLD])
def test_it_must_name_another_place(named: str) -> None:
    with pytest.raises(DeskRefused):
        checked(heard(1, kind="same", facts={"facility_id": named}), TODAY)
