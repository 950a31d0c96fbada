"""California's licences: the CSV, the raw JSON of the map service, and what expired."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from finder.directory import Facility
from finder.groups import fact_groups
from finder.intake import Intake, take_in
from finder.intake.dhcs.dhcs_populations import facts_of
from finder.wording.licences import expired_licences

TODAY = date(2026, 6, 1)
LICENCE = {
    "license_number": "010001AN",
    "facility_name": "CHRYSALIS",
    "legal_entity": "HORIZON SERVICES, INCORPORATED",
    "address_line1": "3837 TELEGRAPH AVENUE",
    "address_line2": "",
    "additional_locations": "",
    "city": "OAKLAND",
    "state": "CA",
    "zip": "94609",
    "county": "Alameda County",
    "county_code": "01",
    "phone": "(510) 450-1190",
    "setting_code": "RES",
    "offers_detox": "false",
    "is_licensed": "true",
    "is_certified": "true",
    "license_expiration": "2027-10-31",
    "license_expired": "false",
    "treatment_capacity": "20",
    "total_capacity": "20",
    "target_population_code": "1.3",
    "target_population": "WOMEN ONLY",
    "incidental_medical_services": "false",
    "adolescent_waiver": "false",
    "latitude": "37.827325",
    "longitude": "-122.264974",
}
RAW = {
    "OBJECTID": 7,
    "Application_Number": "010001AN",
    "Facility_Name": "CHRYSALIS",
    "Legal_Entity_Name": "HORIZON SERVICES, INCORPORATED",
    "Facility_Address1": "3837 TELEGRAPH AVENUE",
    "Facility_Address2": None,
    "Facility_City": "OAKLAND,",
    "Facility_State": "CA",
    "Facility_Zip": "94609",
    "CountyName": "Alameda County",
    "Facility_Phone": "(510) 450-1190",
    "Program_Code": "RES",
    "Type_of_Application": "Licensed and Certified",
    "Lic_Expiration_Date": "10/31/2027",
    "Treatment_Capacity": 20,
    "Total_Capacity": 20,
    "Target_Population": "1.3 WOMEN ONLY",
    "Incident_Medical_Services": "N",
    "Adolescent_Waiver": None,
    "F20": None,
    "Latitude": 37.827325,
    "Longitude": -122.264974,
}


def as_csv(path: Path, *changes: dict[str, str]) -> Intake:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, LICENCE)
        writer.writeheader()
        writer.writerows(LICENCE | change for change in changes)
    return take_in([str(path)], today=TODAY)


def first(intake: Intake) -> Facility:
    return intake.directory.facility(0)


def care(one: Facility) -> list[str | None]:
    return [program.care for program in one.programs]


@pytest.fixture(scope="module")
def california(sample_data: Path) -> Intake:
    return take_in([str(sample_data / "california" / "dhcs-facilities.csv")], today=TODAY)


def test_every_licence_of_california_is_kept_but_the_one_without_an_address(
    california: Intake,
) -> None:
    report = california.report
    assert [one.kind for one in report.sources] == ["dhcs"]
    assert (report.rows_read, report.facilities, len(report.merged)) == (281, 278, 2)
    assert [(one.line, one.field) for one in report.refused_rows] == [(44, "city")]
    assert report.levels == {"residential": 121, "detox": 118, "": 133}
    counts = Counter(
        len(california.directory.facility(row).licences) for row in range(report.facilities)
    )
    assert counts == {1: 276, 2: 2}


def test_the_licence_of_the_data_is_named_as_it_asks_to_be(california: Intake) -> None:
    manifest = california.directory.manifest
    assert manifest.licence == "CC BY 4.0, California Department of Health Care Services"
    assert "California Department of Health Care Services" in manifest.source


def test_the_25_expired_licences_of_the_table_stay_and_say_so(
    california: Intake, sample_data: Path
) -> None:
    with (sample_data / "california" / "dhcs-facilities.csv").open() as file:
        expired = [row for row in csv.DictReader(file) if row["license_expired"] == "true"]
    after = date.fromisoformat(max(row["license_expiration"] for row in expired)) + timedelta(1)
    facilities = map(california.directory.facility, range(california.report.facilities))
    said = [sentence for one in facilities for sentence in expired_licences(one, after)]
    assert len(said) == len(expired) == 25
    assert all(any(row["license_number"] in sentence for sentence in said) for row in expired)


def test_a_licence_has_its_number_kind_last_day_and_beds(tmp_path: Path) -> None:
    one = first(as_csv(tmp_path / "a.csv", {}))
    (licence,) = one.licences
    assert (licence.authority, licence.number, licence.kind) == (
        *("California DHCS", "010001AN", "both"),
    )
    assert (licence.expires, licence.beds) == (date(2027, 10, 31), 20)
    assert (care(one), one.detox, one.source_id) == (["residential"], 0, "010001AN")
    assert one.programs[0].notes == "Operated by HORIZON SERVICES, INCORPORATED."


def test_the_raw_spelling_gives_the_same_facility(tmp_path: Path) -> None:
    feature = {"attributes": RAW, "geometry": {"x": -122.26, "y": 37.8}}
    documents: list[Any] = [
        [RAW],
        {"features": [feature]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": RAW}]},
    ]
    expected = first(as_csv(tmp_path / "a.csv", {}))
    for document in documents:
        path = tmp_path / "raw.json"
        path.write_text(json.dumps(document))
        assert first(take_in([str(path)], today=TODAY)) == expected


@pytest.mark.parametrize(
    ("program_code", "levels", "detox"),
    [
        ("RES", ["residential"], False),
        ("RES-DETOX", ["detox", "residential"], True),
        ("NON", [None], False),
        ("NON-DETOX", ["detox"], True),
        ("DPH-DETOX", ["detox"], True),
        ("DSS", [None], False),
    ],
)
def test_levels_follow_from_the_setting_and_only_where_its_meaning_is_published(
    tmp_path: Path, program_code: str, levels: list[str | None], detox: bool
) -> None:
    path = tmp_path / "raw.json"
    path.write_text(json.dumps([RAW | {"Program_Code": program_code}]))
    intake = take_in([str(path)], today=TODAY)
    assert care(first(intake)) == levels
    assert bool(first(intake).detox) == detox
    assert intake.report.remarks == ()


def test_an_unknown_setting_is_remarked(tmp_path: Path) -> None:
    (remark,) = as_csv(tmp_path / "a.csv", {"setting_code": "ABC"}).report.remarks
    assert (remark.field, remark.value) == ("setting_code", "ABC")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("10/31/2027", date(2027, 10, 31)),
        ("1/2/2026", date(2026, 1, 2)),
        ("2026-01-02T00:00:00", date(2026, 1, 2)),
        (int(datetime(2026, 1, 2, tzinfo=UTC).timestamp() * 1000), date(2026, 1, 2)),
        ("", None),
        (None, None),
    ],
)
def test_the_last_day_is_understood_in_every_spelling(
    tmp_path: Path, cell: Any, day: date | None
) -> None:
    path = tmp_path / "raw.json"
    path.write_text(json.dumps([RAW | {"Lic_Expiration_Date": cell}]))
    assert first(take_in([str(path)], today=TODAY)).licences[0].expires == day


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"license_expiration": "13/45/2027"}, "license_expiration"),
        ({"license_expiration": "soon"}, "license_expiration"),
        ({"treatment_capacity": "many"}, "treatment_capacity"),
        ({"treatment_capacity": "-6"}, "treatment_capacity"),
        ({"offers_detox": "perhaps"}, "offers_detox"),
        ({"target_population": "PETS"}, "target_population"),
    ],
)
def test_a_value_that_cannot_be_understood_is_refused_alone(
    tmp_path: Path, change: dict[str, str], field: str
) -> None:
    report = as_csv(tmp_path / "a.csv", change).report
    assert [one.field for one in report.refused_values] == [field]
    assert report.facilities == 1


def test_two_licences_of_one_place_are_one_facility_with_both(tmp_path: Path) -> None:
    other = {"license_number": "010001ZZ", "setting_code": "NON", "offers_detox": "true"}
    intake = as_csv(tmp_path / "a.csv", {}, other)
    one = first(intake)
    assert [licence.number for licence in one.licences] == ["010001AN", "010001ZZ"]
    assert (care(one), one.detox, len(intake.report.merged)) == (["residential", "detox"], 2, 1)


def test_an_expired_licence_is_kept_and_said(tmp_path: Path) -> None:
    one = first(as_csv(tmp_path / "a.csv", {"license_expiration": "2026-05-31"}))
    (sentence,) = expired_licences(one, TODAY)
    assert sentence == (
        "State license and certification 010001AN (California DHCS) expired 31 May: "
        "ask whether it was renewed"
    )
    assert expired_licences(one, date(2026, 5, 31)) == ()


@pytest.mark.parametrize(
    ("label", "group", "stated", "silent"),
    [
        ("CO-ED", "gender", ("female", "male"), False),
        ("MEN ONLY", "gender", ("male",), False),
        ("1.4 WOMEN/CHILDREN", "gender", ("female",), False),
        ("DUAL DIAGNOSIS", "gender", (), True),
        ("1.8 DUAL DIAGNOSIS", "for", ("co-occurring",), True),
        ("YOUTH/ADOLESCENT", "age", ("adolescent",), True),
        ("CO-ED", "age", (), True),
        ("", "gender", (), True),
    ],
)
def test_whom_a_licence_is_for_is_stated_and_the_rest_is_not_published(
    label: str, group: str, stated: tuple[str, ...], silent: bool
) -> None:
    facts, known = facts_of(label, adolescent_waiver=False)
    yes, unknown = facts[group]
    assert known
    assert fact_groups()[group].vocabulary.codes_of(yes) == stated
    assert bool(unknown) == silent


def test_a_waiver_for_adolescents_says_that_they_are_taken() -> None:
    ages = fact_groups()["age"].vocabulary
    assert ages.codes_of(facts_of("CO-ED", adolescent_waiver=True)[0]["age"][0]) == ("adolescent",)
