"""A place that no source lists: laid over the directory when a lead accepts it, gone with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from finder.criteria import read
from finder.desk.database import Desk
from finder.desk.laying import Laying, lay
from finder.desk.placed import place_id
from finder.desk.reports import add, decide, since, take_back
from finder.desk.said import Report
from finder.directory import Directory, FacilityRecord, Manifest, ProgramRecord, build
from finder.directory.records import Told
from finder.errors import DeskRefused
from finder.export import Outgoing, exports
from finder.opening import demonstration
from finder.search import search
from finder.wording.provenance import origins

TODAY = date(2026, 11, 27)
CELLS: dict[str, str | float] = {
    "facility_name": "Zeta Place",
    "care_level": "Intensive outpatient",
    "street": "1 Zeta Street",
    "city": "Charlottesville",
    "state": "VA",
    "zip": "22903",
    "phone": "434-555-0199",
    "hours_low": 9,
    "hours_high": 12,
    "payments": "medicaid;sliding",
}
FOUND = read("near=22903&within=1&care=iop&hours=9-12&pay=medicaid&q=zeta&published=1").criteria


@pytest.fixture(scope="module")
def base() -> Directory:
    return demonstration().on(TODAY).whole


def told(number: int = 1, kind: str = "place", **more: object) -> Report:
    values: dict[str, object] = {"care": "iop", "facts": CELLS} if kind == "place" else {}
    return replace(
        Report(place_id(CELLS, TODAY), "phone", TODAY, kind=kind, number=number),
        **(values | more),  # type: ignore[arg-type]
    )


ACCEPTED = [told(), told(2, "accept", about=1)]


def test_it_is_found_when_a_lead_has_accepted_it_and_until_it_is_taken_back(
    base: Directory,
) -> None:
    laying = Laying("Team")
    steps = [
        (told(), 0),
        (told(2, "accept", about=1), 1),
        (told(3, "decline", about=1), 0),
        (told(4, "accept", about=1), 1),
        (told(5, "take_back", about=1), 0),
    ]
    for report, total in steps:
        laying.hear([report])
        laid = laying.over(base, TODAY)
        assert search(laid, FOUND, TODAY).total == total
        assert len(laid.facilities) == len(base.facilities) + total
        assert laid.manifest.facilities == len(laid.facilities)


def test_it_lies_where_its_zip_code_is_in_the_county_of_that(base: Directory) -> None:
    laid = lay(base, ACCEPTED, TODAY, "Team")
    place = laid.facility(laid.row_of(place_id(CELLS, TODAY)) or 0)
    assert (place.position, place.county) == ("approximate", "Charlottesville city, VA")
    assert [one.text for one in place.phones] == ["434-555-0199"]
    county = read("county=Charlottesville city, VA&q=zeta").criteria
    assert search(laid, county, TODAY).total == 1


def test_all_of_it_comes_from_the_desk(base: Directory) -> None:
    laid = lay(base, ACCEPTED, TODAY, "Team")
    place = laid.facility(laid.row_of(place_id(CELLS, TODAY)) or 0)
    [program] = place.programs
    assert program.told["hours"] == Told("phone", TODAY, "Team")
    assert laid.manifest.source_of(place.stated_by.sources("name")[0]).kind == "desk"
    assert laid.manifest.source_of(program.stated_by.sources("care")[0]).kind == "desk"
    assert origins(place, laid.manifest) == []


def test_its_id_is_the_one_that_a_source_gives_it_and_then_its_report_lies_on_that(
    base: Directory,
) -> None:
    listed = FacilityRecord(
        "Zeta Place",
        "Charlottesville",
        "VA",
        "22903",
        street1="1 Zeta Street",
        programs=[ProgramRecord("outpatient")],
    )
    directory = build([listed], Manifest("A list", "Somebody"))
    laid = lay(directory, ACCEPTED, TODAY, "Team")
    [row] = [laid.row_of(place_id(CELLS, TODAY))]
    assert row == 0
    assert len(laid.facilities) == 1
    programs = {one.care: one for one in laid.facility(0).programs}
    assert programs.keys() == {"outpatient", "iop"}
    assert programs["iop"].hours == (9, 12)
    assert laid.manifest.source_of(laid.facility(0).stated_by.sources("name")[0]).kind != "desk"


def test_the_places_of_a_directory_stay_in_their_order_with_all_that_they_state(
    base: Directory,
) -> None:
    laid = lay(base, ACCEPTED, TODAY)
    others = [row for row in range(len(laid.facilities)) if laid.facility(row).told == {}]
    names = [(laid.facility(row).name.casefold(), laid.facility(row).id) for row in others]
    assert names == sorted(names)
    assert len(others) == len(base.facilities)
    for row in others[::97]:
        after = laid.facility(row)
        before = base.facility(base.row_of(after.id) or 0)
        as_before = replace(after, row=before.row, programs=before.programs)
        assert as_before == before
        for one, other in zip(after.programs, before.programs, strict=True):
            assert replace(one, row=other.row) == other


def test_a_second_level_and_later_reports_of_it_lie_on_it_too(base: Directory) -> None:
    facility_id = place_id(CELLS, TODAY)
    more = [
        told(
            3, facts={**CELLS, "care_level": "php", "hours_low": 20, "hours_high": 25}, care="php"
        ),
        told(4, "accept", about=3),
        Report(facility_id, "phone", TODAY, care="iop", facts={"openings": 2}, number=5),
    ]
    laid = lay(base, [*ACCEPTED, *more], TODAY)
    place = laid.facility(laid.row_of(facility_id) or 0)
    assert {one.care: one.hours for one in place.programs} == {"iop": (9, 12), "php": (20, 25)}
    assert {one.care: one.openings for one in place.programs} == {"iop": 2, "php": None}
    closed = Report(facility_id, "phone", TODAY, kind="closed", number=6)
    laid = lay(base, [*ACCEPTED, *more, closed], TODAY)
    assert search(laid, read("q=zeta").criteria, TODAY).total == 0
    assert laid.facility(laid.row_of(facility_id) or 0).closed_since == TODAY


@pytest.mark.parametrize("form", exports().names())
def test_it_goes_out_in_every_form(base: Directory, form: str) -> None:
    laid = lay(base, ACCEPTED, TODAY)
    outgoing = Outgoing(search(laid, read("q=zeta").criteria, TODAY), TODAY)
    assert b"".join(exports().named(form).chunks(outgoing))


@pytest.mark.parametrize("name", ["facility_name", "care_level", "city", "state", "zip"])
def test_without_one_of_the_five_columns_it_is_refused(desk: Desk, name: str) -> None:
    cells = {column: value for column, value in CELLS.items() if column != name}
    with pytest.raises(DeskRefused) as refused:
        place_id(cells, TODAY)
    assert list(refused.value.fields) == [name]
    with pytest.raises(DeskRefused):
        desk.saving(lambda connection: add(connection, told(facts=cells), TODAY))


def test_it_is_checked_as_an_import_checks_it(desk: Desk) -> None:
    cells = {**CELLS, "state": "Virgina", "hours_low": 200}
    with pytest.raises(DeskRefused) as refused:
        desk.saving(lambda connection: add(connection, told(facts=cells), TODAY))
    assert refused.value.fields.keys() == {"state", "hours_low"}


def test_in_the_database_it_waits_is_accepted_and_taken_back(desk: Desk, base: Directory) -> None:
    def laid() -> Directory:
        return lay(base, desk.reading(lambda connection: since(connection, 0)), TODAY)

    number = desk.saving(lambda connection: add(connection, told(care=None), TODAY))
    assert search(laid(), FOUND, TODAY).total == 0
    desk.saving(lambda connection: decide(connection, number, None, accept=True))
    assert search(laid(), FOUND, TODAY).total == 1
    desk.saving(lambda connection: take_back(connection, number, None))
    assert search(laid(), FOUND, TODAY).total == 0
